namespace KnowledgeGraph.Store;

/// <summary>A triple of the default graph as term numbers, or later as ranks, during a bulk load.</summary>
internal readonly record struct BulkTriple(uint Subject, uint Predicate, uint Object);
