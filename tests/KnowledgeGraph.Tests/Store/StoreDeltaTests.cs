using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

using ModelQuad = (KnowledgeGraph.Rdf.Term S, KnowledgeGraph.Rdf.Term P, KnowledgeGraph.Rdf.Term O, KnowledgeGraph.Rdf.Term? G);

namespace KnowledgeGraph.Tests.Store;

/// <summary>Random transactions against a set of quads.</summary>
public class StoreDeltaTests
{
    private static readonly Term[] s_objects =
    [
        .. Enumerable.Range(0, 6).Select(i => StoreTestData.Iri("s" + i)),
        .. Enumerable.Range(0, 8).Select(i => new Literal("text " + (char)('a' + i))),
        new Literal("chat", "fr"), new Literal("chat", "en-GB"), new Literal("chat", "EN-gb"), new Literal("chats", "en"),
        new Literal("chat", "he", BaseDirection.RightToLeft), new Literal("chat", "he"),
        .. Enumerable.Range(0, 4).Select(i => new Literal(i.ToString(CultureInfo.InvariantCulture), Xsd.Integer)),
        new Literal("01", Xsd.Integer), new Literal("x", StoreTestData.Iri("type")), new Literal("P1D", Xsd.Duration),
    ];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 5)]
    [InlineData(3, 30)]
    [InlineData(4, 30)]
    [InlineData(5, 100)]
    [InlineData(6, 100)]
    [InlineData(7, 4096)]
    [InlineData(8, 4096)]
    public void AgreesWithASetOfQuads_AfterAnyTransactions(int seed, int smallDelta)
    {
        var random = new Random(seed);
        using var store = new QuadStore(smallDelta);
        var model = new Model(ImmutableHashSet<ModelQuad>.Empty, ImmutableHashSet<Term>.Empty, ImmutableList<Term>.Empty);
        var old = new List<(Snapshot Snapshot, Model Model)>();
        for (var round = 0; round < 30; round++)
        {
            var (before, beforeModel) = (store.Current, model);
            using (var transaction = store.Begin(TestContext.Current.CancellationToken))
            {
                var next = model;
                var operations = random.Next(1, random.Next(4) == 0 ? 40 : 8);
                for (var i = 0; i < operations; i++)
                {
                    next = Operate(transaction, next, random);
                    if (random.Next(12) == 0)
                    {
                        Check(transaction.Snapshot, next, random);
                        Assert.Equal(next.Graphs.Count, transaction.Snapshot.NamedGraphs.Length);
                    }
                }

                if (random.Next(5) == 0)
                {
                    Assert.Same(before, store.Current);
                    continue;
                }

                Assert.Same(transaction.Commit(), store.Current);

                // Where nothing has changed, new blank nodes that nobody uses are forgotten.
                model = store.Current == before ? beforeModel : next;
                Assert.True(model.Quads.SetEquals(next.Quads) && model.Graphs.SetEquals(next.Graphs));
                Assert.Equal(
                    model.Quads.Count - beforeModel.Quads.Count, transaction.QuadsAdded - transaction.QuadsRemoved);
            }

            Check(store.Current, model, random);
            Assert.True(store.Current.TotalBytes > 0);
            if (round % 6 == 3)
            {
                old.Add((store.Current, model));
            }
        }

        Assert.NotEmpty(old);
        Assert.All(old, pair => Check(pair.Snapshot, pair.Model, random));
    }

    [Fact]
    public async Task ReadersKeepTheirSnapshots_WhileAWriterCommits()
    {
        const int Seed = 9;
        const int Rounds = 100;
        using var store = new QuadStore(60);
        var published = new Dictionary<Snapshot, Model>();
        var model = new Model(ImmutableHashSet<ModelQuad>.Empty, ImmutableHashSet<Term>.Empty, ImmutableList<Term>.Empty);
        var done = 0;
        published.Add(store.Current, model);
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(
            () =>
            {
                var random = new Random(Seed + reader);
                var checkedSnapshots = 0;
                while (Volatile.Read(ref done) == 0 || checkedSnapshots == 0)
                {
                    Snapshot snapshot;
                    Model expected;
                    lock (published)
                    {
                        snapshot = store.Current;
                        expected = published[snapshot];
                    }

                    Check(snapshot, expected, random);
                    checkedSnapshots++;
                }

                return checkedSnapshots;
            },
            TestContext.Current.CancellationToken)).ToArray();
        var random = new Random(Seed);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var transaction = store.Begin(TestContext.Current.CancellationToken);
                var next = model;
                for (var i = 0; i < 8; i++)
                {
                    next = Operate(transaction, next, random);
                }

                if (round % 7 != 0)
                {
                    lock (published)
                    {
                        var snapshot = transaction.Commit();
                        model = published.TryGetValue(snapshot, out var same) ? same : next;
                        published[snapshot] = model;
                    }
                }
            }
        }
        finally
        {
            Volatile.Write(ref done, 1);
        }

        Assert.All(await Task.WhenAll(readers), snapshots => Assert.True(snapshots > 0));
    }

    [Fact]
    public void ForgetsTermsThatNothingUses_WhenSortedAnew()
    {
        using var store = new QuadStore(10);
        for (var i = 0; i < 100; i++)
        {
            using var transaction = store.Begin(TestContext.Current.CancellationToken);
            var (s, p) = (transaction.Intern(StoreTestData.Iri("s")), transaction.Intern(StoreTestData.Iri("p")));
            transaction.ClearGraph(default);
            transaction.Add(s, p, transaction.Intern(new Literal("value " + i)));
            transaction.Commit();
            Assert.True(store.Current.Terms.Count(TermTag.String) <= 12);
        }

        Assert.Equal(1, store.Current.DefaultGraphCount);
    }

    [Fact]
    public void ALoadTouchesOnlyWhatItAdds_WhenItIsSmall()
    {
        using var store = new QuadStore();
        Load(5000, 0);
        var ids = store.Current.Id(StoreTestData.Iri("o17"));
        Assert.True(store.Current.Terms.IsTextOrdered);
        Load(400, 4800);
        Assert.Equal(5200, store.Current.DefaultGraphCount);
        Assert.Equal(ids, store.Current.Id(StoreTestData.Iri("o17")));
        Assert.False(store.Current.Terms.IsTextOrdered);
        Assert.False(store.Current.Scan(IndexOrder.Spo, default).IsValueOrdered);
        Load(6000, 0);
        Assert.Equal(6000, store.Current.DefaultGraphCount);
        Assert.True(store.Current.Terms.IsTextOrdered);

        void Load(int count, int first) => store.Load(
            builder =>
            {
                for (var i = first; i < first + count; i++)
                {
                    builder.Add(StoreTestData.Iri("s"), StoreTestData.Iri("p"), StoreTestData.Iri("o" + i));
                }
            },
            cancellation: TestContext.Current.CancellationToken);
    }

    private static void Check(Snapshot snapshot, Model model, Random random) =>
        SnapshotChecks.Check(snapshot, model.Quads, model.Graphs, random);

    // Does something at random to both.
    private static Model Operate(StoreTransaction transaction, Model model, Random random)
    {
        var graph = random.Next(3) == 0 ? null : StoreTestData.Iri("g" + random.Next(4));
        switch (random.Next(40))
        {
            case 0 when graph is not null:
                Assert.Equal(!model.Graphs.Contains(graph), transaction.CreateGraph(transaction.Intern(graph)));
                return model with { Graphs = model.Graphs.Add(graph) };
            case 1 when graph is not null:
                Assert.Equal(model.Graphs.Contains(graph), transaction.DropGraph(transaction.Intern(graph)));
                return model with { Quads = model.Quads.RemoveWhere(q => graph.Equals(q.G)), Graphs = model.Graphs.Remove(graph) };
            case 2:
                transaction.ClearGraph(graph is null ? default : transaction.Intern(graph));
                return model with { Quads = model.Quads.RemoveWhere(q => Equals(graph, q.G)) };
            case 3:
                return Load(transaction, model, random);
            case 4:
                var node = transaction.Snapshot.Terms.ToTerm(transaction.NewBlankNode());
                return model with { BlankNodes = model.BlankNodes.Add(node) };
            case < 15 when model.Quads.Count > 0:
                // In an order that is the same in every run of the tests.
                var some = model.Quads.OrderBy(quad => quad.ToString(), StringComparer.Ordinal).ElementAt(random.Next(model.Quads.Count));
                transaction.Remove(
                    transaction.Intern(some.S), transaction.Intern(some.P), transaction.Intern(some.O),
                    some.G is null ? default : transaction.Intern(some.G));
                return model with { Quads = model.Quads.Remove(some) };
            default:
                var (s, p, o) = (Subject(model, random), StoreTestData.Iri("p" + random.Next(3)), Object(model, random, 2));
                transaction.Add(
                    transaction.Intern(s), transaction.Intern(p), transaction.Intern(o), graph is null ? default : transaction.Intern(graph));
                return model.With((s, p, o, graph));
        }
    }

    private static Model Load(StoreTransaction transaction, Model model, Random random)
    {
        var quads = Enumerable.Range(0, random.Next(1, 40)).Select(_ => (
            S: Subject(Model.WithoutNodes, random), P: (Term)StoreTestData.Iri("p" + random.Next(3)), O: Object(Model.WithoutNodes, random, 1),
            G: random.Next(2) == 0 ? null : (Term)StoreTestData.Iri("g" + random.Next(4)))).ToList();
        if (random.Next(4) == 0)
        {
            Assert.Throws<FormatException>(() => transaction.Load(builder =>
            {
                Fill(builder);
                throw new FormatException("a mistake at the end of the document");
            }));
            return model;
        }

        transaction.Load(Fill);
        return quads.Aggregate(model, (next, quad) => next.With(quad));

        void Fill(StoreBuilder builder)
        {
            builder.BeginDocument();
            quads.ForEach(quad => builder.Add(quad.S, quad.P, quad.O, quad.G));
        }
    }

    private static Term Subject(Model model, Random random) => random.Next(6) == 0 && model.BlankNodes.Count > 0
        ? model.BlankNodes[random.Next(model.BlankNodes.Count)] : StoreTestData.Iri("s" + random.Next(8));

    private static Term Object(Model model, Random random, int depth) => random.Next(8) switch
    {
        0 when depth > 0 => new TripleTerm(
            StoreTestData.Iri("s" + random.Next(3)), StoreTestData.Iri("p" + random.Next(2)), Object(model, random, depth - 1)),
        1 => Subject(model, random),
        2 => new Literal("text " + random.Next(1000).ToString(CultureInfo.InvariantCulture)),
        _ => s_objects[random.Next(s_objects.Length)],
    };

    private sealed record Model(ImmutableHashSet<ModelQuad> Quads, ImmutableHashSet<Term> Graphs, ImmutableList<Term> BlankNodes)
    {
        internal static Model WithoutNodes { get; } =
            new(ImmutableHashSet<ModelQuad>.Empty, ImmutableHashSet<Term>.Empty, ImmutableList<Term>.Empty);

        internal Model With(ModelQuad quad) =>
            this with { Quads = Quads.Add(quad), Graphs = quad.G is null ? Graphs : Graphs.Add(quad.G) };
    }
}

internal static class SetExtensions
{
    internal static ImmutableHashSet<T> RemoveWhere<T>(this ImmutableHashSet<T> set, Func<T, bool> condition) =>
        set.Except(set.Where(condition));
}
