using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>A way to join some items, before operators are made of it. Filters whose variables it certainly binds are applied in it.</summary>
internal sealed class JoinPlan
{
    /// <summary>How the rows are made.</summary>
    public required JoinMethod Method { get; init; }

    /// <summary>What is known of the items joined.</summary>
    public required JoinSet Set { get; init; }

    /// <summary>Estimated work for all rows, in rows scanned.</summary>
    public required double Total { get; init; }

    /// <summary>Estimated work before the first row.</summary>
    public required double Startup { get; init; }

    /// <summary>What plans are compared by: the work for as many rows as are wanted.</summary>
    public required double Cost { get; init; }

    /// <summary>The item of a leaf, or the one probed.</summary>
    public JoinItem? Item { get; init; }

    /// <summary>The order of a scan.</summary>
    public IndexOrder Order { get; init; }

    /// <summary>The left side, which is streamed.</summary>
    public JoinPlan? Left { get; init; }

    /// <summary>The right side, which is held or merged.</summary>
    public JoinPlan? Right { get; init; }

    /// <summary>The order of the rows.</summary>
    public ImmutableArray<Variable> Sorted { get; init; } = [];

    /// <summary>The number of the variable that the rows are first sorted by; -1 if they are in no order.</summary>
    public int FirstSorted { get; init; } = -1;
}
