using System.Collections.Immutable;

namespace KnowledgeGraph.Store;

/// <summary>
/// A state of the store: dictionary, quads in all orders, statistics. Immutable and safe for any number of readers; a query holds one
/// for the whole of its run. Ids of one snapshot mean nothing in another.
/// </summary>
public sealed class Snapshot
{
    // Up to here a count over several graphs is the sum of exact counts; above, the count over all graphs bounds it.
    private const int MaxSummedGraphs = 64;

    private readonly SortedIndex[] _orders;
    private readonly ImmutableSortedDictionary<TermId, long> _graphCounts;
    private readonly Lazy<ImmutableArray<NamedGraph>> _namedGraphs;

    internal Snapshot(TermDictionary terms, SortedColumns[] orders, ImmutableSortedDictionary<TermId, long> graphCounts)
        : this(
            terms, Array.ConvertAll(orders, order => new SortedIndex(order)), graphCounts,
            PartStatistics.Compute(
                orders[(int)IndexOrder.Pso], orders[(int)IndexOrder.Pos], orders[(int)IndexOrder.Spo], orders[(int)IndexOrder.Osp]),
            PartStatistics.Compute(
                orders[(int)IndexOrder.Psog], orders[(int)IndexOrder.Posg], orders[(int)IndexOrder.Spog], orders[(int)IndexOrder.Ospg]))
    {
    }

    /// <summary>A snapshot of orders whose statistics are known.</summary>
    internal Snapshot(
        TermDictionary terms, SortedColumns[] orders, ImmutableSortedDictionary<TermId, long> graphCounts, PartStatistics @default,
        PartStatistics named)
        : this(terms, Array.ConvertAll(orders, order => new SortedIndex(order)), graphCounts, @default, named)
    {
    }

    private Snapshot(
        TermDictionary terms, SortedIndex[] orders, ImmutableSortedDictionary<TermId, long> graphCounts, PartStatistics @default,
        PartStatistics named)
    {
        Terms = terms;
        _orders = orders;
        _graphCounts = graphCounts;
        _namedGraphs = new(() => [.. graphCounts.Select(graph => new NamedGraph(graph.Key, graph.Value))]);
        DefaultStatistics = @default;
        NamedStatistics = named;
    }

    /// <summary>A snapshot without quads.</summary>
    public static Snapshot Empty { get; } = new StoreBuilder().Build();

    /// <summary>The terms.</summary>
    public TermDictionary Terms { get; }

    /// <summary>Triples in the default graph.</summary>
    public long DefaultGraphCount => this[IndexOrder.Spo].RowCount;

    /// <summary>Quads in all named graphs together.</summary>
    public long NamedGraphsCount => this[IndexOrder.Spog].RowCount;

    /// <summary>
    /// The named graphs by id of the name, those among them without triples that were created or emptied by a transaction. The first use
    /// costs O(n) for n graphs.
    /// </summary>
    public ImmutableArray<NamedGraph> NamedGraphs => _namedGraphs.Value;

    /// <summary>Numbers about the default graph.</summary>
    public PartStatistics DefaultStatistics { get; }

    /// <summary>Numbers about all named graphs together; a triple in two graphs counts twice, its subject once.</summary>
    public PartStatistics NamedStatistics { get; }

    /// <summary>Bytes held by indexes and dictionary, without what is built by queries.</summary>
    public long TotalBytes => Terms.TotalBytes + _orders.Sum(o => o.TotalBytes);

    /// <summary>Rows in the delta, those removed counted too.</summary>
    internal long DeltaRows => this[IndexOrder.Spo].DeltaRows + this[IndexOrder.Spog].DeltaRows;

    /// <summary>Quads that were bulk-loaded, those removed since among them.</summary>
    internal long BaseRows => this[IndexOrder.Spo].Base.RowCount + this[IndexOrder.Spog].Base.RowCount;

    internal ImmutableSortedDictionary<TermId, long> GraphCounts => _graphCounts;

    internal SortedIndex this[IndexOrder order] => _orders[(int)order];

    /// <summary>Number of triples in one named graph; 0 if there is no such graph.</summary>
    /// <param name="graph">Its name.</param>
    public long GraphCount(TermId graph) => _graphCounts.GetValueOrDefault(graph);

