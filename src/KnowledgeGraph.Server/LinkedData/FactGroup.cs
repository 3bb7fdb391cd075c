using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>The facts of one property.</summary>
/// <param name="Predicate">The property.</param>
/// <param name="Facts">The facts.</param>
public sealed record FactGroup(Iri Predicate, IReadOnlyList<FactView> Facts);
