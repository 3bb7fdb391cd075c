using System.Globalization;
using KnowledgeGraph.Knowledge;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class SpanLocatorTests
{
    [Theory]
    [InlineData("trigger: danced", "'danced' does not stand in paragraph 1")]
    [InlineData("trigger: drank", "it stands in paragraph 2: write par: 2")]
    [InlineData("trigger: Ber", "it is part of 'Berg': write the words as printed")]
    [InlineData("trigger: Berg", "'Berg' stands twice in paragraph 1")]
    [InlineData("trigger: { text: Berg, nth: 3 }", "nth: 3 is too much")]
    [InlineData("trigger: { text: met, par: 9 }", "the article has no paragraph 9; it has 0 to 2")]
    public void TellsWhatToDo_WhenTriggerIsNotFound(string trigger, string message)
    {
        using var project = new SmallProject($"claims:\n  - id: a\n    par: 1\n    {trigger}\n    says: i:ada :admires i:bo .\n    mentions: {{ i:ada: Ada Alm, i:bo: Bo Berg }}\n");

        Finding finding = Assert.Single(project.Build().Findings);

        Assert.Equal(FindingKind.Locating, finding.Kind);
        Assert.Contains(message, finding.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, finding.Position!.Value.Line);
    }

    [Theory]
    [InlineData("said", "Berg", "said that Berg")]
    [InlineData("met", "Berg", "met Bo Berg")]
    [InlineData("met", "{ name: Berg, nth: 2 }", "said that Berg")]
    public void TakesOccurrenceNearestToTrigger_UnlessNumbered(string trigger, string mention, string context)
    {
        using var project = new SmallProject($"claims:\n  - id: a\n    par: 1\n    trigger: {trigger}\n    says: i:ada :admires i:bo .\n    mentions: {{ i:ada: Ada Alm, i:bo: {mention} }}\n");

        Assert.Empty(project.Build().Findings);
        string line = File.ReadLines(Path.ChangeExtension(project.SourceFile, ".spans.tsv")).Single(each => each.Contains("mention i:bo", StringComparison.Ordinal));
        int end = int.Parse(line.Split('\t')[4], CultureInfo.InvariantCulture);
        Assert.Equal(SmallProject.Article.IndexOf(context, StringComparison.Ordinal) + context.Length, end);
    }

    [Fact]
    public void FoldsQuotes_AndKeepsWhatIsPrinted()
    {
        using var project = new SmallProject("claims:\n  - id: a\n    par: 1\n    trigger: \"'tea'\"\n    says: i:ada :admires i:bo .\n    mentions: { i:ada: Ada Alm, i:bo: Bo Berg }\n");

        Assert.Empty(project.Build().Findings);
        Assert.Contains("\t‘tea’\n", File.ReadAllText(Path.ChangeExtension(project.SourceFile, ".spans.tsv")), StringComparison.Ordinal);
    }
}
