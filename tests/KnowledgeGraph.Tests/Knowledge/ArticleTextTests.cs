using System.Text;
using KnowledgeGraph.Knowledge.Text;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class ArticleTextTests
{
    [Fact]
    public void CountsNonEmptyLines_WhenThereIsAHeader()
    {
        ArticleText text = Parse("Title\nBy: Nobody\n\nfirst\n\n  \nsecond\n", headerLines: 2);

        Assert.Equal([0, 1, 2], text.Paragraphs.Select(each => each.Number));
        Assert.Equal(["Title\nBy: Nobody", "first", "second"], text.Paragraphs.Select(each => text.Slice(each.Span)));
    }

    [Fact]
    public void NumbersParagraphsByLineOfTheFile_WhenThereIsNoHeader()
    {
        ArticleText text = Parse("one\n\nthree", headerLines: 0);

        Assert.Equal([1, 3], text.Paragraphs.Select(each => each.Number));
    }

    [Fact]
    public void CountsCodePoints_WhenTextHasSurrogatePairs()
    {
        ArticleText text = Parse("😀😀 tea", headerLines: 0);

        Assert.Equal(new TextSpan(3, 6), Assert.Single(text.Occurrences("tea", text.Paragraphs[0].Span)));
        Assert.Equal(6, text.Length);
    }

    [Fact]
    public void LeavesCarriageReturnOutOfParagraph()
    {
        ArticleText text = Parse("one\r\ntwo\r\n", headerLines: 0);

        Assert.Equal("one", text.Slice(text.Paragraphs[0].Span));
    }

    [Theory]
    [InlineData("Oz's", "Oz’s", 1)]
    [InlineData("\"tea\"", "“tea”", 1)]
    [InlineData("Kaz", "Kazan", 0)]
    [InlineData("Alliance", "Alliance3 Alliance", 2)]
    [InlineData("2", "12 2", 1)]
    [InlineData("tea", "Tea", 0)]
    [InlineData("a a", "a a a", 2)]
    public void FindsWholeWords_WithQuotesFolded(string surface, string line, int expected)
    {
        ArticleText text = Parse(line, headerLines: 0);

        Assert.Equal(expected, text.Occurrences(surface, text.Paragraphs[0].Span).Length);
    }

    [Fact]
    public void TellsLongerWords_WhenSurfaceIsAPartOfThem()
    {
        ArticleText text = Parse("The Kazakhs of Kazakhstan", headerLines: 0);

        Assert.Equal(["Kazakhs", "Kazakhstan"], text.WordsAround("Kazakh", text.Paragraphs[0].Span));
    }

    [Fact]
    public void HashesTheBytes()
    {
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Parse("abc", headerLines: 0).Sha256);
    }

    [Fact]
    public void RefusesBytesThatAreNotUtf8()
    {
        Assert.Throws<DecoderFallbackException>(() => ArticleText.Parse([0x61, 0xFF], 0));
    }

    private static ArticleText Parse(string text, int headerLines) => ArticleText.Parse(Encoding.UTF8.GetBytes(text), headerLines);
}
