using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

/// <summary>Holds everything that a snapshot says against a plain list of its quads.</summary>
internal sealed class SnapshotChecks(Snapshot store, List<TermId[]> quads, Random random)
{
    private static readonly Comparer<TermId[]> s_rowOrder = Comparer<TermId[]>.Create(Compare);

    internal static void Check(Snapshot store, IEnumerable<(Term S, Term P, Term O, Term? G)> quads, IEnumerable<Term> graphs, Random random)
    {
        var checks = new SnapshotChecks(
            store, [.. quads.Select(q => (TermId[])[store.Id(q.S), store.Id(q.P), store.Id(q.O), q.G is null ? default : store.Id(q.G)])],
            random);
        checks.OrdersAndCounts();
        checks.Scopes();
        checks.Statistics();
        checks.TripleTerms();
        checks.Texts();
        checks.Graphs(graphs);
    }

    private void OrdersAndCounts()
    {
        Assert.Equal(quads.Count(q => q[3].IsUndefined), store.DefaultGraphCount);
        Assert.Equal(quads.Count(q => !q[3].IsUndefined), store.NamedGraphsCount);
        foreach (var order in Enum.GetValues<IndexOrder>())
        {
            var positions = order.Positions().ToArray();
            var rows = quads.Where(q => q[3].IsUndefined == order.IsTripleOrder()).ToList();
            var expected = rows.Select(q => positions.Select(p => q[p]).ToArray()).Order(s_rowOrder).ToList();
            Assert.Equal(expected, store.Scan(order, default).Rows(random.Next(1, 50)));
        }

        for (var mask = 0; mask < 16 && quads.Count > 0; mask++)
        {
            var pattern = Pattern(mask);
            var named = quads.Count(q => !q[3].IsUndefined && Matches(q, pattern));
            Assert.Equal(named, store.Count(GraphScope.AnyNamed, pattern, out var isUpperBound));
            Assert.False(isUpperBound);
            var triple = pattern with { Graph = default };
            Assert.Equal(quads.Count(q => q[3].IsUndefined && Matches(q, triple)), store.Count(GraphScope.Default, triple));
            if (!pattern.Graph.IsUndefined)
            {
                Assert.Equal(named, store.Count(GraphScope.Named(pattern.Graph), triple));
            }
        }

        foreach (var quad in quads)
        {
            Assert.True(store.Contains(Scope(quad[3]), quad[0], quad[1], quad[2]));
        }
    }

    private void Scopes()
    {
        var graphs = store.NamedGraphs.Select(graph => graph.Name).ToArray();
        var some = graphs.Where(_ => random.Next(2) == 0).ToArray();
        foreach (var scope in (GraphScope[])
            [GraphScope.Default, GraphScope.AnyNamed, GraphScope.UnionAll(), GraphScope.UnionAll(true), GraphScope.UnionOf(some),
                GraphScope.NamedAmong(some), .. some.Select(GraphScope.Named)])
        {
            for (var order = IndexOrder.Spo; order <= IndexOrder.Ops; order++)
            {
                Scan(scope, order, random.Next(4));
            }
        }
    }

    private void Scan(GraphScope scope, IndexOrder order, int bound)
    {
        var positions = order.Positions().ToArray();
        IndexScan? scan = null;
        for (var round = 0; round < 3 && (round == 0 || quads.Count > 0); round++)
        {
            var mask = quads.Count == 0 ? 0 : positions[..bound].Sum(position => 1 << position);
            var pattern = Pattern(mask) with { Graph = default };
            var free = positions[(quads.Count == 0 ? 0 : bound)..].Select(p => (int)p).ToArray();
            free = scope.Kind == GraphScopeKind.AnyNamed ? [.. free, 3] : free;
            var expected = quads.Where(q => IsIn(q[3], scope) && Matches(q, pattern))
                .Select(q => free.Select(p => q[p]).ToArray()).Order(s_rowOrder).ToList();
            expected = [.. expected.Where((row, i) => i == 0 || Compare(expected[i - 1], row) != 0)];
            if (scan is null)
            {
                scan = store.Scan(scope, order, pattern);
            }
            else
            {
                scan.Rebind(pattern);
            }

            Assert.True(scan.IsExact ? scan.RemainingRows == expected.Count : scan.RemainingRows >= expected.Count);
            var counted = store.Count(scope, pattern, out var isUpperBound);
            Assert.True(isUpperBound ? counted >= expected.Count : counted == expected.Count);
            if (free.Length > 0 && expected.Count > 0 && round > 0)
            {
                // Some rows, then ahead to a value.
                var skipped = random.Next(expected.Count);
                var buffer = new TermId[Math.Max(1, skipped)];
                Assert.Equal(skipped, skipped == 0 ? 0 : scan.Read(buffer, default, default, default));
                var target = new TermId(expected[random.Next(expected.Count)][0].Bits + (ulong)random.Next(2));
                expected = [.. expected.Skip(skipped).SkipWhile(row => row[0] < target)];
                Assert.True(scan.SeekFirst(target) || expected.Count == 0);
                Assert.True(!scan.IsExact || scan.RemainingRows == expected.Count);
            }

            Assert.Equal(expected, scan.Rows(random.Next(1, 20)));
        }
    }

