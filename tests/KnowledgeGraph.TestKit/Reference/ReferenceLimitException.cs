namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Thrown when an intermediate result outgrows the limit of the reference evaluator: the case is too large to judge.</summary>
public sealed class ReferenceLimitException(int limit) : Exception($"An intermediate result has more than {limit} solutions.");
