namespace KnowledgeGraph.Store;

/// <summary>A quad of term numbers, or later of ranks, during a bulk load.</summary>
internal readonly record struct BulkRow(uint Subject, uint Predicate, uint Object, uint Graph)
{
    internal uint this[int position] => position switch { 0 => Subject, 1 => Predicate, 2 => Object, _ => Graph };
}