    private void Statistics()
    {
        foreach (var isDefault in (bool[])[true, false])
        {
            var part = quads.Where(q => q[3].IsUndefined == isDefault).ToList();
            var statistics = isDefault ? store.DefaultStatistics : store.NamedStatistics;
            Assert.Equal(Of(part), statistics.Total);
            Assert.Equal(part.Select(q => q[1]).Distinct().Order(), statistics.Predicates.Order());
            Assert.All(part.GroupBy(q => q[1]), group => Assert.Equal(Of([.. group]), statistics[group.Key]));
        }

        static PredicateStatistics Of(List<TermId[]> rows) =>
            new(rows.Count, rows.Select(q => q[0]).Distinct().Count(), rows.Select(q => q[2]).Distinct().Count());
    }

    private void TripleTerms()
    {
        var table = store.Terms.TripleTerms;
        var all = Enumerable.Range(0, (int)table.Count).Select(i => TermId.FromIndex(TermTag.TripleTerm, i)).ToList();
        foreach (var id in all)
        {
            var parts = table.Get(id);
            Assert.True(table.TryFind(parts.Subject, parts.Predicate, parts.Object, out var found) && found == id);
            for (var mask = 0; mask < 8; mask++)
            {
                var pattern = new QuadPattern(
                    (mask & 1) != 0 ? parts.Subject : default, (mask & 2) != 0 ? parts.Predicate : default,
                    (mask & 4) != 0 ? parts.Object : default);
                var expected = all.Where(other => Matches(Parts(other), pattern)).Order();
                Assert.Equal(expected, table.OpenScan(TripleTermTable.OrderFor(pattern), pattern).Rows().Select(row => row[^1]).Order());
                Assert.Equal(expected.Count(), table.CountMatches(pattern));
            }
        }

        TermId[] Parts(TermId id) => [table.Get(id).Subject, table.Get(id).Predicate, table.Get(id).Object, id];
    }

    private void Texts()
    {
        var terms = store.Terms;
        var used = quads.SelectMany(q => q).Distinct().Where(id => id.Tag is TermTag.Iri or TermTag.String or TermTag.LanguageString);
        foreach (var tag in used.GroupBy(id => id.Tag))
        {
            var sorted = tag.Order(Comparer<TermId>.Create(terms.CompareTexts)).Select(id => Key(terms.ToTerm(id))).ToList();
            Assert.Equal(sorted.Order(StringComparer.Ordinal), sorted);
        }

        // None of the texts here holds a character below the separators, or one outside the basic plane.
        static string Key(Term term) => term switch
        {
            Iri iri => iri.Value,
            Literal literal => $"{literal.Lexical}\u0001{literal.Language?.ToLowerInvariant()}\u0001{(int)literal.Direction}",
            _ => throw new InvalidOperationException(),
        };
    }

    private void Graphs(IEnumerable<Term> graphs)
    {
        var expected = graphs.Select(store.Id).Order().Select(id => new NamedGraph(id, quads.Count(q => q[3] == id)));
        Assert.Equal(expected, store.NamedGraphs);
        Assert.All(store.NamedGraphs, graph => Assert.Equal((true, graph.Count), (store.HasGraph(graph.Name), store.GraphCount(graph.Name))));
    }

    private QuadPattern Pattern(int mask)
    {
        if (quads.Count == 0)
        {
            return default;
        }

        var pick = (TermId[])quads[random.Next(quads.Count)].Clone();
        if (random.Next(3) == 0)
        {
            pick[random.Next(3)] = quads[random.Next(quads.Count)][random.Next(3)];
        }

        return new(
            (mask & 1) != 0 ? pick[0] : default, (mask & 2) != 0 ? pick[1] : default, (mask & 4) != 0 ? pick[2] : default,
            (mask & 8) != 0 ? pick[3] : default);
    }

    private static GraphScope Scope(TermId graph) => graph.IsUndefined ? GraphScope.Default : GraphScope.Named(graph);

    private static bool IsIn(TermId graph, GraphScope scope) => scope.Kind switch
    {
        GraphScopeKind.Default => graph.IsUndefined,
        GraphScopeKind.Named => graph == scope.Graph,
        GraphScopeKind.UnionAll => scope.IncludesDefault || !graph.IsUndefined,
        _ => !graph.IsUndefined && (scope.Graphs.IsDefault || scope.Graphs.Contains(graph)),
    };

    private static bool Matches(TermId[] quad, QuadPattern pattern) =>
        Enumerable.Range(0, 4).All(position => pattern[position].IsUndefined || pattern[position] == quad[position]);

    private static int Compare(TermId[]? left, TermId[]? right)
    {
        for (var i = 0; i < left!.Length; i++)
        {
            if (left[i] != right![i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return 0;
    }
}