    /// <summary>Whether there is a named graph, perhaps without triples.</summary>
    /// <param name="graph">Its name.</param>
    public bool HasGraph(TermId graph) => _graphCounts.ContainsKey(graph);

    /// <summary>Numbers about a predicate in the default graph.</summary>
    /// <param name="predicate">The predicate.</param>
    public PredicateStatistics Statistics(TermId predicate) => DefaultStatistics[predicate];

    /// <summary>
    /// Numbers about a predicate within a scope; estimates from above for anything but the default graph and all named graphs.
    /// </summary>
    /// <param name="scope">The graphs.</param>
    /// <param name="predicate">The predicate.</param>
    public PredicateStatistics Statistics(GraphScope scope, TermId predicate)
    {
        if (scope.Kind == GraphScopeKind.Default)
        {
            return DefaultStatistics[predicate];
        }

        var named = NamedStatistics[predicate];
        if (scope.IncludesDefault)
        {
            var own = DefaultStatistics[predicate];
            named = new(
                named.Count + own.Count, named.DistinctSubjects + own.DistinctSubjects, named.DistinctObjects + own.DistinctObjects);
        }

        var count = Math.Min(named.Count, Count(scope, new(default, predicate, default)));
        return new(count, Math.Min(count, named.DistinctSubjects), Math.Min(count, named.DistinctObjects));
    }

    /// <summary>Whether a triple is in the scope.</summary>
    /// <param name="scope">The graphs.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The object.</param>
    public bool Contains(GraphScope scope, TermId subject, TermId predicate, TermId @object) =>
        Count(scope, new(subject, predicate, @object)) > 0;

    /// <summary>Number of rows that match; see the overload with a flag.</summary>
    /// <param name="scope">The graphs.</param>
    /// <param name="bound">The pattern.</param>
    public long Count(GraphScope scope, in QuadPattern bound) => Count(scope, bound, out _);

    /// <summary>
    /// Number of rows that match. Exact for the default graph, for one named graph and for all named graphs with any positions bound;
    /// otherwise perhaps an upper bound, since duplicates are not looked for. Costs binary searches, except for one named graph with
    /// only the object, or subject and object, bound: that walks the object's quads in all graphs.
    /// </summary>
    /// <param name="scope">The graphs. A bound graph in the pattern confines <see cref="GraphScopeKind.AnyNamed"/>, and is ignored
    /// otherwise.</param>
    /// <param name="bound">The pattern.</param>
    /// <param name="isUpperBound">Whether the number may be too high.</param>
    public long Count(GraphScope scope, in QuadPattern bound, out bool isUpperBound)
    {
        isUpperBound = false;
        switch (scope.Kind)
        {
            case GraphScopeKind.Default:
                return PrefixCount(IndexOrders.ForBound(bound), bound);
            case GraphScopeKind.Named:
                return CountInGraph(scope.Graph, bound);
            case GraphScopeKind.AnyNamed when !bound.Graph.IsUndefined:
                return scope.Graphs.IsDefault || scope.Graphs.Contains(bound.Graph) ? CountInGraph(bound.Graph, bound) : 0;
            default:
                return CountSeveral(scope, bound, out isUpperBound);
        }
    }

    /// <summary>
    /// Scans the default graph (triple orders) or all named graphs (quad orders).
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="bound">The pattern; its bound positions must be a prefix of the order.</param>
    /// <exception cref="ArgumentException">The bound positions are no prefix of the order.</exception>
    public IndexScan Scan(IndexOrder order, in QuadPattern bound)
    {
        CheckPrefix(order, bound, order.BoundPrefix(bound), order.IsTripleOrder() ? 3 : 4);
        return Open(order, bound);
    }

