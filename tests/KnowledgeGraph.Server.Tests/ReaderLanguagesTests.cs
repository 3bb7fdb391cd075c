using KnowledgeGraph.Server.Http;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Which of several languages a reader gets.</summary>
public sealed class ReaderLanguagesTests
{
    [Theory]
    [InlineData("", "kk kk-Latn en ru -", "en")]
    [InlineData("ru", "en ru", "ru")]
    [InlineData("ru-KZ, en;q=0.5", "en ru", "ru")]
    [InlineData("en;q=0.5, kk", "en kk kk-Latn", "kk")]
    [InlineData("kk-Latn-KZ", "en kk kk-Latn", "kk-Latn")]
    [InlineData("kk-Latn", "en kk", "kk")]
    [InlineData("kk", "en kk-Latn", "kk-Latn")]
    [InlineData("fr", "ru en -", "en")]
    [InlineData("fr", "ru -", "-")]
    [InlineData("fr", "ru", "ru")]
    [InlineData("ru;q=0, kk", "ru kk", "kk")]
    [InlineData("*", "ru en", "en")]
    [InlineData("RU", "en ru", "ru")]
    [InlineData("nonsense;;q=x", "en ru", "en")]
    public void ChoosesWhatMeetsTheReader(string accept, string tags, string chosen) =>
        Assert.Equal(chosen, Best(Request(accept, ""), tags));

    [Fact]
    public void TheParameterComesFirst() => Assert.Equal("ru", Best(Request("kk, en", "?lang=ru"), "en kk ru"));

    [Theory]
    [InlineData("?lang=a%20b")]
    [InlineData("?lang=ru&lang=kk")]
    [InlineData("?lang=-")]
    public void RefusesWhatIsNoTag(string query) => Assert.Throws<ProblemException>(() => ReaderLanguages.Of(Request("", query)));

    private static string Best(HttpRequest request, string tags)
    {
        var languages = ReaderLanguages.Of(request);
        return tags.Split(' ').MinBy(tag => languages.Rank(tag == "-" ? null : tag))!;
    }

    private static HttpRequest Request(string accept, string query)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = accept;
        request.QueryString = new QueryString(query);
        return request;
    }
}
