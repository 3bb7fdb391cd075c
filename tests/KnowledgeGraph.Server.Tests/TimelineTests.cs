using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Server.Tests;

/// <summary>What the sources tell by time, and where they disagree.</summary>
public sealed class TimelineTests(ShippedHost shipped)
{
    private const string Things = "https://w3id.org/secoop/id/";
    private const string Source = "https://w3id.org/secoop/source/edm-6-93";
    private const string Json = "Accept: application/json";

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task ItemsStandInTheOrderOfTheirTime_WithTheirSources()
    {
        var answer = await GetAsync("/timeline");
        var items = Items(answer);
        var days = items.Select(item => item.GetProperty("from").GetString() ?? item.GetProperty("to").GetString())
            .TakeWhile(day => day is not null).ToList();

        Assert.InRange(days.Count, 40, items.Count);
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
        Assert.All(items.Skip(days.Count), item => Assert.Equal("denied", item.GetProperty("polarity").GetString()));
        var sources = answer.GetProperty("sources").EnumerateArray().ToList();
        Assert.Equal(5, sources.Count);
        Assert.All(sources, source => Assert.NotNull(source.GetProperty("from").GetString()));
        Assert.Contains(items, item => item.GetProperty("thing").GetProperty("iri").GetString() == Things + "approval-german-transit-law"
            && item.GetProperty("from").GetString() == "2007-10-31" && item.GetProperty("to").GetString() == "2007-10-31");
    }

    [Fact]
    public async Task FiltersConfine()
    {
        var all = Items(await GetAsync("/timeline")).Count;
        var ofSource = Items(await GetAsync("/timeline?source=" + Uri.EscapeDataString(Source)));
        var denied = Items(await GetAsync("/timeline?polarity=denied"));
        var future = Items(await GetAsync("/timeline?phase=future"));
        var actor = Items(await GetAsync("/timeline?actor=" + Uri.EscapeDataString(Things + "nato")));
        var programme = Items(await GetAsync("/timeline?programme=" + Uri.EscapeDataString(Things + "pfp")));
        var nobody = Items(await GetAsync("/timeline?actor=urn:nobody"));

        Assert.All(ofSource, item => Assert.Equal(Source, item.GetProperty("source").GetProperty("iri").GetString()));
        Assert.All(denied, item => Assert.Equal("denied", item.GetProperty("polarity").GetString()));
        Assert.All(future, item => Assert.Equal("future", item.GetProperty("phase").GetString()));
        Assert.All((int[])[ofSource.Count, denied.Count, future.Count, actor.Count, programme.Count], count => Assert.InRange(count, 1, all - 1));
        Assert.Empty(nobody);
    }

