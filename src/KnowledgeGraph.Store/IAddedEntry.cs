namespace KnowledgeGraph.Store;

/// <summary>What an <see cref="AddedTable{T}"/> has to know of its entries.</summary>
internal interface IAddedEntry
{
    uint Hash { get; }

    /// <summary>Bytes held, roughly.</summary>
    long Bytes { get; }
}
