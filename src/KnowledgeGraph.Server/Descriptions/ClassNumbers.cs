using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Descriptions;

/// <summary>A class of a graph and its instances (void:classPartition).</summary>
/// <param name="Class">The class.</param>
/// <param name="Entities">Its instances.</param>
public readonly record struct ClassNumbers(TermId Class, long Entities);
