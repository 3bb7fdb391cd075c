namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Thrown when a case is beyond the reference evaluator: too many solutions, or too many digits.</summary>
public sealed class ReferenceLimitException(string message) : Exception(message);
