using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public sealed class StoreTransactionTests : IDisposable
{
    private static readonly Iri s_s = StoreTestData.Iri("s");
    private static readonly Iri s_p = StoreTestData.Iri("p");
    private static readonly Iri s_g = StoreTestData.Iri("g");
    private readonly QuadStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void ShowsItsOwnChanges_AndReadersSeeThemAfterTheCommit()
    {
        using var transaction = Begin();
        Add(transaction, s_s, s_p, new Literal("a"));
        Assert.Equal(1, transaction.Snapshot.DefaultGraphCount);
        Add(transaction, s_s, s_p, new Literal("b"), s_g);
        Assert.Equal((1, 1), (transaction.Snapshot.DefaultGraphCount, transaction.Snapshot.NamedGraphsCount));
        Assert.Equal(0, _store.Current.DefaultGraphCount);
        transaction.Commit();
        Assert.Equal(["s p \"a\"", "s p \"b\" g"], Quads(_store.Current));
        Assert.Equal((2, 0), (transaction.QuadsAdded, transaction.QuadsRemoved));
    }

    [Fact]
    public void ForgetsEverything_WhenDisposedWithoutACommit()
    {
        Load((s_s, s_p, new Literal("kept"), null));
        var before = _store.Current;
        using (var transaction = Begin())
        {
            Add(transaction, s_s, s_p, new Literal("new"));
            Add(transaction, s_s, s_p, new TripleTerm(s_s, s_p, new Literal("new")));
            transaction.NewBlankNode();
            transaction.CreateGraph(transaction.Intern(s_g));
            Assert.Equal(3, transaction.Snapshot.DefaultGraphCount);
        }

        Assert.Same(before, _store.Current);
        Assert.False(_store.Current.Terms.TryFind(new Literal("new"), out _));
        using (var transaction = Begin())
        {
            // Numbers that were given back are given again, to other terms.
            var other = transaction.Intern(new Literal("other"));
            Assert.Equal(new Literal("other"), transaction.Snapshot.Terms.ToTerm(other));
            Assert.False(transaction.Snapshot.Terms.TryFind(new Literal("new"), out _));
            Assert.Equal(0, transaction.NewBlankNode().Index);
        }
    }

    [Fact]
    public void KeepsIds_WhenTermsAreAdded()
    {
        Load((s_s, s_p, new Literal("m"), null));
        var before = StoreTestData.AllKinds.Where(term => _store.Current.Terms.TryFind(term, out _)).ToDictionary(t => t, _store.Current.Id);
        using var transaction = Begin();
        var subject = transaction.Intern(s_s);
        Assert.Equal(_store.Current.Id(s_s), subject);
        var ids = StoreTestData.AllKinds.ToDictionary(term => term, transaction.Intern);
        foreach (var (term, id) in ids)
        {
            Assert.Equal(id, transaction.Intern(term));
            transaction.Add(subject, transaction.Intern(s_p), id);
        }

        var snapshot = transaction.Snapshot;
        Assert.Equal(ids.Count, ids.Values.Distinct().Count());
        Assert.All(before, pair => Assert.Equal(pair.Value, snapshot.Id(pair.Key)));
        Assert.All(ids, pair => Assert.Equal((pair.Value, pair.Key), (snapshot.Id(pair.Key), snapshot.Terms.ToTerm(pair.Value))));
        Assert.Equal(ids.Count + 1, snapshot.DefaultGraphCount);
    }

    [Fact]
    public void GivesValuesOfLiterals_WhenTheyWereAdded()
    {
        using var transaction = Begin();
        var number = transaction.Intern(new Literal("0.12345678901234567890", Xsd.Decimal));
        var time = transaction.Intern(new Literal("12:00:00Z", Xsd.Time));
        var duration = transaction.Intern(new Literal("P1D", Xsd.Duration));
        var wrong = transaction.Intern(new Literal("abc", Xsd.Integer));
        var terms = transaction.Snapshot.Terms;
        Assert.True(terms.TryGetNumber(number, out var value));
        Assert.Equal(19, value.Exact.Scale);
        Assert.True(terms.TryGetDateTime(time, out var noon));
        Assert.Equal(12, (int)noon.Hour);
        Assert.True(terms.TryGetDuration(duration, out _));
        Assert.False(terms.TryGetNumber(wrong, out _));
        Assert.Equal(XsdDatatype.Integer, terms.DatatypeOf(wrong));
        Assert.Equal(XsdDatatype.Duration, terms.DatatypeOf(duration));
    }

    [Fact]
    public void ChangesNothing_WhenAQuadIsThereAlreadyOrIsNotThere()
    {
        Load((s_s, s_p, new Literal("a"), null), (s_s, s_p, new Literal("a"), s_g));
        using var transaction = Begin();
        Add(transaction, s_s, s_p, new Literal("a"));
        Add(transaction, s_s, s_p, new Literal("a"), s_g);
        Remove(transaction, s_s, s_p, new Literal("b"));
        Remove(transaction, s_s, s_p, new Literal("a"), s_s);
        transaction.Commit();
        Assert.Equal((0, 0), (transaction.QuadsAdded, transaction.QuadsRemoved));
        Assert.Equal(["s p \"a\"", "s p \"a\" g"], Quads(_store.Current));
    }

    [Fact]
    public void TheLastWordCounts_WhenAQuadIsAddedAndRemoved()
    {
        Load((s_s, s_p, new Literal("there"), null));
        using var transaction = Begin();
        Remove(transaction, s_s, s_p, new Literal("there"));
        Add(transaction, s_s, s_p, new Literal("there"));
        Add(transaction, s_s, s_p, new Literal("new"));
        Remove(transaction, s_s, s_p, new Literal("new"));
        Assert.Equal(["s p \"there\""], Quads(transaction.Snapshot));
        Remove(transaction, s_s, s_p, new Literal("there"));
        Assert.Empty(Quads(transaction.Snapshot));
        Add(transaction, s_s, s_p, new Literal("there"));
        transaction.Commit();
        Assert.Equal(["s p \"there\""], Quads(_store.Current));
    }

    [Fact]
    public void KeepsEmptyGraphs_UntilTheyAreDropped()
    {
        using (var transaction = Begin())
        {
            var graph = transaction.Intern(s_g);
            Assert.True(transaction.CreateGraph(graph));
            Assert.False(transaction.CreateGraph(graph));
            Add(transaction, s_s, s_p, s_s, s_p);
            Remove(transaction, s_s, s_p, s_s, s_p);
            Add(transaction, s_s, s_p, new Literal("x"), s_s);
            Assert.Equal(3, transaction.Snapshot.NamedGraphs.Length);
            Remove(transaction, s_s, s_p, new Literal("x"), s_s);
            transaction.Commit();
        }

        Assert.Equal([("g", 0L), ("p", 0L), ("s", 0L)], Graphs(_store.Current));
        Load((s_s, s_p, s_p, null));
        Assert.Equal([("g", 0L), ("p", 0L), ("s", 0L)], Graphs(_store.Current));
        using (var transaction = Begin())
        {
            Add(transaction, s_s, s_p, s_s, s_g);
            Assert.True(transaction.DropGraph(transaction.Intern(s_g)));
            Assert.False(transaction.DropGraph(transaction.Intern(s_g)));
            Add(transaction, s_s, s_p, s_s, s_p);
            transaction.Commit();
        }

        Assert.Equal([("p", 1L), ("s", 0L)], Graphs(_store.Current));
        Assert.Equal(["s p p", "s p s p"], Quads(_store.Current));
    }

    [Fact]
    public void ClearsAGraph_AndLeavesTheOthers()
    {
        Load((s_s, s_p, s_s, null), (s_s, s_p, s_p, null), (s_s, s_p, s_s, s_g));
        using var transaction = Begin();
        transaction.ClearGraph(default);
        Assert.Equal(["s p s g"], Quads(transaction.Snapshot));
        transaction.ClearGraph(transaction.Intern(s_g));
        Assert.Equal([("g", 0L)], Graphs(transaction.Snapshot));
        Assert.Equal((0, 3), (transaction.QuadsAdded, transaction.QuadsRemoved));
    }

    [Fact]
    public void FindsTripleTerms_ByAnyPart()
    {
        var known = new TripleTerm(s_s, s_p, new Literal("known"));
        Load((s_s, s_p, known, null));
        using var transaction = Begin();
        var added = new TripleTerm(s_p, s_p, known);
        Add(transaction, s_s, s_p, added);
        var table = transaction.Snapshot.Terms.TripleTerms;
        var id = transaction.Intern(added);
        Assert.Equal(2, table.Count);
        Assert.Equal((transaction.Intern(s_p), transaction.Intern(s_p), transaction.Intern(known)), table.Get(id));
        for (var mask = 0; mask < 8; mask++)
        {
            var pattern = new QuadPattern(
                (mask & 1) != 0 ? transaction.Intern(s_p) : default, (mask & 2) != 0 ? transaction.Intern(s_p) : default,
                (mask & 4) != 0 ? transaction.Intern(known) : default);
            Assert.Contains(id, table.OpenScan(TripleTermTable.OrderFor(pattern), pattern).Rows().Select(row => row[^1]));
            Assert.Equal((mask & 5) == 0 ? 2 : 1, table.CountMatches(pattern));
        }
    }

    [Fact]
    public void BlankNodesKeepTheirLabels_AcrossCommitsAndLoads()
    {
        using (var transaction = Begin())
        {
            transaction.Add(transaction.NewBlankNode(), transaction.Intern(s_p), transaction.NewBlankNode());
            transaction.Commit();
        }

        Load((new BlankNode("b0"), s_p, new Literal("another"), null));
        using (var transaction = Begin())
        {
            Assert.Equal(["b0 p b1", "b2 p \"another\""], Quads(transaction.Snapshot));
            var node = transaction.Intern(new BlankNode("b1"));
            transaction.Add(node, transaction.Intern(s_p), transaction.Intern(s_p));
            transaction.Commit();
            Assert.Throws<ObjectDisposedException>(() => transaction.Intern(s_p));
        }

        Assert.Equal(["b0 p b1", "b1 p p", "b2 p \"another\""], Quads(_store.Current));
        using (var transaction = Begin())
        {
            Assert.Throws<ArgumentException>(() => transaction.Intern(new BlankNode("b99")));
            Assert.Throws<ArgumentException>(() => transaction.Add(default, transaction.Intern(s_p), transaction.Intern(s_p)));
        }
    }

    [Fact]
    public async Task OneWriterAtATime_TheNextSeesItsPredecessor()
    {
        var first = Begin();
        using var stopped = new CancellationTokenSource();
        var second = Task.Run(
            () =>
            {
                using var transaction = _store.Begin(CancellationToken.None);
                return Quads(transaction.Snapshot).Count;
            },
            TestContext.Current.CancellationToken);
        await stopped.CancelAsync();
        Assert.ThrowsAny<OperationCanceledException>(() => _store.Begin(stopped.Token));
        Add(first, s_s, s_p, s_p);
        first.Commit();
        Assert.False(second.IsCompleted);
        first.Dispose();
        first.Dispose();
        Assert.Equal(1, await second);
        using var third = Begin();
    }

    private StoreTransaction Begin() => _store.Begin(TestContext.Current.CancellationToken);

    private void Load(params (Term S, Term P, Term O, Term? G)[] quads) => _store.Load(
        builder =>
        {
            builder.BeginDocument();
            foreach (var (s, p, o, g) in quads)
            {
                builder.Add(s, p, o, g);
            }
        },
        cancellation: TestContext.Current.CancellationToken);

    private static void Add(StoreTransaction transaction, Term s, Term p, Term o, Term? g = null) => transaction.Add(
        transaction.Intern(s), transaction.Intern(p), transaction.Intern(o), g is null ? default : transaction.Intern(g));

    private static void Remove(StoreTransaction transaction, Term s, Term p, Term o, Term? g = null) => transaction.Remove(
        transaction.Intern(s), transaction.Intern(p), transaction.Intern(o), g is null ? default : transaction.Intern(g));

    private static List<string> Quads(Snapshot store) =>
        [.. store.Scan(IndexOrder.Spo, default).Rows().Concat(store.Scan(IndexOrder.Spog, default).Rows())
            .Select(row => string.Join(' ', row.Select(id => Text(store, id)))).Order(StringComparer.Ordinal)];

    private static List<(string, long)> Graphs(Snapshot store) =>
        [.. store.NamedGraphs.Select(graph => (Text(store, graph.Name), graph.Count)).Order()];

    private static string Text(Snapshot store, TermId id)
    {
        var view = store.Terms.View(id, new TermArena());
        return view.Kind switch
        {
            TermKind.Literal => '"' + Encoding.UTF8.GetString(view.Value) + '"',
            TermKind.Iri => Encoding.UTF8.GetString(view.Value)["http://example.org/".Length..],
            _ => Encoding.UTF8.GetString(view.Value),
        };
    }
}
