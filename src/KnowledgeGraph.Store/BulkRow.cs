namespace KnowledgeGraph.Store;

/// <summary>A quad of term numbers, or later of ranks, during a bulk load.</summary>
internal readonly record struct BulkRow(uint Subject, uint Predicate, uint Object, uint Graph);
