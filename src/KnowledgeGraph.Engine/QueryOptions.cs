using KnowledgeGraph.Store;

namespace KnowledgeGraph.Engine;

/// <summary>How one query is run.</summary>
public sealed record QueryOptions : RunOptions
{
    /// <summary>The state of the data to read, of the same engine, so that several queries see the same; null for the present one.</summary>
    public Snapshot? State { get; init; }

    /// <summary>True if operators measure their time, for explain.</summary>
    public bool Measure { get; init; }

    /// <summary>
    /// From how many rows on, as the planner estimates them, joins below a grouping or a sort run on a thread of their own, if a core is
    /// left; infinite for never.
    /// </summary>
    public double ExchangeRows { get; init; } = 1_000_000;

    /// <summary>
    /// From what cost on of the best plan that joins two by two, in rows scanned, cyclic patterns may be joined variable by variable, where
    /// that costs less; 0 to join all plain patterns so, cyclic or not; infinite for never.
    /// </summary>
    public double TrieJoinCost { get; init; } = 20_000;

    /// <summary>
    /// From how many rows on, as the planner estimates them, an input of a hash join is told which keys the other one has; infinite for
    /// never.
    /// </summary>
    public double KeyFilterRows { get; init; } = 4_096;

    /// <summary>
    /// The work that the planner takes the sorting of a row for a merge join to be, in rows scanned from an index; 0 to sort wherever a
    /// merge then costs less; infinite for never.
    /// </summary>
    public double SortCost { get; init; } = 6;
}
