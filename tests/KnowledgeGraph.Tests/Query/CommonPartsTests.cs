using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Sub-selects that stand in a query more than once: evaluated once, with the same answer.</summary>
public sealed class CommonPartsTests
{
    private const string Sizes = "SELECT ?c (COUNT(?s) AS ?n) { ?s :of ?c ; :next/:next ?d } GROUP BY ?c";
    private const string Blank = "SELECT ?c (COUNT(?thing) AS ?n) { ?thing :of ?c ; :next/:next [] } GROUP BY ?c";
    private const string Other = "SELECT ?c (COUNT(?s) AS ?n) { ?s :of ?c ; :next/:odd ?d } GROUP BY ?c";
    private const string Own = "SELECT ?c (COUNT(?x) AS ?n) { ?x :of ?c ; :next/:next ?y } GROUP BY ?c";
    private const string First = "SELECT ?s { ?s :size ?z } ORDER BY DESC(?z) ?s LIMIT 5";

    private static readonly QueryOptions s_off = new() { RewritesOff = ["CommonParts"] };

    [Theory]
    [InlineData($"SELECT ?c ?n {{ {{ {Sizes} }} {{ SELECT (MAX(?n) AS ?most) {{ {{ {Sizes} }} }} }} FILTER (?n = ?most) }}")]
    [InlineData($"SELECT ?c ?n {{ {{ {Sizes} }} {{ SELECT (MIN(?n) AS ?least) {{ {{ {Own} }} }} }} FILTER (?n > ?least) }}")]
    [InlineData($"SELECT * {{ {{ {{ {Sizes} }} ?c :named ?name }} UNION {{ {{ {Sizes} }} ?x :of ?c ; :size 7 }} }}")]
    [InlineData($"SELECT ?s ?c {{ ?s :of ?c OPTIONAL {{ {{ {First} }} ?s :odd ?o }} MINUS {{ {{ {First} }} }} }}")]
    [InlineData($"SELECT DISTINCT ?s {{ {{ {First} }} {{ SELECT ?s {{ {{ {First} }} }} ORDER BY ?s LIMIT 3 }} }} LIMIT 2")]
    public void AreEvaluatedOnce(string query)
    {
        using var engine = Data();
        var plain = Read(engine, query, s_off, out var before);
        Assert.NotEmpty(plain);
        Assert.DoesNotContain("SharedScan", before, StringComparison.Ordinal);
        Assert.Equal(plain, Read(engine, query, new QueryOptions { BatchRows = 7 }, out var plan));
        Assert.Equal(2, Regex.Count(plan, @"SharedScan \[rows 1\]"));

        // The plan that was kept is as good.
        var reused = engine.PlansReused;
        Assert.Equal(plain, Read(engine, query, new QueryOptions { BatchRows = 7 }, out plan));
        Assert.Equal(reused + 1, engine.PlansReused);
        Assert.Equal(2, Regex.Count(plan, @"SharedScan \[rows 1\]"));
    }

    [Fact]
    public void HaveOnePlanBelowThem_WithTheRowsOfOneRun()
    {
        using var engine = Data();
        Read(engine, $"SELECT * {{ {{ {Sizes} }} UNION {{ {Other} }} UNION {{ {Blank} }} }}", new QueryOptions(), out var plan);
        Assert.Equal(2, Regex.Count(plan, "SharedScan"));
        Assert.Equal(2, Regex.Count(plan, "HashAggregate"));
        Read(engine, $"SELECT * {{ {{ {Sizes} }} UNION {{ {Own} }} UNION {{ {Sizes} }} }}", new QueryOptions(), out plan);
        Assert.Equal(3, Regex.Count(plan, "SharedScan"));
        Assert.Single(Regex.Matches(plan, "HashAggregate .* actual 50 "));
    }

    [Theory]
    [InlineData("SELECT (RAND() AS ?r) ?c { ?s :of ?c } GROUP BY ?c")]
    [InlineData("SELECT ?c (COUNT(*) AS ?n) { ?s :of ?c FILTER EXISTS { ?s :odd ?o } } GROUP BY ?c")]
    [InlineData("SELECT ?c { ?s :of ?c }")]
    public void AreEvaluatedEach_WhereRowsMayDiffer_OrNeedNotBeHeld(string part)
    {
        using var engine = Data();
        Read(engine, $"SELECT * {{ {{ {part} }} UNION {{ {part} }} }}", new QueryOptions(), out var plan);
        Assert.DoesNotContain("SharedScan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void AreNotMixedUp_InOtherGraphs()
    {
        using var engine = TestEngine.From(":a :p 1 . :a :p 2 .");
        engine.Do("INSERT DATA { GRAPH :g { :a :p 7 } }");
        const string Part = "{ SELECT ?s (SUM(?v) AS ?sum) { ?s :p ?v } GROUP BY ?s }";
        Assert.Equal(
            ["<http://example/a> \"3\"^^<http://www.w3.org/2001/XMLSchema#integer>", "<http://example/a> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer>"],
            Read(engine, $"SELECT ?s ?sum {{ {Part} UNION {{ GRAPH :g {Part} }} }}", new QueryOptions(), out _));
    }

    [Fact]
    public void StayOverARowByRowJoin()
    {
        using var engine = Data();
        const string Query = $"SELECT ?s ?m {{ ?s :size ?z OPTIONAL {{ {{ {First} }} OPTIONAL {{ ?s :odd ?m }} }} {{ {First} }} }}";
        Assert.Equal(Read(engine, Query, s_off, out _), Read(engine, Query, new QueryOptions(), out _));
    }

    private static List<string> Read(KnowledgeGraph.Engine.Engine engine, string query, QueryOptions options, out string plan)
    {
        using var run = engine.Start(query, options);
        List<string> rows = [.. run.Solutions().Select(row => string.Join(' ', row.Terms)).Order(StringComparer.Ordinal)];
        plan = run.Explain();
        return rows;
    }

    private static KnowledgeGraph.Engine.Engine Data()
    {
        var text = new StringBuilder();
        for (var n = 0; n < 2_000; n++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $":s{n} :next :s{n * 7919L % 2_000} ; :of :k{(n < 1_000 ? n % 50 : n % 25)} ; :size {n} .");
            if (n % 2 == 1)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $":s{n} :odd :s{n / 2} .");
            }
        }

        for (var k = 0; k < 50; k++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $":k{k} :named \"k{k}\" .");
        }

        return TestEngine.From(text.ToString());
    }
}
