namespace KnowledgeGraph.Engine;

/// <summary>What all queries of an engine together may use. Excess is rejected, not queued.</summary>
public sealed record EngineLimits
{
    /// <summary>The most queries that run at once.</summary>
    public int ConcurrentQueries { get; init; } = 64;

    /// <summary>The most memory all running queries may hold together, in megabytes.</summary>
    public int TotalMemoryMB { get; init; } = 4096;

    /// <summary>When a rejected query may be tried again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);
}
