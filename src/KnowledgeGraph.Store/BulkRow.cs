namespace KnowledgeGraph.Store;

/// <summary>A quad of term numbers, or later of ranks, during a bulk load.</summary>
internal readonly record struct BulkRow(uint Subject, uint Predicate, uint Object, uint Graph)
{
    /// <summary>Numbers in a row, for those who look at rows as numbers.</summary>
    internal const int Width = 4;
}