    /// <summary>
    /// Scans the graphs of a scope in a triple order. The graph name is a last free column for
    /// <see cref="GraphScopeKind.AnyNamed"/>, unless it is bound, and no column for the others. Unions give each triple once.
    /// </summary>
    /// <param name="scope">The graphs.</param>
    /// <param name="order">A triple order, one of the first six.</param>
    /// <param name="bound">The pattern; bound subject, predicate and object must be a prefix of the order; a bound graph confines <see
    /// cref="GraphScopeKind.AnyNamed"/>.</param>
    /// <exception cref="ArgumentException">The bound positions are no prefix of the order, or it is not a triple order.</exception>
    public IndexScan Scan(GraphScope scope, IndexOrder order, in QuadPattern bound)
    {
        if (!order.IsTripleOrder())
        {
            throw new ArgumentException("A scan of a scope takes a triple order; the graph comes from the scope.", nameof(order));
        }

        if (scope is { Kind: GraphScopeKind.UnionOf, Graphs.Length: 1 })
        {
            scope = GraphScope.Named(scope.Graphs[0]);
        }

        var prefix = order.BoundPrefix(bound);
        CheckPrefix(order, bound, prefix, 3);
        var triple = bound with { Graph = default };
        var withGraph = order.WithGraphLast();
        switch (scope.Kind)
        {
            case GraphScopeKind.Default:
                return Open(order, triple);
            case GraphScopeKind.Named when order is IndexOrder.Spo or IndexOrder.Pos:
                var graphFirst = order == IndexOrder.Spo ? IndexOrder.Gspo : IndexOrder.Gpos;
                return Open(graphFirst, bound with { Graph = scope.Graph });
            case GraphScopeKind.Named:
                return Filtered([scope.Graph], true, null);
            case GraphScopeKind.AnyNamed when !bound.Graph.IsUndefined:
                return scope.Graphs.IsDefault || scope.Graphs.Contains(bound.Graph)
                    ? Scan(GraphScope.Named(bound.Graph), order, triple)
                    : Filtered([], true, null);
            case GraphScopeKind.AnyNamed when scope.Graphs.IsDefault:
                return Open(withGraph, triple);
            case GraphScopeKind.AnyNamed:
                return Filtered(scope.Graphs, false, null);
            default:
                return Filtered(scope.Graphs, true, scope.IncludesDefault ? this[order] : null);
        }

        IndexScan Filtered(ImmutableArray<TermId> graphs, bool dropGraph, SortedIndex? merged) => new(
            new UnionRows(this[withGraph], merged, graphs, dropGraph, prefix), withGraph, triple, (dropGraph ? 3 : 4) - prefix,
            Terms.IsTextOrdered);
    }

    /// <summary>
    /// A snapshot with other triples in the default graph and everything else as it is here: derived data that no store holds. Costs as
    /// much as a transaction with these changes.
    /// </summary>
    /// <param name="added">Triples that are not in the default graph, each once, of ids of this snapshot.</param>
    /// <param name="removed">Triples of the default graph.</param>
    public Snapshot WithTriples(
        IEnumerable<(TermId Subject, TermId Predicate, TermId Object)> added,
        IEnumerable<(TermId Subject, TermId Predicate, TermId Object)> removed) => With(
            Terms, [.. added.Select(t => new QuadRow(t.Subject, t.Predicate, t.Object, default))],
            [.. removed.Select(t => new QuadRow(t.Subject, t.Predicate, t.Object, default))], GraphCounts);

    private IndexScan Open(IndexOrder order, in QuadPattern bound) => new(this[order], order, bound, Terms.IsTextOrdered);

    /// <summary>The state after some changes, all of them effective and no quad changed twice. O(c log n) for c changes.</summary>
    /// <param name="terms">The terms, those of the changes among them.</param>
    /// <param name="added">Quads that were not there.</param>
    /// <param name="removed">Quads that were there.</param>
    /// <param name="graphCounts">The named graphs after the changes.</param>
    internal Snapshot With(
        TermDictionary terms, List<QuadRow> added, List<QuadRow> removed, ImmutableSortedDictionary<TermId, long> graphCounts)
    {
        var orders = (SortedIndex[])_orders.Clone();
        var @default = DefaultStatistics;
        var named = NamedStatistics;
        if (Change(true, IndexOrder.Spo, IndexOrder.Ops) is var (a, r) && a.Count + r.Count > 0)
        {
            @default = @default.With(
                a, r, orders[(int)IndexOrder.Pso], orders[(int)IndexOrder.Pos], orders[(int)IndexOrder.Spo], orders[(int)IndexOrder.Osp]);
        }

        if (Change(false, IndexOrder.Spog, IndexOrder.Gpos) is var (b, s) && b.Count + s.Count > 0)
        {
            named = named.With(
                b, s, orders[(int)IndexOrder.Psog], orders[(int)IndexOrder.Posg], orders[(int)IndexOrder.Spog],
                orders[(int)IndexOrder.Ospg]);
        }

        return new(terms, orders, graphCounts, @default, named);

        (List<QuadRow> Added, List<QuadRow> Removed) Change(bool isDefault, IndexOrder first, IndexOrder last)
        {
            var changes = (
                Added: added.FindAll(quad => quad.Graph.IsUndefined == isDefault),
                Removed: removed.FindAll(quad => quad.Graph.IsUndefined == isDefault));
            for (var order = first; order <= last && changes.Added.Count + changes.Removed.Count > 0; order++)
            {
                orders[(int)order] = this[order].With(SortedRun.Create(order, this[order].Width, changes.Added, changes.Removed));
            }

            return changes;
        }
    }

