using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>The inferences of a graph need more time or memory than <see cref="EntailmentOptions"/> allow.</summary>
/// <param name="message">Which limit, and how far it got.</param>
public sealed class EntailmentLimitException(string message) : QueryException(message);
