using KnowledgeGraph.Engine;
using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Tests.Engine.Federation;

/// <summary>What SERVICE means, wherever it stands in a query (SPARQL 1.1 Federated Query).</summary>
public sealed class ServiceTests
{
    private const string One = "<http://one.example/>";
    private const string Two = "<http://two.example/>";
    private const string Dead = "<http://dead.example/>";

    [Fact]
    public void JoinsWithTheRest()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 2 . :z :age 3 ."));
        using var engine = services.Engine(":a :p :x . :b :p :y . :b :p :z . :c :p :x .");

        Assert.Equal(
            ["s=a o=x age=1", "s=b o=y age=2", "s=b o=z age=2"],
            engine.Rows($"SELECT * {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age }} }}"));
    }

    [Fact]
    public void KeepsDuplicates()
    {
        using var services = new MappedServices(("one", ":a :q 1 . :a :r 1 ."));
        using var engine = services.Engine(":a :p 1 . :a :p 2 .");

        Assert.Equal(
            ["s=a", "s=a", "s=a", "s=a"], engine.Rows($"SELECT ?s {{ ?s :p ?o SERVICE {One} {{ SELECT ?s {{ ?s ?any ?v }} }} }}"));
    }

    [Fact]
    public void MayAskForNoVariableAtAll()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 1 ."));
        using var engine = services.Engine(":a :p 1 .");

        Assert.Equal(["s=a"], engine.Rows($"SELECT ?s {{ ?s :p ?o SERVICE {One} {{ :a :age 1 }} }}"));
        Assert.Equal(["s=a", "s=a"], engine.Rows($"SELECT ?s {{ ?s :p ?o SERVICE {One} {{ [] :age 1 }} }}"));
        Assert.Empty(engine.Rows($"SELECT ?s {{ ?s :p ?o SERVICE {One} {{ :a :age 2 }} }}"));
        Assert.Equal(["s=a"], engine.Rows($"SELECT ?s {{ ?s :p ?o SERVICE {One} {{ }} }}"));
    }

    [Fact]
    public void SendsTheValuesThatItHas()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 2 ."));
        using var engine = services.Engine(":a :p :x . :a :p :y . :c :p :z .");
        using var run = engine.Start($"SELECT * {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age }} }}");

        Assert.Equal(2, run.Solutions().Count());
        var (_, query) = Assert.Single(services.Asked);
        Assert.Contains("VALUES (?s) { (<http://example/a>) (<http://example/c>) }", query, StringComparison.Ordinal);
    }

    [Fact]
    public void AsksForManyRowsAtATime()
    {
        var data = string.Concat(Enumerable.Range(0, 2000).Select(i => $":s{i} :p {i} ."));
        using var services = new MappedServices(("one", data));
        using var engine = services.Engine(data);
        using var run = engine.Start($"SELECT * {{ ?s :p ?o SERVICE {One} {{ ?s :p ?v }} }}");

        Assert.Equal(2000, run.Solutions().Count());
        Assert.InRange(services.Asked.Count, 4, 8);
    }

    [Fact]
    public void NeverSendsBlankNodes()
    {
        using var services = new MappedServices(("one", "_:x :age 1 . :a :age 2 ."));
        using var engine = services.Engine("_:x :p 1 . :a :p 2 .");
        using var run = engine.Start($"SELECT * {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age }} }}");

        Assert.Equal("<http://example/a>", Assert.Single(run.Solutions())["s"]!.ToString());
        Assert.DoesNotContain("_:", Assert.Single(services.Asked).Query, StringComparison.Ordinal);
    }

    [Fact]
    public void BlankNodesOfAnAnswer_AreNoneOfOurs()
    {
        // Both engines print their first blank node alike.
        using var services = new MappedServices(("one", "_:x :age 1 . _:x :size 2 ."));
        using var engine = services.Engine("_:x :p 1 .");

        Assert.Empty(engine.Rows($"SELECT * {{ SERVICE {One} {{ ?s :age ?age }} ?s :p ?o }}"));
        using var run = engine.Start($"SELECT * {{ SERVICE {One} {{ ?s :age ?age ; :size ?size }} }}");
        Assert.Single(run.Solutions());
    }

    [Fact]
    public void BlankNodesOfTwoCalls_AreDifferent()
    {
        using var services = new MappedServices(("one", "_:x :age 1 ."), ("two", "_:x :age 1 ."));
        using var engine = services.Engine("");

        Assert.Empty(engine.Rows($"SELECT * {{ SERVICE {One} {{ ?s :age ?a }} SERVICE {Two} {{ ?s :age ?b }} }}"));
        Assert.Empty(engine.Rows($"SELECT * {{ SERVICE {One} {{ ?s :age ?a }} SERVICE {One} {{ ?s :age ?b }} }}"));
    }

    [Fact]
    public void ABlankNode_StillJoinsWithASolutionThatLeavesItOpen()
    {
        using var services = new MappedServices(("one", ":k :v 1 . :k :w :a ."));
        using var engine = services.Engine("_:x :p :k .");

        Assert.Equal(
            ["v=1"],
            engine.Rows($"SELECT ?v {{ ?s :p ?k SERVICE {One} {{ ?k :v ?v OPTIONAL {{ ?s :none ?k }} }} }}"));
        Assert.Empty(engine.Rows($"SELECT ?v {{ ?s :p ?k SERVICE {One} {{ ?k :v ?v OPTIONAL {{ ?k :w ?s }} }} }}"));
    }

    [Fact]
    public void UnboundVariables_AreLeftToTheService()
    {
        using var services = new MappedServices(("one", ":a :q 1 . :b :q 2 ."));
        using var engine = services.Engine(":a :p :m . :b :p :n . :a :opt 1 .");

        Assert.Equal(
            ["o=m q=1 s=a", "o=n q=1 s=b", "o=n q=2 s=b"],
            engine.Rows($"SELECT ?s ?o ?q {{ ?s :p ?o OPTIONAL {{ ?s :opt ?q }} SERVICE {One} {{ ?any :q ?q }} }}").Select(Sorted));
    }

    [Fact]
    public void TriesTheServiceFirst_WhenItRestrictsTheRest()
    {
        var data = string.Concat(Enumerable.Range(0, 3000).SelectMany(i => Enumerable.Range(0, 10).Select(j => $":s{i} :p {j} .")));
        using var services = new MappedServices(("one", ":s7 :age 1 ."));
        using var engine = services.Engine(data);
        using var run = engine.Start($"SELECT * {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age }} }}");

        Assert.Equal(10, run.Solutions().Count());
        Assert.DoesNotContain("VALUES", Assert.Single(services.Asked).Query, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectsPatternsThatShareOnlyTheService()
    {
        using var services = new MappedServices(("one", ":b1 :q :c1 . :b2 :q :c2 ."));
        using var engine = services.Engine(":a :p :b1 . :a :p :b2 . :c1 :r :d1 . :c3 :r :d3 .");

        Assert.Equal(["b=b1 c=c1 d=d1"], engine.Rows($"SELECT ?b ?c ?d {{ :a :p ?b SERVICE {One} {{ ?b :q ?c }} ?c :r ?d }}"));
    }

    [Fact]
    public void IsOptional()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 20 ."));
        using var engine = services.Engine(":a :p 1 . :b :p 2 . :c :p 3 .");

        Assert.Equal(
            ["s=a age=1", "s=b age=20", "s=c"],
            engine.Rows($"SELECT ?s ?age {{ ?s :p ?o OPTIONAL {{ SERVICE {One} {{ ?s :age ?age }} }} }}"));
        Assert.Equal(
            ["s=a age=1", "s=b", "s=c"],
            engine.Rows($"SELECT ?s ?age {{ ?s :p ?o OPTIONAL {{ SERVICE {One} {{ ?s :age ?age }} FILTER(?age < ?o + 1) }} }}"));
    }

    [Fact]
    public void AnOptionalPartWithAService_IsCalledOnce()
    {
        using var services = new MappedServices(("one", ":a :age 1 ."));
        using var engine = services.Engine(":a :p 1 . :b :p 2 . :a :m 1 .");
        using var run = engine.Start($"SELECT * {{ ?s :p ?o OPTIONAL {{ ?s :m ?m SERVICE {One} {{ ?s :age ?age }} }} }}");

        Assert.Equal(2, run.Solutions().Count());
        Assert.Single(services.Asked);
    }

    [Fact]
    public void StandsInUnionMinusAndSubSelect()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 2 ."));
        using var engine = services.Engine(":a :p 1 . :c :p 3 .");

        Assert.Equal(["s=a", "s=a", "s=b", "s=c"], engine.Rows($"SELECT ?s {{ {{ ?s :p ?o }} UNION {{ SERVICE {One} {{ ?s :age ?age }} }} }}"));
        Assert.Equal(["s=c"], engine.Rows($"SELECT ?s {{ ?s :p ?o MINUS {{ SERVICE {One} {{ ?s :age ?age }} }} }}"));
        Assert.Equal(
            ["s=a n=2", "s=c n=2"],
            engine.Rows($"SELECT ?s ?n {{ ?s :p ?o {{ SELECT (COUNT(*) AS ?n) {{ SERVICE {One} {{ ?x :age ?age }} }} }} }}"));
    }

    [Fact]
    public void StandsInGraph_WhereItMeansTheServicesOwnDefaultGraph()
    {
        using var services = new MappedServices(("one", ":a :age 1 . GRAPH :g { :a :age 2 }"));
        using var engine = services.Engine("GRAPH :g { :a :p 1 } GRAPH :h { :a :p 2 }");

        Assert.Equal(
            ["g=g o=1 age=1", "g=h o=2 age=1"],
            engine.Rows($"SELECT ?g ?o ?age {{ GRAPH ?g {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age }} }} }}"));
        Assert.Equal(
            ["g=g age=1", "g=h age=1"], engine.Rows($"SELECT ?g ?age {{ GRAPH ?g {{ SERVICE {One} {{ ?s :age ?age }} }} }}"));
    }

    [Fact]
    public void StandsInExists()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 2 ."));
        using var engine = services.Engine(":a :p 1 . :b :p 1 . :c :p 3 . _:x :p 4 .");

        Assert.Equal(["s=a", "s=b"], engine.Rows($"SELECT ?s {{ ?s :p ?o FILTER EXISTS {{ SERVICE {One} {{ ?s :age ?age }} }} }}"));
        Assert.Equal(["o=3", "o=4"], engine.Rows($"SELECT ?o {{ ?s :p ?o FILTER NOT EXISTS {{ SERVICE {One} {{ ?s :age ?age }} }} }}"));

        // Substitution reaches into the pattern of the service, filters included (SPARQL 1.1 §18.6).
        Assert.Equal(
            ["s=a"], engine.Rows($"SELECT ?s {{ ?s :p ?o FILTER EXISTS {{ SERVICE {One} {{ ?s :age ?age FILTER(?age = ?o) }} }} }}"));
        Assert.Equal(
            ["s=a"],
            engine.Rows($"SELECT ?s {{ ?s :p ?o FILTER EXISTS {{ SERVICE {One} {{ ?s :age ?v BIND(?v AS ?o) }} }} }}"));
    }

    [Fact]
    public void AFilterInside_DoesNotSeeValuesFromOutside()
    {
        using var services = new MappedServices(("one", ":a :age 1 ."));
        using var engine = services.Engine(":a :p 1 .");

        Assert.Empty(engine.Rows($"SELECT * {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age FILTER(?o = 1) }} }}"));
    }

    [Fact]
    public void ALimitInside_IsTheServicesOwn()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 2 . :c :age 3 ."));
        using var engine = services.Engine(":b :p 1 . :c :p 1 .");

        Assert.Equal(
            ["s=b"], engine.Rows($"SELECT ?s {{ ?s :p ?o SERVICE {One} {{ SELECT ?s {{ ?s :age ?age }} ORDER BY ?age LIMIT 2 }} }}"));
        Assert.All(services.Asked, asked => Assert.DoesNotContain("VALUES", asked.Query, StringComparison.Ordinal));
    }

    [Fact]
    public void NestsInAnother()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 2 ."), ("two", ":b :size 5 ."));
        using var engine = services.Engine(":a :p 1 . :b :p 2 .");

        Assert.Equal(
            ["s=a age=1", "s=b age=2 size=5"],
            engine.Rows($"SELECT ?s ?age ?size {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age OPTIONAL {{ SERVICE {Two} {{ ?s :size ?size }} }} }} }}"));
    }

    [Fact]
    public void AsksEveryEndpointThatTheVariableNames_Once()
    {
        using var services = new MappedServices(("one", ":a :age 1 ."), ("two", ":a :age 2 . :b :age 3 ."));
        using var engine = services.Engine($":x :at {One} . :y :at {Two} . :z :at {Two} .");
        const string Query = "SELECT ?x ?s ?age { ?x :at ?where SERVICE ?where { ?s :age ?age } }";

        Assert.Equal(["x=x s=a age=1", "x=y s=a age=2", "x=y s=b age=3", "x=z s=a age=2", "x=z s=b age=3"], engine.Rows(Query));
        services.Asked.Clear();
        using var run = engine.Start(Query);
        Assert.Equal(5, run.Solutions().Count());
        Assert.Equal(["one.example", "two.example"], services.Asked.Select(asked => asked.Host).Order());
    }

    [Fact]
    public void AsksEndpointsFromValuesAndOptionalParts()
    {
        using var services = new MappedServices(("one", ":a :age 1 . :b :age 9 ."), ("two", ":a :age 2 ."));
        using var engine = services.Engine(":a :p 1 .");

        Assert.Equal(
            ["where=<http://one.example/ age=1", "where=<http://two.example/ age=2"],
            engine.Rows($"SELECT ?where ?age {{ VALUES ?where {{ {One} {Two} }} ?s :p ?o SERVICE ?where {{ ?s :age ?age }} }}"));
        Assert.Equal(
            ["age=1", "age=2"],
            engine.Rows($"SELECT ?age {{ ?s :p ?o VALUES ?where {{ {One} {Two} }} OPTIONAL {{ SERVICE ?where {{ ?s :age ?age }} }} }}"));
    }

    [Fact]
    public void AnEndpointThatNobodyNames_IsAnError_UnlessSilent()
    {
        using var services = new MappedServices(("one", ":a :age 1 ."));
        using var engine = services.Engine(":a :p 1 . :a :q \"no IRI\" .");

        foreach (var query in (string[])["{ ?s :p ?o SERVICE # ?where { ?s :age ?age } }", "{ ?s :q ?where SERVICE # ?where { ?s :age ?age } }"])
        {
            using var run = engine.Start("SELECT ?s " + query.Replace("#", "", StringComparison.Ordinal));
            Assert.Contains("?where", Assert.Throws<RemoteException>(() => run.Solutions().Count()).Message, StringComparison.Ordinal);
            Assert.Equal(["s=a"], engine.Rows("SELECT ?s " + query.Replace("#", "SILENT", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void ASilentFailure_IsOneEmptySolution()
    {
        using var services = new MappedServices(("one", ":a :age 1 ."));
        using var engine = services.Engine(":a :p 1 . :b :p 2 .");

        Assert.Equal(["s=a", "s=b"], engine.Rows($"SELECT ?s ?age {{ ?s :p ?o SERVICE SILENT {Dead} {{ ?s :age ?age }} }}"));
        Assert.Equal(["s=a", "s=b"], engine.Rows($"SELECT ?s ?age {{ ?s :p ?o OPTIONAL {{ SERVICE SILENT {Dead} {{ ?s :age ?age }} }} }}"));
        Assert.Equal(
            ["s=a age=1", "s=a", "s=b"],
            engine.Rows($"SELECT ?s ?age {{ ?s :p ?o VALUES ?where {{ {One} {Dead} }} SERVICE SILENT ?where {{ ?s :age ?age }} }}")
                .OrderBy(row => row.Length < 5).ThenBy(row => row, StringComparer.Ordinal));
        Assert.Empty(engine.Rows($"SELECT ?s ?age {{ ?s :p 5 SERVICE SILENT {Dead} {{ ?s :age ?age }} }}"));
    }

    [Fact]
    public void AQueryMayNotCallTooOften_NotEvenSilently()
    {
        using var services = new MappedServices(("one", ":a :age 1 .")) { };
        var data = string.Concat(Enumerable.Range(0, 20).Select(i => $":s{i} :at <http://one.example/{i}> ."));
        using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Federation = services.Options with { MaxCalls = 10 } });
        engine.LoadText("PREFIX : <http://example/>\n" + data);
        using var run = engine.Start("SELECT * { ?x :at ?where SERVICE SILENT ?where { ?s :age ?age } }");

        var error = Assert.Throws<QueryException>(() => run.Solutions().Count());
        Assert.Contains("Federation:MaxCalls", error.Message, StringComparison.Ordinal);
        Assert.Equal(10, services.Asked.Count);
    }

    [Fact]
    public void AFailureEndsTheQuery()
    {
        using var services = new MappedServices();
        using var engine = services.Engine(":a :p 1 .");
        using var run = engine.Start($"SELECT * {{ ?s :p ?o OPTIONAL {{ SERVICE {Dead} {{ ?s :age ?age }} }} }}");

        Assert.False(Assert.Throws<RemoteException>(() => run.Solutions().Count()).IsRefused);
    }

    [Fact]
    public void ReleasesTheMemoryOfItsAnswers()
    {
        var data = string.Concat(Enumerable.Range(0, 5000).Select(i => $":s{i} :p {i} ."));
        using var services = new MappedServices(("one", data));
        using var engine = services.Engine("");
        using var run = engine.Start($"SELECT (COUNT(*) AS ?n) {{ SERVICE {One} {{ ?s :p ?v }} }}", new() { MemoryMB = 20 });

        Assert.Equal("\"5000\"^^<http://www.w3.org/2001/XMLSchema#integer>", Assert.Single(run.Solutions())["n"]!.ToString());
        Assert.InRange(run.PeakMemoryBytes, 1_000_000, 20_000_000);
    }

    [Fact]
    public void ExplainShowsWhatIsSent()
    {
        using var services = new MappedServices();
        using var engine = services.Engine(":a :p 1 .");
        using var run = engine.Start($"SELECT * {{ ?s :p ?o SERVICE {One} {{ ?s :age ?age }} }}");

        Assert.Contains("Service [<http://one.example/> by ?s]", run.Explain(), StringComparison.Ordinal);
        Assert.Empty(services.Asked);
    }

    private static string Sorted(string row) => string.Join(' ', row.Split(' ').Order(StringComparer.Ordinal));
}
