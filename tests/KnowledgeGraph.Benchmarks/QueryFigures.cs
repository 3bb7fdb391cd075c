namespace KnowledgeGraph.Benchmarks;

/// <summary>What was measured of one query.</summary>
/// <param name="Query">Its name.</param>
/// <param name="Rows">Rows of its answer.</param>
/// <param name="Widest">Most rows that one operator gave out.</param>
/// <param name="Milliseconds">The median of its times.</param>
/// <param name="Hash">The hash of its answer; empty if it is compared by rows alone.</param>
/// <param name="Error">Why there is no answer; null if there is one.</param>
internal sealed record QueryFigures(string Query, long Rows, long Widest, double Milliseconds, string Hash, string? Error)
{
    /// <summary>True if the answer is not the expected one, or there is none.</summary>
    public bool IsWrong { get; init; }
}
