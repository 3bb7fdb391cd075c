using KnowledgeGraph.Engine;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Options;
using KnowledgeGraph.Server.Writes;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>The dataset that the host serves: its engine, its canned queries, and how queries over it are run. Thread-safe.</summary>
/// <param name="engine">The engine with the data loaded.</param>
/// <param name="queries">The canned queries.</param>
/// <param name="isShipped">True if it is the graph that ships with the host.</param>
/// <param name="loadedAt">When the load ended; second precision, for Last-Modified.</param>
/// <param name="options">How the dataset is served.</param>
/// <param name="limits">The bounds of each query.</param>
/// <param name="writes">Who may write.</param>
/// <param name="federates">True if there are hosts that SERVICE may reach.</param>
public sealed class ServedDataset(
    Engine.Engine engine,
    CannedQueryCatalog queries,
    bool isShipped,
    DateTimeOffset loadedAt,
    DatasetOptions options,
    LimitOptions limits,
    WriteOptions writes,
    bool federates) : IDisposable
{
    /// <summary>The setting that bounds the bodies of queries.</summary>
    public const string QueryBodySetting = LimitOptions.Section + ":" + nameof(LimitOptions.QueryBodyMB);

    /// <summary>The engine.</summary>
    public Engine.Engine Engine { get; } = engine;

    /// <summary>The canned queries.</summary>
    public CannedQueryCatalog Queries { get; } = queries;

    /// <summary>True if it is the graph that ships with the host, false for a dataset of the operator's own.</summary>
    public bool IsShipped { get; } = isShipped;

    /// <summary>Who may write.</summary>
    public WriteAccess Writes { get; } = new(writes, isShipped);

    /// <summary>When the load ended.</summary>
    public DateTimeOffset LoadedAt { get; } = loadedAt;

    /// <summary>
    /// When the data last changed; null if it can be written: HTTP dates have seconds, too few to tell two writes apart, so that entity tags alone
    /// speak for the state then.
    /// </summary>
    public DateTimeOffset? LastModified => Writes.IsPossible ? null : LoadedAt;

    /// <summary>Longest body of a query request, in bytes.</summary>
    public long MaxQueryBodyBytes { get; } = limits.QueryBodyMB * 1024L * 1024L;

    /// <summary>The largest dataset, in quads, whose content is named by a digest.</summary>
    public long MaxDigestQuads { get; } = limits.DigestQuads;

    /// <summary>True if a query without dataset clause sees all graphs as its default graph.</summary>
    public bool UnionDefaultGraph { get; } = options.DefaultGraph == DefaultGraphMode.Union;

    /// <summary>True if there are hosts that SERVICE may reach.</summary>
    public bool Federates { get; } = federates;

    /// <summary>The limits for a query.</summary>
    /// <param name="timeout">A lower limit asked for by the client, or null. A higher one than the host's has no effect.</param>
    /// <param name="dataset">The dataset asked for by the protocol, or null.</param>
    public QueryOptions QueryOptions(TimeSpan? timeout = null, DatasetClause? dataset = null)
    {
        var limit = TimeSpan.FromSeconds(limits.QuerySeconds);
        return new QueryOptions
        {
            Timeout = timeout is { } asked && asked < limit ? asked : limit,
            MemoryMB = limits.QueryMemoryMB,
            Dataset = dataset,
            UnionDefaultGraph = UnionDefaultGraph,
        };
    }

    /// <summary>Begins a write of a request, which waits for the write before it; under the limits of writes.</summary>
    /// <param name="context">The request; the write stops with it.</param>
    /// <param name="timeout">A lower limit asked for by the client, or null. A higher one than the host's has no effect.</param>
    /// <param name="dataset">The dataset of WHERE asked for by the protocol, or null.</param>
    /// <exception cref="Query.Execution.QueryTimeoutException">Other writes took too long.</exception>
    public EngineWrite BeginWrite(HttpContext context, TimeSpan? timeout = null, DatasetClause? dataset = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var limit = TimeSpan.FromSeconds(writes.Seconds);
        var options = new UpdateOptions
        {
            Timeout = timeout is { } asked && asked < limit ? asked : limit,
            MemoryMB = limits.QueryMemoryMB,
            Dataset = dataset,
            UnionDefaultGraph = UnionDefaultGraph,
        };
        // From here to the commit it waits, for writes before it and for the disk.
        context.Response.RegisterForDispose(ReadyThreads.OfProcess.Waiting());
        return Engine.BeginWrite(options, context.RequestAborted);
    }

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();
}
