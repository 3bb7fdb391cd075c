namespace KnowledgeGraph.Benchmarks;

/// <summary>A command line that says something wrong.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class UsageException(string message) : Exception(message);
