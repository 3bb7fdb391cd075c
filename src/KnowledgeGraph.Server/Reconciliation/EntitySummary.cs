using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>What a client shows of an entity.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="Types">Its types with their names.</param>
public sealed record EntitySummary(Iri Entity, string Name, string? Description, IReadOnlyList<(Iri Type, string Name)> Types);
