using KnowledgeGraph.Engine;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Options;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>The dataset that the host serves: its engine, its canned queries, and how queries over it are run. Thread-safe.</summary>
/// <param name="engine">The engine with the data loaded.</param>
/// <param name="queries">The canned queries.</param>
/// <param name="isShipped">True if it is the graph that ships with the host.</param>
/// <param name="loadedAt">When the load ended; second precision, for Last-Modified.</param>
/// <param name="options">How the dataset is served.</param>
/// <param name="limits">The bounds of each query.</param>
public sealed class ServedDataset(
    Engine.Engine engine,
    CannedQueryCatalog queries,
    bool isShipped,
    DateTimeOffset loadedAt,
    DatasetOptions options,
    LimitOptions limits) : IDisposable
{
    /// <summary>The engine.</summary>
    public Engine.Engine Engine { get; } = engine;

    /// <summary>The canned queries.</summary>
    public CannedQueryCatalog Queries { get; } = queries;

    /// <summary>True if it is the graph that ships with the host, false for a dataset of the operator's own.</summary>
    public bool IsShipped { get; } = isShipped;

    /// <summary>When the load ended.</summary>
    public DateTimeOffset LoadedAt { get; } = loadedAt;

    /// <summary>True if a query without dataset clause sees all graphs as its default graph.</summary>
    public bool UnionDefaultGraph { get; } = options.DefaultGraph == DefaultGraphMode.Union;

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

    /// <inheritdoc/>
    public void Dispose() => Engine.Dispose();
}
