using KnowledgeGraph.Query.Rewrite;

namespace KnowledgeGraph.Engine;

/// <summary>A parsed query that can be run many times.</summary>
public sealed class PreparedQuery
{
    private readonly Engine _engine;

    internal PreparedQuery(Engine engine, Sparql.Algebra.Query query)
    {
        _engine = engine;
        Query = query;
    }

    /// <summary>The query.</summary>
    public Sparql.Algebra.Query Query { get; }

    /// <summary>True if the same data always gives the same solutions: no NOW, RAND, UUID, BNODE, SERVICE.</summary>
    public bool IsDeterministic => QueryTraits.IsDeterministic(Query.Pattern);

    /// <summary>True if the query fixes the order of its rows.</summary>
    public bool HasTotalOrder => QueryTraits.HasTotalOrder(Query);

    /// <summary>Runs the query.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="ct">Stops it.</param>
    public QueryRun Run(QueryOptions? options = null, CancellationToken ct = default) => _engine.Run(Query, options, ct);
}
