using KnowledgeGraph.Store;
using StoreScan = KnowledgeGraph.Store.IndexScan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// A predicate walked in one direction. Nodes are looked up in the index one by one, until so many were that reading all triples of the
/// predicate would have cost no more; then these are read, and found in memory from there on. That is at most about twice what it costs to
/// know beforehand which is better (the ski rental rule: Karlin et al., Competitive Snoopy Caching, Algorithmica 3, 1988).
/// </summary>
/// <param name="context">The run.</param>
/// <param name="scope">The graph.</param>
/// <param name="predicate">The predicate.</param>
/// <param name="forward">The direction.</param>
internal sealed class PathLink(ExecutionContext context, GraphScope scope, TermId predicate, bool forward)
{
    private const int ReadRows = 256;

    // What a look-up costs, where reading a row costs 1; as in the planner.
    private const double LookupCost = 120;

    private readonly TermId[] _buffer = new TermId[ReadRows];
    private readonly double _lookupsBeforeLoad = LookupsBeforeLoad(context, scope, predicate);
    private StoreScan? _scan;
    private Adjacency? _loaded;
    private long _lookups;

    /// <summary>Adds the nodes that are a step away.</summary>
    /// <param name="node">The node.</param>
    /// <param name="reached">Where they are added.</param>
    public void Walk(TermId node, List<TermId> reached)
    {
        if (_loaded is null && _lookups++ >= _lookupsBeforeLoad)
        {
            _loaded = Adjacency.Load(
                context, forward ? IndexOrder.Pso : IndexOrder.Pos, new QuadPattern(default, predicate, default));
        }

        if (_loaded is not null)
        {
            reached.AddRange(_loaded.Of(node));
            return;
        }

        var bound = forward ? new QuadPattern(node, predicate, default, scope.Graph) : new QuadPattern(default, predicate, node, scope.Graph);
        if (_scan is null)
        {
            _scan = context.Snapshot.Scan(scope, forward ? IndexOrder.Spo : IndexOrder.Pos, bound with { Graph = default });
        }
        else
        {
            _scan.Rebind(bound);
        }

        int count;
        while ((count = _scan.Read(_buffer, default, default, default)) > 0)
        {
            reached.AddRange(_buffer.AsSpan(0, count));
        }
    }

    /// <summary>Gives the memory back of what was read.</summary>
    public void Free()
    {
        _loaded?.Free();
        _loaded = null;
        _lookups = 0;
    }

    // Rows of other scopes are not always where one order has them together.
    private static double LookupsBeforeLoad(ExecutionContext context, GraphScope scope, TermId predicate)
    {
        if (scope.Kind != GraphScopeKind.Default)
        {
            return double.PositiveInfinity;
        }

        double rows = context.Snapshot.Count(scope, new QuadPattern(default, predicate, default));
        return Adjacency.Fits(context, rows) ? rows * Adjacency.LoadCost / LookupCost : double.PositiveInfinity;
    }
}
