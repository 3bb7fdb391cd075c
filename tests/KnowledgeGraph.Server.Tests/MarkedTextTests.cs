using System.Text;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Texts divided at the borders of evidence.</summary>
public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("", "|abcdefghij")]
    [InlineData("1:2-5", "|ab 1|cde^1 |fghij")]
    [InlineData("1:0-10", "1|abcdefghij^1")]
    [InlineData("1:0-8 2:2-4", "1|ab 2|cd^2 1|efgh^1 |ij")]
    [InlineData("1:0-6 2:4-9", "1|abcd 2|ef^1 2|ghi^2 |j")]
    [InlineData("1:0-3 2:0-3", "1|abc^1^2 |defghij")]
    [InlineData("1:0-2 1:6-8", "1|ab^1 |cdef 1|gh^1 |ij")]
    [InlineData("1:7-30", "|abcdefg 1|hij^1")]
    [InlineData("1:4-4 2:20-30", "|abcdefghij")]
    public void DividesAtEveryBorder(string evidence, string expected) => Assert.Equal(expected, Text(evidence, ""));

    [Fact]
    public void TellsTheWordsThatCarryTheRelation() => Assert.Equal("1|ab 1|cd! 1|ef^1 |ghij", Text("1:0-6", "2-4"));

    [Fact]
    public void CountsCodePoints()
    {
        var text = ArticleText.Parse(Encoding.UTF8.GetBytes("𝒜𝒷c"), 0);
        var claim = new SourceClaim(1, new Iri("http://e/c"), [new TextSpan(1, 2)]);
        var segments = MarkedText.Segments(text, text.Paragraphs[0].Span, [claim], []);
        Assert.Equal(["𝒜", "𝒷", "c"], segments.Select(segment => segment.Text));
    }

    private static string Text(string evidence, string triggers)
    {
        var text = ArticleText.Parse("abcdefghij"u8.ToArray(), 0);
        var claims = evidence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':'))
            .GroupBy(part => part[0], part => Span(part[1]))
            .Select(group => new SourceClaim(int.Parse(group.Key, null), new Iri("http://e/" + group.Key), [.. group])).ToList();
        var segments = MarkedText.Segments(
            text, text.Paragraphs[0].Span, claims, [.. triggers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Span)]);
        Assert.Equal("abcdefghij", string.Concat(segments.Select(segment => segment.Text)));
        return string.Join(' ', segments.Select(Text));
    }

    private static string Text(TextSegment segment)
    {
        var ends = string.Concat(segment.Ends.Select(end => "^" + end.Number));
        return $"{segment.Claim?.Number}|{segment.Text}{ends}{(segment.IsTrigger ? "!" : "")}";
    }

    private static TextSpan Span(string text) => new(int.Parse(text.Split('-')[0], null), int.Parse(text.Split('-')[1], null));
}
