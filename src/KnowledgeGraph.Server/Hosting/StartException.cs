namespace KnowledgeGraph.Server.Hosting;

/// <summary>The host cannot start; the message is for the operator. Ends the process with exit code 1.</summary>
/// <param name="message">What is wrong, with file, line and column where there is one.</param>
/// <param name="inner">The cause.</param>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
