using System.Text.Json;
using KnowledgeGraph.Tests.Knowledge;

namespace KnowledgeGraph.Tests.Cli;

/// <summary><c>kg stats</c> and <c>kg verify</c> as processes.</summary>
public sealed class KgStatsTests
{
    private const string Claims = """
        claims:
          - id: admires
            par: 1
            trigger: met
            says: i:ada :admires i:bo .
            mentions: { i:ada: Ada Alm, i:bo: Bo Berg }
        """;

    [Fact]
    public void StatsHaveTheClaims_InEachFormat()
    {
        using var project = new SmallProject(Claims);
        Assert.Equal(0, KgTests.Run("build", "--root", project.Folder, "--articles", project.Articles).ExitCode);

        string text = KgTests.Run("stats", "--root", project.Folder).Output;
        string tsv = KgTests.Run("stats", "--root", project.Folder, "--format", "tsv").Output;
        string markdown = KgTests.Run("stats", "--root", project.Folder, "--format", "markdown").Output;
        using JsonDocument json = JsonDocument.Parse(KgTests.Run("stats", "--root", project.Folder, "--format", "json").Output);

        Assert.Contains("\nclaims and mentions by source\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\n  mentions: name +2 +2\n", text);
        Assert.StartsWith("counted\twhat\tsource\tcount\n", tsv, StringComparison.Ordinal);
        Assert.Contains("\nmentions\tname\ttale\t2\n", tsv, StringComparison.Ordinal);
        Assert.StartsWith("|  | all | tale |\n| --- | ---: | ---: |\n| claims in all | 1 | 1 |\n", markdown, StringComparison.Ordinal);
        JsonElement tale = json.RootElement.GetProperty("sources").GetProperty("tale");
        Assert.Equal(2, tale.GetProperty("mentions").GetProperty("name").GetInt32());
        Assert.Equal(6, tale.GetProperty("names beside the claims").GetProperty("name").GetInt32());
    }

    [Fact]
    public void StatsOfOtherData_HaveNoClaims()
    {
        using var file = new KgTests.TemporaryFile(".ttl", "<http://x/a> a <http://x/C> .");

        KgTests.Result stats = KgTests.Run("stats", "--data", file.Path);

        Assert.Equal(0, stats.ExitCode);
        Assert.Contains("classes\n  1\t<http://x/C>\n", stats.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("claims", stats.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void StatsRefuseAnotherFormat()
    {
        KgTests.Result stats = KgTests.Run("stats", "--format", "pdf");

        Assert.Equal(2, stats.ExitCode);
        Assert.Contains("'pdf' is none of text, tsv, json, markdown", stats.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyPrintsTheMentionsByKind_AndFailsWhenTooManyAreImplied()
    {
        using var project = new SmallProject(Claims.Replace("i:bo: Bo Berg", "i:bo: { implied: everybody knows }", StringComparison.Ordinal));
        Assert.Equal(0, KgTests.Run("build", "--root", project.Folder, "--articles", project.Articles).ExitCode);

        KgTests.Result verify = KgTests.Run("verify", "--root", project.Folder, "--articles", project.Articles);

        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("2 mentions (name 1, implied 1)", verify.Output, StringComparison.Ordinal);
        Assert.Contains("registered names in the text 8, of these 1 in claims and citations, 7 mentioned beside them", verify.Output, StringComparison.Ordinal);
        Assert.Contains("implied: 50.0 % of the mentions are implied; at most 5 % may be", verify.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyFails_WhenANameHasNoMention()
    {
        using var project = new SmallProject(Claims);
        Assert.Equal(0, KgTests.Run("build", "--root", project.Folder, "--articles", project.Articles).ExitCode);
        string path = Path.ChangeExtension(project.SourceFile, ".spans.tsv");
        File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.StartsWith("name i:oz ", StringComparison.Ordinal)));

        KgTests.Result verify = KgTests.Run("verify", "--root", project.Folder, "--articles", project.Articles);

        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("tale.yaml:5:5: coverage: 'Oz' at 49-51", verify.Error, StringComparison.Ordinal);
        Assert.Equal(2, KgTests.Run("verify", "--root", project.Folder, "--articles", project.Folder + "-none").ExitCode);
    }
}