    [Theory]
    [InlineData("/timeline?polarity=maybe", "asserted or denied")]
    [InlineData("/timeline?phase=past", "done or ongoing or future")]
    [InlineData("/timeline?actor=nato", "absolute IRI")]
    [InlineData("/timeline?offset=x", "whole number")]
    [InlineData("/timeline?source=urn:a&source=urn:b", "given 2 times")]
    public async Task AWrongParameter_IsNamed(string address, string words)
    {
        using var response = await Host.GetAsync(address, Json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThePageDrawsEveryDatedItem_AndListsAll()
    {
        using var response = await Host.GetAsync("/timeline?actor=&programme=&source=&polarity=&phase=", "Accept: text/html");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var items = Items(await GetAsync("/timeline"));

        Assert.Equal(
            items.Count(item => item.GetProperty("from").GetString() is not null || item.GetProperty("to").GetString() is not null),
            Regex.Count(page, "class=\"mark "));
        Assert.Equal(items.Count, Regex.Count(page, "<tr>") - 1);
        Assert.Equal(5, Regex.Count(page, "class=\"published\""));
        // What a script needs to draw another part of the time: days since 1970, of which the whole is drawn.
        var (first, last) = (Number(page, "data-first"), Number(page, "data-last"));
        Assert.All(Regex.Matches(page, "data-(?:from|to)=\"(-?[0-9]+)\""), day => Assert.InRange(Number(day.Groups[1].Value), first, last));
    }

    private static int Number(string page, string attribute) => Number(Regex.Match(page, attribute + "=\"(-?[0-9]+)\"").Groups[1].Value);

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task DisagreementsStandSideBySide()
    {
        var pairs = (await GetAsync("/disagreements")).GetProperty("pairs").EnumerateArray().ToList();

        var standby = pairs.Single(pair => pair.GetProperty("one").GetProperty("iri").GetString()!.EndsWith("/standby-rumoured", StringComparison.Ordinal));
        Assert.Equal("declared", standby.GetProperty("kind").GetString());
        Assert.EndsWith("denied", standby.GetProperty("other").GetProperty("polarity").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(standby.GetProperty("other").GetProperty("says").EnumerateArray());
        // The canned query that asks for them finds no other ones.
        using var canned = await Host.GetAsync("/queries/conflicting-claims", "Accept: application/sparql-results+json");
        var rows = JsonDocument.Parse(await canned.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement
            .GetProperty("results").GetProperty("bindings").EnumerateArray().Select(row => row.GetProperty("claim").GetProperty("value").GetString()).Distinct();
        Assert.Equal(rows, pairs.Where(pair => pair.GetProperty("kind").GetString() == "declared").Select(pair => pair.GetProperty("one").GetProperty("iri").GetString()));
    }

    [Fact]
    public async Task OneSourceDeniesWhatAnotherAsserts()
    {
        const string Data = """
            PREFIX : <https://w3id.org/secoop/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            <urn:s1> { <urn:c1> a :Claim ; rdf:reifies <<( <urn:a> <urn:met> <urn:b> )>> ; :polarity :asserted ; :phase :done ; :certainty :plain }
            <urn:s2> { <urn:c2> a :Claim ; rdf:reifies <<( <urn:a> <urn:met> <urn:b> )>> ; :polarity :denied ; :phase :done ; :certainty :plain }
            <urn:s3> { <urn:c3> a :Claim ; rdf:reifies <<( <urn:a> <urn:age> 7 )>> ; :polarity :asserted ; :phase :done ; :certainty :plain }
            <urn:s4> { <urn:c4> a :Claim ; rdf:reifies <<( <urn:a> <urn:age> 8 )>> ; :polarity :asserted ; :phase :done ; :certainty :plain .
                       <urn:c5> a :Claim ; rdf:reifies <<( <urn:a> <urn:age> 7 )>> ; :polarity :denied ; :phase :done ; :certainty :plain ; :within <urn:c6> .
                       <urn:c6> a :Claim ; rdf:reifies <<( <urn:x> a :Scenario )>> ; :polarity :asserted ; :phase :done ; :certainty :plain }
            """;
        var file = Path.Combine(Path.GetTempPath(), $"disagree-{Guid.NewGuid():n}.trig");
        await File.WriteAllTextAsync(file, Data, TestContext.Current.CancellationToken);
        try
        {
            await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + file);
            using var response = await host.GetAsync("/disagreements", Json);
            var pairs = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("pairs").EnumerateArray()
                .Select(pair => $"{pair.GetProperty("kind").GetString()} {pair.GetProperty("one").GetProperty("iri").GetString()} {pair.GetProperty("other").GetProperty("iri").GetString()}");
            Assert.Equal(["denied urn:c1 urn:c2", "values urn:c3 urn:c4"], pairs);
            using var page = await host.GetAsync("/disagreements", "Accept: text/html");
            Assert.Contains("One denies what the other asserts", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("/timeline")]
    [InlineData("/disagreements")]
    public async Task ACopyThatIsCurrent_IsNotSentAgain_AndOtherDatasetsHaveAPage(string address)
    {
        using var first = await Host.GetAsync(address, Json);
        using var again = await Host.GetAsync(address, Json, "If-None-Match: " + first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);

        await using var other = await RunningHost.StartAsync("--Dataset:Files=none");
        using var empty = await other.GetAsync(address, "Accept: text/html");
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
    }

    private static List<JsonElement> Items(JsonElement answer) => [.. answer.GetProperty("items").EnumerateArray()];

    private async Task<JsonElement> GetAsync(string address)
    {
        using var response = await Host.GetAsync(address, Json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
