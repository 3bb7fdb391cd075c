using KnowledgeGraph.Engine;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>
/// Patterns joined variable by variable: the answers are those of joins two by two, which <see cref="TestEngine.Rows"/> compares; and where
/// they are chosen.
/// </summary>
public sealed class TrieJoinTests
{
    private static readonly QueryOptions s_atOnce = new() { TrieJoinCost = 0 };

    [Theory]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p ?a")]
    [InlineData("?a :p ?b . ?b :q ?c . ?a :q ?c")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :q ?d . ?d :q ?a")]
    [InlineData("?a :p ?b . ?a :p ?c . ?a :q ?d . ?b :p ?c . ?b :q ?d . ?c :q ?d")]
    [InlineData("?a :p ?b . ?b :p ?d . ?a :q ?c . ?c :q ?d . ?b :p ?c")]
    [InlineData("?a :p ?b . ?a :q ?b . ?b :p ?c . ?c :p ?a")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p ?a . ?a :in 1 . ?b :in ?n")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p :n3 . ?a :q :n3")]
    [InlineData("?a ?x :n3 . :n3 ?x ?b . ?b ?x ?a")]
    [InlineData(":n3 ?x ?a . :n4 ?x ?a . ?a :p ?b . ?b :p :n3")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p ?a . ?c :p ?c")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p ?a . ?d :p ?e . ?e :q ?d")]
    [InlineData("?a :p ?b . ?b :none ?c . ?c :p ?a")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p ?a . FILTER(?a < ?c && ?b != :n5)")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p ?a . OPTIONAL { ?a :q ?d . ?d :q ?c }")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c :p ?a . FILTER EXISTS { ?a :q ?d . ?d :q ?e . ?e :p ?a }")]
    [InlineData("?a :p ?b . ?b :p ?c . ?c (:p|:q)+ ?a . ?a :q ?c")]
    public void AnswersAsJoinsTwoByTwo(string pattern)
    {
        using var engine = Random(12, 50, 7);
        engine.Rows($"SELECT * {{ {pattern} }}", s_atOnce);
        engine.Rows($"SELECT ?a {{ {pattern} }}", s_atOnce);
        engine.Rows($"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", s_atOnce);
        engine.Do("DELETE { ?s :p ?o } WHERE { ?s :p ?o . ?o :q ?s } ; INSERT { ?o :p ?s . ?s :q :new . :new :p ?s } WHERE { ?s :q ?o }");
        engine.Rows($"SELECT * {{ {pattern} }}", s_atOnce);
        Assert.Contains("TrieJoin [", Explain(engine, $"SELECT * {{ {pattern} }}", s_atOnce), StringComparison.Ordinal);
    }

    [Fact]
    public void FindsTheTriangles()
    {
        using var engine = TestEngine.From(":a :p :b . :b :p :c , :d . :c :p :a . :d :p :a , :e . GRAPH :g { :e :p :b . :d :p :b }");
        Assert.Equal(
            ["a=a b=b c=c", "a=a b=b c=d", "a=b b=c c=a", "a=b b=d c=a", "a=c b=a c=b", "a=d b=a c=b"],
            engine.Rows("SELECT * { ?a :p ?b . ?b :p ?c . ?c :p ?a }", s_atOnce));
    }

    [Fact]
    public void IsChosenForCycles_WhereItIsCheaper()
    {
        using var engine = Random(300, 9000, 11);
        const string Triangles = "SELECT (COUNT(*) AS ?n) { ?a :p ?b . ?b :p ?c . ?c :p ?a }";
        Assert.Contains("TrieJoin [", Explain(engine, Triangles), StringComparison.Ordinal);
        Assert.DoesNotContain("TrieJoin [", Explain(engine, Triangles, new() { RewritesOff = ["TrieJoins"] }), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "TrieJoin [", Explain(engine, Triangles, new() { TrieJoinCost = double.PositiveInfinity }), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "TrieJoin [", Explain(engine, "SELECT (COUNT(*) AS ?n) { ?a :p ?b . ?b :p ?c . ?c :p ?d }"), StringComparison.Ordinal);
        Assert.NotEmpty(engine.Rows(Triangles));
    }

    [Fact]
    public void SaysHowItIsSorted()
    {
        using var engine = Random(40, 400, 3);
        const string Query =
            "SELECT ?a ?b ?c { { SELECT * { ?a :p ?b . ?b :p ?c . ?c :p ?a } } { SELECT * { ?a :q ?b . ?b :q ?d . ?d :q ?a } } }";
        Assert.NotEmpty(engine.Rows(Query, s_atOnce));
    }

    [Fact]
    public void IsChargedToTheBudget()
    {
        using var engine = Random(300, 9000, 11);
        using var run = engine.Start(
            "SELECT (COUNT(*) AS ?n) { ?a :p ?b . ?b :p ?c . ?c :p ?a }", new() { TrieJoinCost = 0, MemoryMB = 64 });
        Assert.Single(run.Solutions());
        Assert.True(run.PeakMemoryBytes > 9000 * sizeof(ulong));
        using var stop = new CancellationTokenSource();
        using var stopped = engine.StartStoppable("SELECT * { ?a :p ?b . ?b :p ?c . ?c :p ?a }", stop.Token);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => stopped.Solutions().Count());
    }

    private static string Explain(KnowledgeGraph.Engine.Engine engine, string query, QueryOptions? options = null)
    {
        using var run = engine.Start(query, options);
        return run.Explain();
    }

    private static KnowledgeGraph.Engine.Engine Random(int nodes, int edges, int seed)
    {
        var random = new Random(seed);
        return TestEngine.From(
            string.Concat(Enumerable.Range(0, edges).Select(
                i => $":n{random.Next(nodes)} {(i % 3 == 0 ? ":q" : ":p")} :n{random.Next(nodes)} .\n"))
            + string.Concat(Enumerable.Range(0, nodes).Select(i => $":n{i} :in {i % 3} .\n")));
    }
}
