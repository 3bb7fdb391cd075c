using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>An entity proposed for a reconciliation query.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Score">From 0 to 100.</param>
/// <param name="IsMatch">True if it is the only one that the query can mean.</param>
/// <param name="Features">What the score is made of.</param>
/// <param name="MatchedLabel">The name that was found, or null if none was asked for.</param>
public sealed record Candidate(Iri Entity, double Score, bool IsMatch, IReadOnlyList<MatchFeature> Features, string? MatchedLabel);
