using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public class SnapshotTests
{
    private const int Seed = 20261122;
    private static readonly (Snapshot Store, TermId[][] Quads) s_random = Generate(6000, 40);

    [Fact]
    public void HoldsTheSameQuads_WhenReadInAnyOrder()
    {
        foreach (var order in Enum.GetValues<IndexOrder>())
        {
            var positions = order.Positions().ToArray();
            var expected = s_random.Quads.Where(q => q[3].IsUndefined == order.IsTripleOrder())
                .Select(q => positions.Select(p => q[p]).ToArray()).OrderBy(r => r, RowOrder).ToList();
            Assert.Equal(expected, s_random.Store.Scan(order, default).Rows());
        }
    }

    [Fact]
    public void CountsLikeANaiveList_WhenAnyPositionsAreBound()
    {
        var random = new Random(Seed);
        for (var mask = 0; mask < 16; mask++)
        {
            for (var round = 0; round < 50; round++)
            {
                var pick = (TermId[])s_random.Quads[random.Next(s_random.Quads.Length)].Clone();
                pick[random.Next(3)] = s_random.Quads[random.Next(s_random.Quads.Length)][random.Next(3)];
                var pattern = new QuadPattern(
                    (mask & 1) != 0 ? pick[0] : default, (mask & 2) != 0 ? pick[1] : default, (mask & 4) != 0 ? pick[2] : default,
                    (mask & 8) != 0 && !pick[3].IsUndefined ? pick[3] : default);
                var matches = s_random.Quads.Where(q => Matches(q, pattern)).ToArray();
                var named = s_random.Store.Count(GraphScope.AnyNamed, pattern, out var inexact);
                Assert.False(inexact);
                Assert.Equal(matches.Count(q => !q[3].IsUndefined && (pattern.Graph.IsUndefined || q[3] == pattern.Graph)), named);
                Assert.Equal(
                    s_random.Quads.Count(q => q[3].IsUndefined && Matches(q, pattern with { Graph = default })),
                    s_random.Store.Count(GraphScope.Default, pattern, out inexact));
                Assert.False(inexact);
                if (!pattern.Graph.IsUndefined)
                {
                    Assert.Equal(named, s_random.Store.Count(GraphScope.Named(pattern.Graph), pattern with { Graph = default }));
                }
            }
        }
    }

    [Fact]
    public void ScansLikeANaiveList_WhenAPrefixIsBoundInAnyScope()
    {
        var random = new Random(Seed);
        var (store, quads) = s_random;
        var graphs = store.NamedGraphs.Select(g => g.Name).ToArray();
        var unknown = store.Id(StoreTestData.Iri("s0"));
        GraphScope[] scopes =
        [
            GraphScope.Default, GraphScope.AnyNamed, GraphScope.Named(graphs[1]), GraphScope.Named(unknown), GraphScope.UnionAll(),
            GraphScope.UnionAll(includesDefault: true), GraphScope.UnionOf(graphs[2], graphs[0], unknown), GraphScope.UnionOf(),
            GraphScope.NamedAmong(graphs[0], graphs[1]),
        ];
        foreach (var scope in scopes)
        {
            for (var order = IndexOrder.Spo; order <= IndexOrder.Ops; order++)
            {
                for (var bound = 0; bound <= 3; bound++)
                {
                    var pick = quads[random.Next(quads.Length)];
                    var positions = order.Positions().ToArray();
                    var kept = positions[..bound];
                    var pattern = new QuadPattern(
                        kept.Contains((byte)0) ? pick[0] : default,
                        kept.Contains((byte)1) ? pick[1] : default,
                        kept.Contains((byte)2) ? pick[2] : default);
                    var free = scope.Kind == GraphScopeKind.AnyNamed ? [.. positions[bound..], (byte)3] : positions[bound..];
                    var expected = quads.Where(q => InScope(q[3], scope) && Matches(q, pattern))
                        .Select(q => free.Select(p => q[p]).ToArray()).OrderBy(r => r, RowOrder).ToList();
                    var total = expected.Count;
                    expected = [.. expected.Where((r, i) => i == 0 || RowOrder.Compare(expected[i - 1], r) != 0)];
                    var scan = store.Scan(scope, order, pattern);
                    Assert.Equal(free.Length, scan.FreeColumns);
                    Assert.Equal(free, Enumerable.Range(0, free.Length).Select(i => (byte)scan.Position(i)));
                    Assert.True(scan.RemainingRows >= expected.Count);
                    Assert.True(!scan.IsExact || scan.RemainingRows == expected.Count);
                    Assert.Equal(expected, scan.Rows(random.Next(1, 400)));
                    var counted = store.Count(scope, pattern, out var isUpperBound);
                    Assert.True(
                        isUpperBound ? counted >= expected.Count : counted == expected.Count,
                        $"{scope.Kind} {order} {bound}: {counted} of {total}");
                }
            }
        }
    }

    [Fact]
    public void SeeksForward_WhenTheFirstFreeColumnIsSorted()
    {
        var random = new Random(Seed);
        var (store, _) = s_random;
        var graphs = store.NamedGraphs.Select(g => g.Name).ToArray();
        GraphScope[] scopes =
        [
            GraphScope.Default, GraphScope.AnyNamed, GraphScope.UnionAll(true), GraphScope.Named(graphs[0]), GraphScope.UnionOf(graphs),
        ];
        foreach (var scope in scopes)
        {
            for (var order = IndexOrder.Spo; order <= IndexOrder.Ops; order++)
            {
                var all = store.Scan(scope, order, default).Rows();
                for (var round = 0; round < 20; round++)
                {
                    var scan = store.Scan(scope, order, default);
                    var skip = random.Next(all.Count);
                    var buffer = new TermId[Math.Max(skip, 1)];
                    var read = skip == 0 ? 0 : scan.Read(buffer, default, default, default);
                    Assert.Equal(skip, read);
                    var target = new TermId(all[random.Next(all.Count)][0].Bits + (ulong)random.Next(2));
                    var expected = all.Skip(skip).SkipWhile(r => r[0] < target).ToList();
                    Assert.True(scan.SeekFirst(target) || expected.Count == 0);
                    Assert.Equal(expected, scan.Rows());
                }
            }
        }
    }

    [Fact]
    public void GivesTheSameAsANewScan_WhenRebound()
    {
        var (store, quads) = s_random;
        var name = store.NamedGraphs[0].Name;
        GraphScope[] scopes = [GraphScope.Default, GraphScope.UnionAll(true), GraphScope.Named(name), GraphScope.UnionOf(name)];
        foreach (var scope in scopes)
        {
            IndexScan? reused = null;
            foreach (var quad in quads.Take(200))
            {
                var pattern = new QuadPattern(quad[0], quad[1], default);
                reused ??= store.Scan(scope, IndexOrder.Spo, pattern);
                Assert.Equal(store.Scan(scope, IndexOrder.Spo, pattern).Rows(), Rebound(reused, pattern).Rows());
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2048)]
    [InlineData(3000)]
    public void FindsEveryRow_WhenTheNumberOfRowsIsNearABlock(int rows)
    {
        var builder = new StoreBuilder();
        for (var i = 0; i < rows; i++)
        {
            builder.Add(StoreTestData.Iri($"s{i:D5}"), StoreTestData.Iri("p"), Number(i % 7));
        }

        var store = builder.Build(TestContext.Current.CancellationToken);
        Assert.Equal(rows, store.DefaultGraphCount);
        Assert.Equal(rows, store.Scan(IndexOrder.Ops, default).Rows(777).Count);
        foreach (var i in new[] { 0, 1, 1022, 1023, 1024, 1025, 2047, 2048, rows - 1 }.Where(i => i < rows))
        {
            var id = store.Id(StoreTestData.Iri($"s{i:D5}"));
            Assert.Equal(1, store.Count(GraphScope.Default, new(id, default, default)));
            Assert.Equal(store.Id(Number(i % 7)), Assert.Single(store.Scan(IndexOrder.Spo, new(id, default, default)).Rows())[1]);
            var scan = store.Scan(IndexOrder.Pso, new(default, store.Id(StoreTestData.Iri("p")), default));
            Assert.True(scan.SeekFirst(id));
            Assert.Equal(rows - i, scan.RemainingRows);
        }
    }

    [Fact]
    public void CountsOnly_WhenAllSpansAreEmpty()
    {
        var scan = s_random.Store.Scan(IndexOrder.Spo, default);
        Assert.Equal(s_random.Store.DefaultGraphCount, scan.Read(default, default, default, default));
        Assert.Equal(0, scan.Read(default, default, default, default));
        var quad = s_random.Quads.First(q => q[3].IsUndefined);
        Assert.Equal(1, s_random.Store.Scan(IndexOrder.Spo, new(quad[0], quad[1], quad[2])).Read(default, default, default, default));
    }

    [Fact]
    public void AllocatesNothing_WhenReading()
    {
        var a = new TermId[256];
        var b = new TermId[256];
        var c = new TermId[256];
        var named = GraphScope.Named(s_random.Store.NamedGraphs[0].Name);
        foreach (var scope in (GraphScope[])[GraphScope.Default, GraphScope.UnionAll(true), named])
        {
            Assert.Equal(0, Enumerable.Range(0, 2).Select(_ => Allocated(scope)).Last());
        }

        // The runtime allocates now and then while code runs for the first time: the second round counts.
        long Allocated(GraphScope scope)
        {
            var scan = s_random.Store.Scan(scope, IndexOrder.Pso, default);
            var quad = s_random.Quads[0];
            var bound = s_random.Store.Scan(scope, IndexOrder.Spo, new(quad[0], default, default));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var rows = 0;
            for (int count; (count = scan.Read(a, b, c, default)) > 0;)
            {
                rows += count;
                scan.SeekFirst(a[count - 1]);
            }

            foreach (var other in s_random.Quads)
            {
                bound.Rebind(new(other[0], default, default));
                rows += s_random.Store.Contains(GraphScope.Default, other[0], other[1], other[2]) ? 1 : 0;
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(rows > 0);
            return allocated;
        }
    }

    [Fact]
    public void GivesExactStatistics_WhenAskedForAPredicate()
    {
        var (store, quads) = s_random;
        foreach (var part in quads.GroupBy(q => q[3].IsUndefined))
        {
            var statistics = part.Key ? store.DefaultStatistics : store.NamedStatistics;
            Assert.Equal(Expected(part), statistics.Total);
            Assert.Equal(part.Select(q => q[1]).Distinct().Count(), statistics.DistinctPredicates);
            foreach (var predicate in part.GroupBy(q => q[1]))
            {
                Assert.Equal(Expected(predicate), statistics[predicate.Key]);
                Assert.Equal(Expected(predicate), store.Statistics(part.Key ? GraphScope.Default : GraphScope.AnyNamed, predicate.Key));
            }
        }

        Assert.Equal(default, store.Statistics(store.Id(StoreTestData.Iri("s0"))));

        static PredicateStatistics Expected(IEnumerable<TermId[]> rows)
        {
            var list = rows.ToArray();
            return new(list.Length, list.Select(q => q[0]).Distinct().Count(), list.Select(q => q[2]).Distinct().Count());
        }
    }

    [Fact]
    public void ListsNamedGraphs_WithTheirCounts()
    {
        var (store, quads) = s_random;
        var expected = quads.Where(q => !q[3].IsUndefined).GroupBy(q => q[3]).OrderBy(g => g.Key)
            .Select(g => new NamedGraph(g.Key, g.Count()));
        Assert.Equal(expected, store.NamedGraphs);
        Assert.Equal(store.NamedGraphs[0].Count, store.GraphCount(store.NamedGraphs[0].Name));
        Assert.Equal(0, store.GraphCount(store.Id(StoreTestData.Iri("s0"))));
    }

    [Fact]
    public void RefusesAPattern_WhenItsPositionsAreNoPrefix()
    {
        var id = s_random.Quads[0][0];
        Assert.Throws<ArgumentException>(() => s_random.Store.Scan(IndexOrder.Pos, new(id, default, default)));
        Assert.Throws<ArgumentException>(() => s_random.Store.Scan(GraphScope.Default, IndexOrder.Spog, default));
        Assert.Throws<ArgumentException>(() => s_random.Store.Scan(GraphScope.Default, IndexOrder.Pos, new(id, default, default)));
    }

    [Fact]
    public void AnswersEverything_WhenEmpty()
    {
        Assert.Equal(0, Snapshot.Empty.DefaultGraphCount);
        Assert.Empty(Snapshot.Empty.NamedGraphs);
        Assert.Equal(0, Snapshot.Empty.Count(GraphScope.UnionAll(true), default));
        Assert.Empty(Snapshot.Empty.Scan(GraphScope.UnionAll(true), IndexOrder.Spo, default).Rows());
        Assert.False(Snapshot.Empty.Terms.TryFind(StoreTestData.Iri("a"), out _));
    }

    private static Literal Number(int value) => new(value.ToString(System.Globalization.CultureInfo.InvariantCulture), Xsd.Integer);

    private static IndexScan Rebound(IndexScan scan, QuadPattern pattern)
    {
        scan.Rebind(pattern);
        return scan;
    }

    private static bool InScope(TermId graph, GraphScope scope) => scope.Kind switch
    {
        GraphScopeKind.Default => graph.IsUndefined,
        GraphScopeKind.Named => graph == scope.Graph,
        GraphScopeKind.AnyNamed => !graph.IsUndefined && (scope.Graphs.IsDefault || scope.Graphs.Contains(graph)),
        GraphScopeKind.UnionOf => !graph.IsUndefined && scope.Graphs.Contains(graph),
        _ => !graph.IsUndefined || scope.IncludesDefault,
    };

    private static bool Matches(TermId[] quad, QuadPattern pattern) =>
        Enumerable.Range(0, 4).All(i => pattern[i].IsUndefined || pattern[i] == quad[i]);

    private static Comparer<TermId[]> RowOrder { get; } = Comparer<TermId[]>.Create((l, r) => l.AsSpan().SequenceCompareTo(r));

    private static (Snapshot Store, TermId[][] Quads) Generate(int count, int size)
    {
        var random = new Random(Seed);
        var builder = new StoreBuilder();
        var terms = new List<(Term S, Term P, Term O, Term? G)>();
        for (var i = 0; i < count; i++)
        {
            Term @object = random.Next(5) switch
            {
                0 => Number(random.Next(-size, size)),
                1 => StoreTestData.AllKinds[random.Next(StoreTestData.AllKinds.Count)],
                2 => new BlankNode("x" + random.Next(size)),
                _ => StoreTestData.Iri("s" + random.Next(size)),
            };
            Term subject = random.Next(4) == 0 ? new BlankNode("x" + random.Next(size)) : StoreTestData.Iri("s" + random.Next(size));
            var predicate = StoreTestData.Iri("p" + random.Next(6));
            var graph = random.Next(3) == 0 ? null : StoreTestData.Iri("g" + random.Next(5));
            terms.Add((subject, predicate, @object, graph));
            builder.Add(subject, predicate, @object, graph);
        }

        var store = builder.Build();

        // Labels of blank nodes do not survive; nodes are numbered in the order in which they came.
        var labels = new Dictionary<Term, Term>();
        foreach (var (s, _, o, _) in terms)
        {
            foreach (var node in new[] { s, o }.OfType<BlankNode>())
            {
                labels.TryAdd(node, new BlankNode("b" + labels.Count));
            }
        }

        var ids = terms.Select(q => new[] { Id(q.S), Id(q.P), Id(q.O), q.G is null ? default : Id(q.G) })
            .DistinctBy(q => (q[0], q[1], q[2], q[3])).ToArray();
        return (store, ids);

        TermId Id(Term term) => store.Id(labels.GetValueOrDefault(term, term));
    }
}
