using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Statistics;
using QueryEngine = KnowledgeGraph.Engine.Engine;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class ClaimStatisticsTests
{
    private const string Claims = """
        claims:
          - id: said
            par: 1
            trigger: said
            says: i:st a :Statement ; :speaker i:ada .
            mentions: { i:st: { description: said }, i:ada: { anaphor: She, of: Ada Alm } }
          - id: not-singing
            par: 1
            within: said
            polarity: denied
            phase: future
            certainty: hedged
            trigger: would not sing
            says: i:song a :Event ; :participant i:bo .
            mentions: { i:song: { description: sing }, i:bo: Berg }
          - id: second
            par: 2
            phase: future
            trigger: planned
            says: i:plan a :Plan .
            mentions: { i:plan: { implied: the host's } }
          - id: guests
            par: 2
            within: second
            phase: future
            trigger: guests
            says: i:ada :admires i:bo .
            mentions: { i:ada: Alm, i:bo: Berg }
        """;

    [Fact]
    public void CountsWhatTheClaimsSay()
    {
        using var project = new SmallProject(Claims);
        Assert.Empty(project.Build().Findings);
        using QueryEngine engine = QueryEngine.Open();
        engine.Load([project.Layout.OntologyFile, project.Layout.GraphFolder], ct: TestContext.Current.CancellationToken);
        engine.LoadText("""
            PREFIX : <https://w3id.org/secoop/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            :Statement rdfs:label "statement"@en . :Intention rdfs:label "intention"@en , "ниет"@kk . :Plan rdfs:label "plan"@en .
            """);

        ClaimStatistics statistics = ClaimStatistics.Of(engine, TestContext.Current.CancellationToken);

        Assert.Equal(["tale"], statistics.Sources);
        Assert.Equal(
            [
                "claims in all 4", "claims that hold 1", "context the article's own voice 2", "context intention 1", "context statement 1",
                "polarity asserted 3", "polarity denied 1", "phase future 3", "phase done 1", "certainty plain 3", "certainty hedged 1",
                "mentions name 3", "mentions description 2", "mentions anaphor 1", "mentions implied 1", "names beside the claims name 5",
            ],
            statistics.Rows.Select(row => $"{row.Group} {row.Name} {row.Total}"));
        Assert.Equal(1 / 7.0, statistics.ImpliedShare(0), 6);
        Assert.EndsWith("| share of implied mentions | 14.3 % | 14.3 % |\n", statistics.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedStatistics_AreThoseOfTheGuide()
    {
        const string begin = "<!-- kg stats --format markdown -->\n";
        const string end = "<!-- end of kg stats -->";
        KnowledgeLayout layout = KnowledgeLayout.Find(AppContext.BaseDirectory)!;
        string path = Path.Combine(layout.Root, "data", "README.md");
        string guide = File.ReadAllText(path);
        int from = guide.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = guide.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= begin.Length && to > from, $"{path} has no table between '{begin.Trim()}' and '{end}'");

        string table = Shipped(layout).ToMarkdown();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, $"{guide[..from]}\n{table}\n{guide[to..]}");
            return;
        }

        Assert.True(guide[from..to].Trim('\n') + "\n" == table, $"data/README.md is not what `kg stats --format markdown` prints now (UPDATE_GOLDEN=1 writes it):\n\n{table}");
    }

    // Two roads to the same numbers: the graph that ships, and what is written by hand.
    [Fact]
    public void ShippedStatistics_AreThoseOfTheSources()
    {
        KnowledgeLayout layout = KnowledgeLayout.Find(AppContext.BaseDirectory)!;
        KnowledgeBase known = KnowledgeBase.Read(layout, null, locate: false, [], TestContext.Current.CancellationToken);
        ClaimStatistics statistics = Shipped(layout);

        Assert.NotEmpty(known.Sources);
        Assert.Equal(known.Sources.Select(source => source.File.Id), statistics.Sources);
        Assert.Equal(known.Sources.Select(source => source.Claims.Length), Row("claims", "in all").Counts);
        Assert.Equal(known.Sources.Select(source => source.Claims.Count(claim => claim.Holds)), Row("claims", "that hold").Counts);
        Assert.Equal(
            known.Sources.Select(source => source.Claims.Count(claim => claim.Within is null)), Row("context", "the article's own voice").Counts);
        Assert.Equal(known.Sources.Select(source => source.Claims.Length), Sums("context"));
        Assert.Equal(known.Sources.Select(source => source.Claims.Length), Sums("phase"));

        ClaimCount Row(string group, string name) => statistics.Rows.Single(row => row.Group == group && row.Name == name);

        IEnumerable<int> Sums(string group) =>
            statistics.Sources.Select((_, index) => statistics.Rows.Where(row => row.Group == group).Sum(row => row.Counts[index]));
    }

    private static ClaimStatistics Shipped(KnowledgeLayout layout)
    {
        using QueryEngine engine = QueryEngine.Open();
        engine.Load(layout.DatasetFiles, ct: TestContext.Current.CancellationToken);
        return ClaimStatistics.Of(engine, TestContext.Current.CancellationToken);
    }
}
