using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Store;

public class StoreBuilderTests
{
    private static readonly Iri s_p = StoreTestData.Iri("p");

    [Fact]
    public void KeepsBlankNodesApart_WhenDocumentsUseTheSameLabel()
    {
        var builder = new StoreBuilder();
        for (var document = 0; document < 3; document++)
        {
            builder.BeginDocument();
            builder.Add(new BlankNode("x"), s_p, new BlankNode("y"));
            builder.Add(new BlankNode("x"), s_p, new BlankNode("x"));
        }

        var store = builder.Build(TestContext.Current.CancellationToken);
        Assert.Equal(6, store.DefaultGraphCount);
        Assert.Equal(6, store.Terms.BlankNodeCount);
        Assert.Equal(new BlankNode("b0"), store.Terms.ToTerm(store.Scan(IndexOrder.Spo, default).Rows()[0][0]));
    }

    [Fact]
    public void JoinsBlankNodes_WhenLabelsMeetInsideTripleTermsAndGraphNames()
    {
        var store = StoreTestData.Build(
            (new BlankNode("x"), RdfVocabulary.Reifies, new TripleTerm(new BlankNode("x"), s_p, new BlankNode("y")), new BlankNode("y")));
        Assert.Equal(2, store.Terms.BlankNodeCount);
        Assert.Equal(TermId.FromIndex(TermTag.BlankNode, 1), Assert.Single(store.NamedGraphs).Name);
    }

    [Fact]
    public void DropsDuplicates_WhenQuadsRepeat()
    {
        var builder = new StoreBuilder();
        for (var i = 0; i < 5000; i++)
        {
            builder.Add(StoreTestData.Iri("s" + (i % 3)), s_p, StoreTestData.Iri("o"));
            builder.Add(StoreTestData.Iri("s" + (i % 3)), s_p, StoreTestData.Iri("o"), StoreTestData.Iri("g" + (i % 2)));
        }

        var store = builder.Build(TestContext.Current.CancellationToken);
        Assert.Equal((3, 6), (store.DefaultGraphCount, store.NamedGraphsCount));
        Assert.Equal(10_000, builder.QuadsRead);
    }

    [Fact]
    public void StopsAndRefusesASecondBuild_WhenCancelled()
    {
        var builder = new StoreBuilder();
        builder.Add(StoreTestData.Iri("s"), s_p, StoreTestData.Iri("o"));
        Assert.Throws<OperationCanceledException>(() => builder.Build(new CancellationToken(canceled: true)));
        Assert.Throws<InvalidOperationException>(() => builder.Build(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void KeepsEverything_WhenASecondLoadFollows()
    {
        var store = new QuadStore();
        var triple = new TripleTerm(StoreTestData.Iri("s"), s_p, new BlankNode("x"));
        store.Load(builder =>
        {
            builder.BeginDocument();
            builder.Add(new BlankNode("x"), RdfVocabulary.Reifies, triple);
            builder.Add(StoreTestData.Iri("s"), s_p, new Literal("z", "en"), StoreTestData.Iri("g"));
            foreach (var term in StoreTestData.AllKinds)
            {
                builder.Add(StoreTestData.Iri("s"), s_p, term);
            }
        }, cancellation: TestContext.Current.CancellationToken);
        var first = store.Current;
        var report = store.Load(builder =>
        {
            builder.BeginDocument();
            builder.Add(new BlankNode("x"), s_p, new Literal("a new one"));
            builder.Add(StoreTestData.Iri("s"), s_p, new Literal("z", "EN"), StoreTestData.Iri("g"));
        }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((2, 1, 1), (report.QuadsRead, report.QuadsAdded, report.Documents));
        Assert.NotSame(first, store.Current);
        Assert.Equal(2, store.Current.Terms.BlankNodeCount);
        Assert.Equal(Terms(first).Append("_:b1 <http://example.org/p> \"a new one\"").Order(), Terms(store.Current).Order());
    }

    [Fact]
    public void ChangesNothing_WhenALoadFails()
    {
        var store = new QuadStore();
        var before = store.Current;
        Assert.Throws<FormatException>(() => store.Load(
            builder =>
            {
                builder.Add(StoreTestData.Iri("s"), s_p, StoreTestData.Iri("o"));
                throw new FormatException("bad file");
            },
            cancellation: TestContext.Current.CancellationToken));
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => store.Load(
            builder =>
            {
                builder.Add(StoreTestData.Iri("s"), s_p, StoreTestData.Iri("o"));
                source.Cancel();
            },
            cancellation: source.Token));
        Assert.Same(before, store.Current);
    }

    [Fact]
    public void ReportsProgress_WhenLoading()
    {
        var stages = new List<LoadProgress>();
        var store = new QuadStore();
        store.Load(
            builder =>
            {
                for (var i = 0; i < 70_000; i++)
                {
                    builder.Add(StoreTestData.Iri("s"), s_p, StoreTestData.Iri("o"));
                }
            },
            new Collector(stages), TestContext.Current.CancellationToken);
        Assert.Contains(new LoadProgress(LoadStage.Read, 65_536, 0), stages);
        Assert.Equal(IndexOrders.Count, stages.Count(s => s.Stage == LoadStage.SortQuads));
        Assert.Equal(LoadStage.Done, stages[^1].Stage);
    }

    private static IEnumerable<string> Terms(Snapshot store) =>
        store.Scan(IndexOrder.Spo, default).Rows().Concat(store.Scan(IndexOrder.Spog, default).Rows())
            .Select(row => string.Join(' ', row.Select(store.Terms.ToTerm)));

    // Progress<T> reports later, on another thread.
    private sealed class Collector(List<LoadProgress> stages) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value)
        {
            lock (stages)
            {
                stages.Add(value);
            }
        }
    }
}
