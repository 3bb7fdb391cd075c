namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>A reconciliation query, of either version of the protocol.</summary>
/// <param name="Conditions">Its conditions; without any it has no candidates.</param>
/// <param name="Types">
/// A candidate is of one of these types, or of a subclass; empty for any type. They may be no IRIs: then nothing is of them.
/// </param>
/// <param name="Limit">Most candidates.</param>
public sealed record MatchQuery(IReadOnlyList<MatchCondition> Conditions, IReadOnlyList<string> Types, int Limit)
{
    /// <summary>Candidates given, if the query does not say.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Most candidates given.</summary>
    public const int MaxLimit = 100;

    /// <summary>Most queries of a batch; 413 beyond it.</summary>
    public const int MaxBatch = 50;

    /// <summary>Most conditions of a query, and most values of a condition.</summary>
    public const int MaxConditions = 20;
}
