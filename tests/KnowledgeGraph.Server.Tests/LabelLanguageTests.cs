using System.Net;
using System.Text.Json;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Labels in the language of the reader where one goes from thing to thing, along time, and to the evidence.</summary>
public sealed class LabelLanguageTests(ShippedHost shipped)
{
    private const string Things = "https://w3id.org/secoop/id/";

    private const string Edge =
        "/explore/edge?subject=" + Things + "refusal-kz-longbow-lancer-2009&predicate=https://w3id.org/secoop/ontology%23actor&object=" + Things
        + "kazakhstan";

    private const string Evidence =
        "/evidence?query=SELECT%20*%20%7B%20?refusal%20%3Chttps://w3id.org/secoop/ontology%23actor%3E%20?who%20%7D&row="
        + "%7B%22who%22%3A%7B%22type%22%3A%22uri%22%2C%22value%22%3A%22" + Things + "kazakhstan%22%7D%2C%22refusal%22%3A%7B%22type%22%3A%22uri%22"
        + "%2C%22value%22%3A%22" + Things + "refusal-kz-longbow-lancer-2009%22%7D%7D";

    private RunningHost Host => shipped.Host;

    [Theory]
    [InlineData("/explore?iri=" + Things + "nato", "действующее лицо")]
    [InlineData("/explore?q=longbow", "отказ")]
    [InlineData(Edge, "Казахстан")]
    [InlineData("/timeline", "членство")]
    [InlineData("/disagreements", "Казахстан")]
    [InlineData(Evidence, "Казахстан")]
    public async Task ThePageHasTheLabelsOfTheReader_AndSaysInWhichLanguageTheyAre(string address, string russian)
    {
        using var plain = await Host.GetAsync(address, "Accept: text/html");
        using var accepted = await Host.GetAsync(address, "Accept: text/html", "Accept-Language: ru, en;q=0.5");
        using var asked = await Host.GetAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&lang=ru" : "?lang=ru"), "Accept: text/html");

        Assert.All((HttpResponseMessage[])[plain, accepted, asked], response =>
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("Accept-Language", response.Headers.Vary);
        });
        Assert.DoesNotContain($"lang=\"ru\">{russian}<", await TextAsync(plain), StringComparison.Ordinal);
        Assert.Contains($"lang=\"ru\">{russian}<", await TextAsync(accepted), StringComparison.Ordinal);
        Assert.Contains($"lang=\"ru\">{russian}<", await TextAsync(asked), StringComparison.Ordinal);
        Assert.True(plain.Headers.ETag is null || !plain.Headers.ETag.Equals(accepted.Headers.ETag));
    }

    [Fact]
    public async Task TheAddressesOfAnAnswerKeepTheLanguageAskedFor()
    {
        using var answer = await JsonAsync("/explore/neighbours?iri=" + Things + "kazakhstan&lang=kk");
        var node = answer.RootElement.GetProperty("node");
        Assert.Equal(("Қазақстан", "kk"), (node.GetProperty("label").GetString(), node.GetProperty("language").GetString()));
        var group = answer.RootElement.GetProperty("facts").EnumerateArray().First(one => one.GetProperty("next").GetString() is not null);

        using var next = await JsonAsync(group.GetProperty("next").GetString()!);
        using var edge = await JsonAsync(group.GetProperty("edges")[0].GetProperty("evidence").GetString()!);

        Assert.Equal("Қазақстан", next.RootElement.GetProperty("node").GetProperty("label").GetString());
        Assert.Contains(
            "Қазақстан", (string?[])[.. ((string[])["subject", "object"]).Select(end => edge.RootElement.GetProperty(end).GetProperty("label").GetString())]);
    }

    [Fact]
    public async Task WithoutALabelInTheLanguage_TheEnglishOneIsTaken()
    {
        using var answer = await JsonAsync("/explore/neighbours?iri=" + Things + "kazakhstan&lang=fi");
        Assert.Equal("Kazakhstan", answer.RootElement.GetProperty("node").GetProperty("label").GetString());
        Assert.False(answer.RootElement.GetProperty("node").TryGetProperty("language", out _));

        using var wrong = await Host.GetAsync("/timeline?lang=no+tag", "Accept: application/json");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private static async Task<string> TextAsync(HttpResponseMessage response) =>
        WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private async Task<JsonDocument> JsonAsync(string address)
    {
        using var response = await Host.GetAsync(address, "Accept: application/json");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
