using System.ComponentModel.DataAnnotations;

namespace KnowledgeGraph.Server.Options;

/// <summary>Bounds of every query. Section <c>Limits</c>.</summary>
public sealed class LimitOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>Longest run of one query in seconds, the writing of its answer included. A request may ask for less.</summary>
    [Range(0.001, 86_400)]
    public double QuerySeconds { get; init; } = 60;

    /// <summary>Most memory one query may hold, in MiB.</summary>
    [Range(1, 1_048_576)]
    public int QueryMemoryMB { get; init; } = 1024;

    /// <summary>Queries that run at one time; a further one gets 503 with Retry-After.</summary>
    [Range(1, 100_000)]
    public int ConcurrentQueries { get; init; } = 64;

    /// <summary>Memory that all running queries together may hold, in MiB.</summary>
    [Range(1, 16_777_216)]
    public int TotalMemoryMB { get; init; } = 4096;

    /// <summary>Longest body of a query request, in MiB. Writes have a limit of their own, <see cref="WriteOptions.BodyMB"/>.</summary>
    [Range(1, 1024)]
    public int QueryBodyMB { get; init; } = 4;

    /// <summary>
    /// The largest dataset, in quads, whose content is named by a digest (<c>Dataset-Version</c>). Made in the background, with disk for
    /// temporary files: about a third of what the N-Quads have. 0: none.
    /// </summary>
    [Range(0, 1_000_000_000_000)]
    public long DigestQuads { get; init; } = 20_000_000;
}
