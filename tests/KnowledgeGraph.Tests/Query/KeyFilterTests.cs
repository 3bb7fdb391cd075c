using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>The keys of one side of a hash join, told to the other: rows without partner leave early, and no other.</summary>
public sealed class KeyFilterTests
{
    private const int Things = 20_000;

    private static readonly QueryOptions s_filtered = new() { KeyFilterRows = 0, BatchRows = 100 };
    private static readonly QueryOptions s_plain = new() { KeyFilterRows = double.PositiveInfinity, BatchRows = 100 };

    [Theory]
    [InlineData("SELECT ?s ?d { ?s :of ?c ; :next ?d . ?c :in :k3 }")]
    [InlineData("SELECT ?s ?d { ?s :next ?d ; :of ?c . ?c :in ?k . ?k :named \"k5\" }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s :of ?c ; :next ?d FILTER EXISTS { ?c :in :k3 } }")]
    [InlineData("SELECT ?s ?d { ?s :of ?c OPTIONAL { ?s :odd ?d } ?c :in :k3 }")]
    public void GivesTheSameRows(string query)
    {
        using var engine = Data();
        var plain = Read(engine, query, s_plain);
        Assert.NotEmpty(plain);
        Assert.Equal(plain, Read(engine, query, s_filtered));
    }

    [Theory]
    [InlineData("SELECT (SUM(?n) AS ?sum) { ?s :of ?c ; :size ?n . ?c :heavy true }")]
    [InlineData("SELECT (SUM(?n) AS ?sum) { ?s :of ?c ; :size ?n FILTER EXISTS { ?c :heavy true } }")]
    public void LeavesRowsWithoutPartnerOutAtTheScan(string query)
    {
        using var engine = Data();
        Assert.Equal(Things, RowsOfScan(engine, query, s_plain));
        Assert.InRange(RowsOfScan(engine, query, s_filtered), Things / 2, Things * 2 / 3);
        Assert.Equal(Read(engine, query, s_plain), Read(engine, query, s_filtered));
    }

    // As explain prints them after the run.
    private static int RowsOfScan(KnowledgeGraph.Engine.Engine engine, string query, QueryOptions options)
    {
        using var run = engine.Start(query, options);
        Assert.Single(run.Solutions());
        var plan = run.Explain();
        var line = plan.Split('\n').Single(line => line.Contains("IndexScan [?s <http://example/of> ?c]", StringComparison.Ordinal));
        return int.Parse(Regex.Match(line, "actual ([0-9]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static List<string> Read(KnowledgeGraph.Engine.Engine engine, string query, QueryOptions options)
    {
        using var run = engine.Start(query, options);
        return [.. run.Solutions().Select(row => string.Join(' ', row.Terms)).Order(StringComparer.Ordinal)];
    }

    private static KnowledgeGraph.Engine.Engine Data()
    {
        var text = new StringBuilder();
        for (var n = 0; n < Things; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $":s{n} :of :c{n * 7919L % 500} ; :next :s{(n + 1) % Things} ; :size {n} .\n");
            if (n % 2 == 1)
            {
                text.Append(CultureInfo.InvariantCulture, $":s{n} :odd :s{n / 2} .\n");
            }
        }

        for (var c = 0; c < 500; c++)
        {
            text.Append(CultureInfo.InvariantCulture, $":c{c} :in :k{c % 50} ; :heavy {(c % 2 == 0 ? "true" : "false")} .\n");
        }

        for (var k = 0; k < 50; k++)
        {
            text.Append(CultureInfo.InvariantCulture, $":k{k} :named \"k{k}\" .\n");
        }

        return TestEngine.From(text.ToString());
    }
}
