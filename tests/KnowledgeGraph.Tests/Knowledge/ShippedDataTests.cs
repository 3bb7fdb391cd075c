using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Knowledge.Build;
using KnowledgeGraph.Knowledge.Verification;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Knowledge;

/// <summary>The data that ships: it is what the build makes of it, and, where the articles are at hand, it is proved by them.</summary>
public sealed class ShippedDataTests
{
    private static readonly KnowledgeLayout s_layout = KnowledgeLayout.Find(AppContext.BaseDirectory)
        ?? throw new DirectoryNotFoundException("no data folder above the tests");

    [Fact]
    public void GraphIsByteForByteWhatTheBuildMakes_WithoutTheArticles()
    {
        BuildResult result = GraphBuilder.Build(new BuildOptions { Layout = s_layout, Check = true }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(result.Findings);
        Assert.Empty(result.Changed);
        Assert.True(result.Claims >= 250, $"{result.Claims} claims are fewer than promised");
    }

    [Fact]
    public void EverySpanNameAndValueIsProved_WhenTheArticlesAreAtHand()
    {
        string articles = Articles();
        KnowledgeBase known = KnowledgeBase.Read(s_layout, articles, locate: false, [], TestContext.Current.CancellationToken);

        Assert.Empty(known.Findings);
        Assert.All(known.Sources, source => Assert.Empty(Verifier.Verify(source, known.Texts[source.File.Id], known.Register).Findings));
    }

    [Fact]
    public void PlacesAreThoseFoundInTheArticles_WhenTheArticlesAreAtHand()
    {
        var options = new BuildOptions { Layout = s_layout, ArticlesFolder = Articles(), Check = true };

        BuildResult result = GraphBuilder.Build(options, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(result.Findings);
        Assert.Empty(result.Changed);
    }

    [Fact]
    public void NoDenialOrPlanIsAFact()
    {
        KnowledgeBase known = KnowledgeBase.Read(s_layout, null, locate: false, [], TestContext.Current.CancellationToken);
        HashSet<Triple> facts = [.. DerivedGraph.Facts(known.Sources)];
        HashSet<Triple> held = [.. known.Sources.SelectMany(source => source.Claims).Where(claim => claim.Holds).SelectMany(claim => claim.Entry.Says)];

        Assert.All(
            known.Sources.SelectMany(source => source.Claims).Where(claim => !claim.Holds).SelectMany(claim => claim.Entry.Says),
            triple => Assert.True(!facts.Contains(triple) || held.Contains(triple), $"{triple.Subject} {triple.Predicate} {triple.Object}"));
        Assert.NotEmpty(facts);
    }

    private static string Articles()
    {
        string folder = Environment.GetEnvironmentVariable("KG_ARTICLES") is { Length: > 0 } named
            ? named
            : Path.Combine(s_layout.Root, "..", "shared", "articles");
        if (!Directory.Exists(folder))
        {
            Assert.Skip($"the articles are not at hand: set KG_ARTICLES to their folder (looked in {folder}); NO SPAN WAS PROVED");
        }

        return folder;
    }
}
