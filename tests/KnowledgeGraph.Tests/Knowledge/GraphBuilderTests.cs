using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Build;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class GraphBuilderTests
{
    private const string Claims = """
        citations:
          - { id: post, outlet: i:oz-post, date: "2020-05-05", scope: sentence, par: 1, text: "Oz Post, May 5" }
        claims:
          - id: met
            par: 1
            trigger: met
            cites: post
            dateBasis: fromVolume
            says: |
              i:m a :Meeting ; :participant i:ada , i:bo ; :earliest "2020-05-04"^^xsd:date .
            mentions:
              i:m: { description: met }
              i:ada: Ada Alm
              i:bo: Bo Berg
              "2020-05-04": { value: May 4 }
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
            trigger: would not sing
            says: i:song a :Event ; :participant i:bo .
            mentions: { i:song: { description: sing }, i:bo: Berg }
          - id: second
            par: 2
            phase: future
            trigger: planned
            says: i:m2 a :Meeting .
            mentions: { i:m2: { description: second meeting } }
        """;

    [Fact]
    public void DerivesFactsOfClaimsThatHold_AndNothingElse()
    {
        using var project = new SmallProject(Claims);

        BuildResult result = project.Build();

        Assert.Empty(result.Findings);
        Assert.Equal((4, 2, 6), (result.Claims, result.HoldingClaims, result.Facts));
        string facts = project.GraphFile("facts.ttl");
        Assert.Contains("i:m a :Meeting", facts, StringComparison.Ordinal);
        Assert.Contains("i:st a :Statement", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("i:song", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("i:m2", facts, StringComparison.Ordinal);
    }

    [Fact]
    public void CallsNodesUnrealised_WhenNoTypeOfTheirsIsAFact()
    {
        using var project = new SmallProject(Claims);
        project.Build();

        string derived = project.GraphFile("derived.ttl");
        Assert.Contains("i:song a :Unrealised ;\n    :wouldBe :Event .", derived, StringComparison.Ordinal);
        Assert.Contains("i:m2 a :Unrealised ;\n    :wouldBe :Meeting .", derived, StringComparison.Ordinal);
        Assert.DoesNotContain("i:m a", derived, StringComparison.Ordinal);
        Assert.Contains("i:m :earliestDay 18386 .", derived, StringComparison.Ordinal);
    }

    [Fact]
    public void TracesShortcutsToTheirNodes()
    {
        using var project = new SmallProject(Claims);
        project.Build();

        Assert.Contains(":metWith i:bo", project.GraphFile("derived.ttl"), StringComparison.Ordinal);
        Assert.Contains("rdf:reifies <<( i:ada :metWith i:bo )>> ;\n        prov:wasDerivedFrom i:m .", project.GraphFile("shortcuts.trig"), StringComparison.Ordinal);
    }

    [Fact]
    public void WritesClaimWithItsPlacesIntoTheGraphOfItsSource()
    {
        using var project = new SmallProject(Claims);
        project.Build();

        string graph = project.GraphFile("tale.trig");
        foreach (string expected in new[]
        {
            "GRAPH s:tale {", "c:not-singing a :Claim", "<<( i:song a :Event )>>", ":polarity :denied", ":phase :future", ":within c:said",
            ":cites cit:post", ":mentionKind :AnaphorMention", ":surface \"She\"", ":scope :SentenceScope", "oa:start ", ":dateBasis :fromVolume",
        })
        {
            Assert.Contains(expected, graph, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void MakesTheSameBytes_WithoutTheArticle()
    {
        using var project = new SmallProject(Claims);
        BuildResult first = project.Build();

        BuildResult second = project.Build(withArticles: false);

        Assert.Empty(second.Findings);
        Assert.Empty(second.Changed);
        Assert.All(second.Files, file => Assert.Equal(first.Files[file.Key], file.Value));
    }

    [Fact]
    public void AsksForTheArticle_WhenAClaimWasChanged()
    {
        using var project = new SmallProject(Claims);
        project.Build();
        project.WriteSource(Claims.Replace("trigger: met", "trigger: Alm met", StringComparison.Ordinal));

        BuildResult result = project.Build(withArticles: false);

        Assert.Contains("claim met trigger 1", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
        Assert.Contains("kg build --articles", result.Findings[0].Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void AsksForTheArticle_WhenNoPlacesAreKept()
    {
        using var project = new SmallProject(Claims);

        Finding finding = Assert.Single(project.Build(withArticles: false).Findings);

        Assert.Contains("tale.spans.tsv is missing", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WritesNothing_WhenAnythingIsWrong()
    {
        using var project = new SmallProject(Claims);
        project.Build();
        string[] before = Snapshot(project);
        project.WriteSource(Claims.Replace(":speaker", ":speeker", StringComparison.Ordinal));

        BuildResult result = project.Build();

        Assert.Contains("did you mean :speaker?", Assert.Single(result.Findings).Hint, StringComparison.Ordinal);
        Assert.Equal(before, Snapshot(project));
    }

    [Fact]
    public void WritesNothing_WhenCheckingOnly()
    {
        using var project = new SmallProject(Claims);

        BuildResult result = project.Build(check: true);

        Assert.NotEmpty(result.Changed);
        Assert.False(Directory.Exists(project.Layout.GraphFolder));
    }

    [Fact]
    public void DeletesFilesThatAreNoLongerMade()
    {
        using var project = new SmallProject(Claims);
        project.Build();
        string stale = Path.Combine(project.Layout.GraphFolder, "gone.trig");
        File.WriteAllText(stale, "");

        BuildResult result = project.Build();

        Assert.Equal([Path.Combine("data", "graph", "gone.trig")], result.Changed);
        Assert.False(File.Exists(stale));
    }

    [Fact]
    public void Refuses_WhenTheArticleIsAnother()
    {
        using var project = new SmallProject(Claims);
        File.AppendAllText(project.ArticleFile, "\nMore.\n");

        Assert.Equal(FindingKind.Hash, Assert.Single(project.Build().Findings).Kind);
    }

    private static string[] Snapshot(SmallProject project) =>
        [.. Directory.EnumerateFiles(project.Layout.GraphFolder).Order(StringComparer.Ordinal).Select(path => $"{path}\n{File.ReadAllText(path)}")];
}
