using System.Net;
using System.Text.Json;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Things by their name.</summary>
public sealed class SearchTests(ShippedHost shipped)
{
    private const string Things = "https://w3id.org/secoop/id/";
    private const string Json = "Accept: application/json";

    private RunningHost Host => shipped.Host;

    [Theory]
    [InlineData("Nazarbayev", "en", "alias", "exact")]
    [InlineData("Nazarbaev", "en", "alias", "exact")]
    [InlineData("Назарбаев", "ru", "label", "word")]
    [InlineData("nursultan nazarbajev", "en", "label", "typo")]
    [InlineData("Нұрсұлтан", "kk", "label", "prefix")]
    public async Task APersonIsFoundInEveryScript_AndTheAnswerSaysByWhichName(string text, string language, string source, string how)
    {
        var first = (await FindAsync("q=" + Uri.EscapeDataString(text)))[0];

        Assert.Equal(Things + "nursultan-nazarbayev", first.GetProperty("iri").GetString());
        Assert.Equal("Nursultan Nazarbayev", first.GetProperty("label").GetString());
        Assert.Equal("/id/nursultan-nazarbayev", first.GetProperty("page").GetString());
        var matched = first.GetProperty("matched");
        Assert.Equal((language, source, how), (matched.GetProperty("language").GetString()!, matched.GetProperty("source").GetString()!, matched.GetProperty("how").GetString()!));
        Assert.Equal("person", first.GetProperty("types")[0].GetProperty("label").GetString());
        Assert.InRange(first.GetProperty("score").GetDouble(), 0.4, 1);
    }

    [Fact]
    public async Task TypeAndLimitConfineTheAnswer()
    {
        var actors = await FindAsync("q=kazakhstan&limit=5&type=" + Uri.EscapeDataString("https://w3id.org/secoop/ontology#Actor"));
        var programmes = await FindAsync("q=kazakhstan&limit=5&type=" + Uri.EscapeDataString("https://w3id.org/secoop/ontology#Program"));

        Assert.Equal(Things + "kazakhstan", actors[0].GetProperty("iri").GetString());
        Assert.InRange(actors.Count, 2, 5);
        Assert.DoesNotContain(programmes, thing => thing.GetProperty("iri").GetString() == Things + "kazakhstan");
    }

    [Fact]
    public async Task WhatIsWritten_IsFound()
    {
        await using var host = await WritableHost.StartAsync();
        async Task<List<string>> Found(string text)
        {
            for (var i = 0; ; i++)
            {
                using var response = await host.GetAsync("/search?q=" + text, Json);
                var answer = JsonDocument.Parse(await response.TextAsync()).RootElement;
                // An answer of an earlier state says so, and has no tag that would speak for the present one.
                Assert.Equal(answer.GetProperty("current").GetBoolean(), response.Headers.ETag is not null);
                if (answer.GetProperty("current").GetBoolean() || i == 100)
                {
                    Assert.True(i < 100);
                    return [.. answer.GetProperty("results").EnumerateArray().Select(thing => thing.GetProperty("iri").GetString()!)];
                }

                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        Assert.Empty(await Found("altair"));
        foreach (var i in Enumerable.Range(0, 3))
        {
            await host.UpdateAsync($"INSERT DATA {{ <urn:s{i}> <http://www.w3.org/2000/01/rdf-schema#label> \"Altair {i}\" }}");
            Assert.Equal(i + 1, (await Found("altair")).Count);
        }

        await host.UpdateAsync("DELETE WHERE { <urn:s1> ?p ?o }");
        Assert.Equal(["urn:s0", "urn:s2"], (await Found("altair")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnIriFindsItself()
    {
        var one = Assert.Single(await FindAsync("q=" + Uri.EscapeDataString(Things + "kazakhstan")));
        Assert.Equal("iri", one.GetProperty("matched").GetProperty("source").GetString());
        Assert.Empty(await FindAsync("q=" + Uri.EscapeDataString(Things + "nowhere-land")));
    }

    [Theory]
    [InlineData("", "'q' is missing")]
    [InlineData("q=a&q=b", "given 2 times")]
    [InlineData("q=a&limit=0", "from 1 to 100")]
    [InlineData("q=a&limit=101", "from 1 to 100")]
    [InlineData("q=a&type=person", "IRI of a class")]
    public async Task AWrongParameter_IsNamed(string parameters, string words)
    {
        using var response = await Host.GetAsync("/search?" + parameters, Json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLongAText_IsRefused()
    {
        using var response = await Host.GetAsync("/search?q=" + new string('a', 201), Json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("ru", "Нурсултан Назарбаев")]
    [InlineData("kk-Latn, en;q=0.5", "Nūrsūltan Nazarbaev")]
    [InlineData("fi", "Nursultan Nazarbayev")]
    public async Task LabelsComeInTheReadersLanguage(string languages, string label)
    {
        using var response = await Host.GetAsync("/search?q=nazarbayev&limit=1", Json, "Accept-Language: " + languages);
        var one = Assert.Single(Results(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));

        Assert.Equal(label, one.GetProperty("label").GetString());
        Assert.Equal("Nazarbayev", one.GetProperty("matched").GetProperty("text").GetString());
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task ThePageListsTheSame()
    {
        using var response = await Host.GetAsync("/search?q=Akhmetov", "Accept: text/html");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<a href=\"/id/daniyal-akhmetov\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Akhmetov\"", page, StringComparison.Ordinal);
        using var other = await Host.GetAsync("/search?q=Nazarbaev", "Accept: text/html");
        Assert.Matches("alias\\s+“<span", await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html;q=0.5, application/json;q=0.9", "application/json")]
    public async Task TheClientChooses(string accept, string expected)
    {
        using var response = await Host.GetAsync("/search?q=nato", "Accept: " + accept);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact]
    public async Task ACopyThatIsCurrent_IsNotSentAgain()
    {
        using var first = await Host.GetAsync("/search?q=nato", Json);
        using var again = await Host.GetAsync("/search?q=nato", Json, "If-None-Match: " + first.Headers.ETag);
        using var other = await Host.GetAsync("/search?q=eapc", Json, "If-None-Match: " + first.Headers.ETag);
        using var head = await Host.SendAsync(HttpMethod.Head, "/search?q=nato", null, Json);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
    }

    [Fact]
    public async Task AnyDataset_IsSearched()
    {
        var file = Path.Combine(Path.GetTempPath(), $"search-{Guid.NewGuid():n}.ttl");
        await File.WriteAllTextAsync(
            file, "<urn:a> <http://xmlns.com/foaf/0.1/name> \"Zoë Šatra\" . <urn:b> <http://www.w3.org/2000/01/rdf-schema#label> \"Other\" .",
            TestContext.Current.CancellationToken);
        try
        {
            await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + file);
            using var response = await host.GetAsync("/search?q=shatra%20zoe", Json);
            var one = Assert.Single(Results(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
            Assert.Equal("urn:a", one.GetProperty("iri").GetString());
            Assert.Equal("name", one.GetProperty("matched").GetProperty("source").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<List<JsonElement>> FindAsync(string parameters)
    {
        using var response = await Host.GetAsync("/search?" + parameters, Json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Results(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static List<JsonElement> Results(string body) => [.. JsonDocument.Parse(body).RootElement.GetProperty("results").EnumerateArray()];
}
