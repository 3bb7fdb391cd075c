using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Descriptions;

/// <summary>A property of a graph and how it is used (void:propertyPartition).</summary>
/// <param name="Property">The property.</param>
/// <param name="Triples">Triples with it.</param>
/// <param name="DistinctSubjects">Their distinct subjects.</param>
/// <param name="DistinctObjects">Their distinct objects.</param>
public readonly record struct PropertyNumbers(TermId Property, long Triples, long DistinctSubjects, long DistinctObjects);
