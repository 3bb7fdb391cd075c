using System.Globalization;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Tests.Engine;

/// <summary>A query that differs from an earlier one in constants alone takes its plan, as long as that is still the right one.</summary>
public sealed class PlanReuseTests : IDisposable
{
    private const string Data = """
        <urn:a> <urn:p> <urn:b>, <urn:c> ; <urn:name> "a" .
        <urn:b> <urn:p> <urn:c> ; <urn:name> "b" .
        <urn:c> <urn:name> "c"@en .
        <urn:g> { <urn:a> <urn:p> <urn:b> . <urn:b> <urn:p> <urn:c> }
        <urn:h> { <urn:a> <urn:p> <urn:a> . <urn:c> <urn:p> <urn:a> }
        """;

    private readonly KnowledgeGraph.Engine.Engine _engine = KnowledgeGraph.Engine.Engine.Open();

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("SELECT ?o { {0} <urn:p> ?o }")]
    [InlineData("SELECT ?s { ?s <urn:p> {0} }")]
    [InlineData("SELECT ?o { BIND({0} AS ?s) ?s <urn:p> ?o }")]
    [InlineData("SELECT ?o { VALUES ?s { {0} <urn:c> } ?s <urn:p> ?o }")]
    [InlineData("SELECT ?o { ?s <urn:p> ?o FILTER(?s = {0}) }")]
    [InlineData("SELECT ?o { ?s <urn:p> ?o FILTER(?s != {0}) }")]
    [InlineData("SELECT ?o { {0} <urn:p>* ?o }")]
    [InlineData("SELECT ?o ?n { {0} <urn:p> ?o OPTIONAL { ?o <urn:name> ?n FILTER(?o != {0}) } }")]
    [InlineData("SELECT DISTINCT ?o { { {0} <urn:p> ?o } UNION { ?o <urn:p> {0} } }")]
    [InlineData("SELECT ?o { ?s <urn:p> ?o MINUS { ?x <urn:p> ?o FILTER(?x = {0}) } }")]
    [InlineData("SELECT ?o { ?s <urn:p> ?o FILTER NOT EXISTS { {0} <urn:p> ?o } }")]
    [InlineData("SELECT DISTINCT ?o { {0} <urn:p> ?o . ?o <urn:name> ?n }")]
    [InlineData("SELECT DISTINCT ?n { ?x <urn:name> ?n ; <urn:p> ?y FILTER(?x != {0}) }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?x <urn:p> {0} ; <urn:name> ?n1 . ?x <urn:p> ?y }")]
    [InlineData("SELECT ?k (SUM(STRLEN(?m)) AS ?n) { ?x <urn:p> ?y ; <urn:name> ?m } GROUP BY (?x = {0} AS ?k)")]
    [InlineData("SELECT (COUNT(*) AS ?n) { {0} <urn:p> ?o }")]
    [InlineData("SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY (?o = {0}) DESC(?s)")]
    [InlineData("SELECT ?o { {0} <urn:p> ?o } ORDER BY DESC(?o) LIMIT 1")]
    [InlineData("ASK { {0} <urn:p> <urn:c> }")]
    [InlineData("SELECT ?o ?e { ?s <urn:p> ?o BIND(EXISTS { {0} <urn:p> ?o } AS ?e) }")]
    [InlineData("SELECT ?o { ?s <urn:p> ?o FILTER(EXISTS { ?o <urn:name> ?n FILTER(?o != {0}) } || ?s = {0}) }")]
    [InlineData("SELECT ?s ?o { ?s <urn:p> ?o OPTIONAL { ?o <urn:p> ?x } FILTER(!EXISTS { ?x <urn:name> ?n } || ?s = {0}) }")]
    [InlineData("SELECT ?s ?g { GRAPH ?g { ?s <urn:p>* {0} } }")]
    [InlineData("SELECT ?s ?g { GRAPH ?g { {0} <urn:p>+ ?s OPTIONAL { ?s <urn:p>/<urn:p>* ?x FILTER(?x != {0}) } } }")]
    [InlineData("SELECT ?g ?n { ?s <urn:name> ?n OPTIONAL { GRAPH ?g { ?s <urn:p>+ {0} } } }")]
    [InlineData("SELECT ?g ?n { GRAPH ?g { ?s <urn:p> {0} } ?s <urn:name> ?n FILTER(!EXISTS { GRAPH ?g { {0} <urn:p>+ ?s } } || ?n = 1) }")]
    public void AnotherConstant_TakesThePlan_AndHasItsOwnAnswer(string template)
    {
        _engine.LoadText(Data);
        Answer(template.Replace("{0}", "<urn:a>", StringComparison.Ordinal));
        foreach (var constant in new[] { "<urn:b>", "<urn:unknown>", "<urn:a>" })
        {
            var query = template.Replace("{0}", constant, StringComparison.Ordinal);
            var before = _engine.PlansReused;
            var actual = Answer(query);
            Assert.Equal(before + 1, _engine.PlansReused);
            using var planned = _engine.Run(
                query, new QueryOptions { RewritesOff = ["SampleJoins"] }, TestContext.Current.CancellationToken);
            Assert.Equal(Rows(planned), actual);
        }
    }

    [Fact]
    public void EqualConstants_AreAnotherShape()
    {
        _engine.LoadText(Data);
        Answer("SELECT * { ?s <urn:p> ?o FILTER(?s IN (<urn:a>, <urn:b>)) }");
        Assert.Equal(2, Answer("SELECT * { ?s <urn:p> ?o FILTER(?s IN (<urn:a>, <urn:a>)) }").Length);
        Assert.Equal(0, _engine.PlansReused);
    }

    [Theory]
    [InlineData("VALUES ?s {{ {0} }} ?s <urn:p> ?o", "<urn:a{0}> ", 100)]
    [InlineData("?s <urn:p> ?o FILTER(?s IN ({0} <urn:a>))", "<urn:a{0}>, ", 100)]
    [InlineData("{0} ?s <urn:p> ?o", "OPTIONAL {{ ?x{0} ?y{0} ?z }} ", 300)]
    public void LongQueries_AreNotKept(string pattern, string part, int count)
    {
        _engine.LoadText(Data);
        var parts = string.Concat(Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, part, i)));
        var query = "ASK { " + string.Format(CultureInfo.InvariantCulture, pattern, parts) + " }";

        for (var i = 0; i < 2; i++)
        {
            using var run = _engine.Run(query, null, TestContext.Current.CancellationToken);
            Assert.Equal(!pattern.StartsWith("VALUES", StringComparison.Ordinal), run.Boolean);
        }

        Assert.Equal(0, _engine.PlansReused);
    }

    [Fact]
    public void Predicates_AndLiteralsOfExpressions_Stay()
    {
        _engine.LoadText(Data);
        Answer("SELECT * { <urn:a> <urn:p> ?o FILTER(LANG(?o) = \"en\") }");
        Answer("SELECT * { <urn:a> <urn:name> ?o FILTER(LANG(?o) = \"en\") }");
        Answer("SELECT * { <urn:a> <urn:name> ?o FILTER(LANG(?o) = \"\") }");
        Assert.Equal(0, _engine.PlansReused);
    }

    [Fact]
    public void ConstantWithManyMoreRows_IsPlannedAnew()
    {
        var data = new StringBuilder(Data);
        for (var i = 0; i < 500; i++)
        {
            data.Append(CultureInfo.InvariantCulture, $"<urn:hub> <urn:p> <urn:n{i}> . ");
        }

        _engine.LoadText(data.ToString());
        Answer("SELECT * { <urn:a> <urn:p> ?o }");
        Assert.Equal(500, Answer("SELECT * { <urn:hub> <urn:p> ?o }").Length);
        Assert.Equal(0, _engine.PlansReused);

        // Both plans are kept.
        Answer("SELECT * { <urn:b> <urn:p> ?o }");
        Answer("SELECT * { <urn:hub> <urn:p> ?o }");
        Assert.Equal(2, _engine.PlansReused);
    }

    [Fact]
    public void PlanOfAnEarlierState_SeesWhatWasWrittenSince()
    {
        const string Query = "SELECT * { <urn:a> <urn:new> ?o }";
        _engine.LoadText(Data);
        Assert.Empty(Answer(Query));
        _engine.Update("INSERT DATA { <urn:a> <urn:new> 1, 2 }", ct: TestContext.Current.CancellationToken);
        Assert.Equal(2, Answer(Query).Length);
        _engine.Update("DELETE DATA { <urn:a> <urn:new> 1 }", ct: TestContext.Current.CancellationToken);
        Assert.Single(Answer(Query));
        Assert.Equal(1, _engine.PlansReused);
    }

    [Fact]
    public void PlanWithGraphs_DoesNotOutliveTheGraphs()
    {
        const string Query = "SELECT * { GRAPH <urn:i> { ?s ?p ?o } }";
        _engine.LoadText(Data);
        Assert.Empty(Answer(Query));
        _engine.Update("INSERT DATA { GRAPH <urn:i> { <urn:a> <urn:p> <urn:b> } }", ct: TestContext.Current.CancellationToken);
        Assert.Single(Answer(Query));
        Assert.Single(Answer(Query));
        _engine.Update("DROP GRAPH <urn:i>", ct: TestContext.Current.CancellationToken);
        Assert.Empty(Answer(Query));
    }

    [Fact]
    public void PlanWithAnyGraph_SeesANewGraph()
    {
        const string Query = "SELECT ?g { GRAPH ?g { <urn:a> <urn:p>+ ?o } FILTER(?o IN (<urn:b>, <urn:a>)) }";
        _engine.LoadText(Data);
        Assert.Equal(2, Answer(Query).Length);
        _engine.Update("INSERT DATA { GRAPH <urn:i> { <urn:a> <urn:p> <urn:b> } }", ct: TestContext.Current.CancellationToken);
        Assert.Equal(3, Answer(Query).Length);
    }

    [Fact]
    public void OptionalPartRunPerRow_TakesThePlan()
    {
        var data = new StringBuilder(Data);
        for (var i = 0; i < 2_000; i++)
        {
            data.Append(CultureInfo.InvariantCulture, $"<urn:n{i}> <urn:p> <urn:c> ; <urn:q> <urn:n{i + 1}> ; <urn:name> \"{i}\" . ");
        }

        const string Query = "SELECT ?o ?m { <urn:b> <urn:p> ?o OPTIONAL { ?x <urn:p> ?o ; <urn:q> ?y . ?y <urn:name> ?m } }";
        const string Other = "SELECT ?o ?m { <urn:n5> <urn:q> ?o OPTIONAL { ?x <urn:q> ?o ; <urn:q> ?y . ?y <urn:name> ?m } }";
        _engine.LoadText(data.ToString());
        Assert.Equal(1_999, Answer(Query).Length);
        Assert.Equal(["<urn:n6> \"6\""], Answer(Other));
        foreach (var number in new[] { 7, 8 })
        {
            Assert.Equal([$"<urn:n{number + 1}> \"{number + 1}\""], Answer(Other.Replace("n5", $"n{number}", StringComparison.Ordinal)));
        }

        Assert.Contains("ApplyLeftJoin", _engine.Explain(SparqlParser.ParseQuery(Other)), StringComparison.Ordinal);
        Assert.Equal(3, _engine.PlansReused);
    }

    [Fact]
    public void VariableByVariable_TakesThePlan()
    {
        const string Query = "SELECT ?y { <urn:a> <urn:p> ?y . ?y <urn:p> ?z . <urn:a> <urn:p> ?z }";
        var byVariable = new QueryOptions { TrieJoinCost = 0 };
        _engine.LoadText(Data);
        foreach (var (constant, reused) in new[] { ("<urn:a>", 0), ("<urn:b>", 1), ("<urn:unknown>", 2), ("<urn:a>", 3) })
        {
            var query = Query.Replace("<urn:a>", constant, StringComparison.Ordinal);
            using var run = _engine.Run(query, byVariable, TestContext.Current.CancellationToken);
            Assert.Contains("TrieJoin", run.Explain(), StringComparison.Ordinal);
            Assert.Equal(constant == "<urn:a>" ? ["<urn:b>"] : [], Rows(run));
            Assert.Equal(reused, _engine.PlansReused);
        }

        using var twoByTwo = _engine.Run(Query, null, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("TrieJoin", twoByTwo.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_DoesNotOutliveALargeLoad()
    {
        _engine.LoadText(Data);
        Answer("SELECT * { <urn:a> <urn:p> ?o }");
        var more = new StringBuilder();
        for (var i = 0; i < 3_000; i++)
        {
            more.Append(CultureInfo.InvariantCulture, $"<urn:m{i}> <urn:p> <urn:a> . ");
        }

        _engine.LoadText(more.ToString());
        Assert.Equal(2, Answer("SELECT * { <urn:a> <urn:p> ?o }").Length);
        Assert.Equal(0, _engine.PlansReused);
    }

    [Fact]
    public void Explain_ShowsTheConstantsOfTheQuery()
    {
        _engine.LoadText(Data);
        Answer("SELECT * { <urn:b> <urn:p> ?o FILTER(?o != <urn:a>) }");
        using var run = _engine.Run("SELECT * { <urn:a> <urn:p> ?o FILTER(?o != <urn:c>) }", ct: TestContext.Current.CancellationToken);
        var text = run.Explain();
        Assert.Equal(1, _engine.PlansReused);
        Assert.DoesNotContain("urn:b", text, StringComparison.Ordinal);
        Assert.DoesNotContain("u0001", text, StringComparison.Ordinal);
        Assert.Contains("[(!= ?o <urn:c>)]", text, StringComparison.Ordinal);
        Assert.Contains("[<urn:a> <urn:p> ?o]", text, StringComparison.Ordinal);
    }

    private string[] Answer(string query)
    {
        using var run = _engine.Run(query, ct: TestContext.Current.CancellationToken);
        return Rows(run);
    }

    private static string[] Rows(QueryRun run) => run.Kind == QueryKind.Boolean
        ? [run.Boolean.ToString()]
        : [.. run.Solutions().Select(row => string.Join(' ', row.Terms.Select(term => term?.ToString()))).Order(StringComparer.Ordinal)];
}
