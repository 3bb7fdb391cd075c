namespace KnowledgeGraph.TestKit.Suites;

/// <summary>A test of a suite did not get what it expects; the message says what came instead.</summary>
public sealed class ConformanceException(string message) : Exception(message);
