namespace KnowledgeGraph.Server.Descriptions;

/// <summary>Exact numbers about a graph, in the terms of VoID.</summary>
/// <param name="Triples">void:triples.</param>
/// <param name="DistinctSubjects">void:distinctSubjects.</param>
/// <param name="DistinctObjects">void:distinctObjects.</param>
/// <param name="Properties">void:properties: distinct predicates.</param>
/// <seealso href="https://www.w3.org/TR/void/#statistics"/>
public readonly record struct GraphNumbers(long Triples, long DistinctSubjects, long DistinctObjects, long Properties);
