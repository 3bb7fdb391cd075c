using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Comparison;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Every canned query with its defaults against the answer written by hand from the articles, over HTTP.</summary>
public sealed class GoldenAnswerTests(ShippedHost shipped)
{
    public static TheoryData<string> Queries => [.. ProjectFolder.QueryNames];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task GivesTheAnswerWrittenFromTheArticles(string name)
    {
        var expected = Golden(name);

        var response = await shipped.Host.GetAsync("/queries/" + name, "Accept: text/tab-separated-values");

        var actual = await response.TableAsync();
        Assert.Equal(expected.Variables.Select(variable => variable.Name), actual.Variables.Select(variable => variable.Name));
        Assert.True(
            SolutionTables.AreEqual(expected.Rows, actual.Rows),
            name + ": " + SolutionTables.Difference(expected.Rows, actual.Rows));
    }

    [Fact]
    public void EveryGoldenAnswerHasItsQuery()
    {
        var golden = Directory.EnumerateFiles(ProjectFolder.Golden, "*.tsv").Select(file => Path.GetFileNameWithoutExtension(file));

        Assert.Equal(ProjectFolder.QueryNames, golden.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ThereAreAtLeastTwentyFive() => Assert.True(ProjectFolder.QueryNames.Count >= 25);

    private static SolutionTable Golden(string name)
    {
        using var file = File.OpenRead(Path.Combine(ProjectFolder.Golden, name + ".tsv"));
        return SolutionReader.Read(file, ResultFormat.Tsv);
    }
}
