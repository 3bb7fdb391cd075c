namespace KnowledgeGraph.Store;

/// <summary>Exact numbers about one predicate, or about all triples, in a part of the store. <c>default</c>: nothing there.</summary>
/// <param name="Count">Triples (in named graphs: quads).</param>
/// <param name="DistinctSubjects">Distinct subjects.</param>
/// <param name="DistinctObjects">Distinct objects.</param>
public readonly record struct PredicateStatistics(long Count, long DistinctSubjects, long DistinctObjects);
