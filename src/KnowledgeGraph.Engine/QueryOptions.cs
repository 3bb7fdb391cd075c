namespace KnowledgeGraph.Engine;

/// <summary>How one query is run.</summary>
public sealed record QueryOptions : RunOptions
{
    /// <summary>True if operators measure their time, for explain.</summary>
    public bool Measure { get; init; }
}
