using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Facts of one property.</summary>
/// <param name="Predicate">The property.</param>
/// <param name="IsInverse">True if they point to the entity.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Facts">Those that are shown.</param>
public sealed record FactGroup(Iri Predicate, bool IsInverse, long Count, IReadOnlyList<FactView> Facts);