    /// <summary>The quads of an order, or those in it of one graph.</summary>
    internal IEnumerable<QuadRow> Quads(IndexOrder order, TermId graph = default)
    {
        var scan = Scan(order, new(default, default, default, graph));
        var columns = new TermId[4][];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new TermId[SortedColumns.BlockRows];
        }

        var isGraphFree = scan.FreeColumns == 4;
        for (int count; (count = scan.Read(columns[0], columns[1], columns[2], columns[3])) > 0;)
        {
            for (var i = 0; i < count; i++)
            {
                yield return new(columns[0][i], columns[1][i], columns[2][i], isGraphFree ? columns[3][i] : graph);
            }
        }
    }

    private static void CheckPrefix(IndexOrder order, in QuadPattern bound, int prefix, int positions)
    {
        var count = 0;
        for (var i = 0; i < positions; i++)
        {
            count += bound[i].IsUndefined ? 0 : 1;
        }

        if (count != prefix)
        {
            throw new ArgumentException($"The bound positions are no prefix of {order}.", nameof(bound));
        }
    }

    private long PrefixCount(IndexOrder order, in QuadPattern bound)
    {
        Span<TermId> key = stackalloc TermId[4];
        var positions = order.Positions();
        var count = order.BoundPrefix(bound);
        for (var i = 0; i < count; i++)
        {
            key[i] = bound[positions[i]];
        }

        return this[order].Count(key[..count]);
    }

    private long CountInGraph(TermId graph, in QuadPattern bound)
    {
        if (!_graphCounts.TryGetValue(graph, out var total))
        {
            return 0;
        }

        var quad = bound with { Graph = graph };
        switch (!bound.Subject.IsUndefined, !bound.Predicate.IsUndefined, !bound.Object.IsUndefined)
        {
            case (false, false, false):
                return total;
            case (true, true, true):
                return PrefixCount(IndexOrder.Spog, quad);
            case (true, _, false):
                return PrefixCount(IndexOrder.Gspo, quad);
            case (false, true, _):
                return PrefixCount(IndexOrder.Gpos, quad);
            default:
                var order = bound.Subject.IsUndefined ? IndexOrder.Osp : IndexOrder.Sop;
                return Scan(GraphScope.Named(graph), order, quad with { Graph = default }).Read(default, default, default, default);
        }
    }

    private long CountSeveral(GraphScope scope, in QuadPattern bound, out bool isUpperBound)
    {
        var triple = bound with { Graph = default };
        var all = PrefixCount(IndexOrders.ForBound(bound).WithGraphLast(), triple);
        var named = all;
        var inexact = !scope.Graphs.IsDefault;
        if (inexact && scope.Graphs.Length <= MaxSummedGraphs && all > 0)
        {
            named = 0;
            foreach (var graph in scope.Graphs)
            {
                named += CountInGraph(graph, triple);
            }

            inexact = false;
        }

        if (!scope.IsUnion)
        {
            isUpperBound = inexact;
            return named;
        }

        var graphs = scope.Graphs.IsDefault ? _graphCounts.Count : scope.Graphs.Length;
        var own = scope.IncludesDefault ? PrefixCount(IndexOrders.ForBound(bound), triple) : 0;
        isUpperBound = inexact || (named > 0 && (graphs > 1 || own > 0));
        var sum = named + own;
        if (sum > 0 && !inexact && !bound.Subject.IsUndefined && !bound.Predicate.IsUndefined && !bound.Object.IsUndefined)
        {
            isUpperBound = false;
            return 1;
        }

        return sum;
    }
}
