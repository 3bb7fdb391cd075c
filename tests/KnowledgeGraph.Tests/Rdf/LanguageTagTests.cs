using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Rdf;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("en-GB")]
    [InlineData("kk-Cyrl-KZ")]
    [InlineData("x-private")]
    [InlineData("de-1996")]
    [InlineData("i")]
    public void AcceptsTag(string tag) => Assert.True(LanguageTag.IsWellFormed(tag));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("en-")]
    [InlineData("-en")]
    [InlineData("en--ltr")]
    [InlineData("1en")]
    [InlineData("en_GB")]
    [InlineData("abcdefghi")]
    [InlineData("en-abcdefghi")]
    [InlineData("é")]
    public void RejectsWhatIsNoTag(string tag) => Assert.False(LanguageTag.IsWellFormed(tag));
}
