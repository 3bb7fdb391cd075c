namespace KnowledgeGraph.Query.Plan;

/// <summary>How a <see cref="JoinPlan"/> makes its rows.</summary>
internal enum JoinMethod
{
    /// <summary>One item on its own.</summary>
    Leaf,

    /// <summary>Hash join; nested loop where no variable is certainly shared.</summary>
    Hash,

    /// <summary>Merge join by the first variable that both sides are sorted by.</summary>
    Merge,

    /// <summary>The rows of the left side, sorted by a variable for a merge join above.</summary>
    Sort,

    /// <summary>The item looked up for each row of the left side.</summary>
    Probe,
}
