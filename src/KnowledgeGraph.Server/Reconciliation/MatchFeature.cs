namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>What a candidate's score is made of.</summary>
/// <param name="Id">Tells it from the other features of the candidate.</param>
/// <param name="Name">In words.</param>
/// <param name="Value">From 0 to 100.</param>
public sealed record MatchFeature(string Id, string Name, double Value);
