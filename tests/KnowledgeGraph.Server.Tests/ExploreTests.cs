using System.Net;
using System.Text.Json;

namespace KnowledgeGraph.Server.Tests;

/// <summary>From thing to thing: neighbours, and the claims behind a link.</summary>
public sealed class ExploreTests(ShippedHost shipped)
{
    private const string Ontology = "https://w3id.org/secoop/ontology#";
    private const string Things = "https://w3id.org/secoop/id/";
    private const string Json = "Accept: application/json";

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task NeighboursComeByPropertyWithCounts()
    {
        var answer = await NeighboursAsync("iri=" + Escaped(Things + "kazakhstan"));

        Assert.Equal("Kazakhstan", answer.GetProperty("node").GetProperty("label").GetString());
        var bearer = Group(answer, "bearer", "in");
        Assert.Equal(10, bearer.GetProperty("edges").GetArrayLength());
        Assert.True(bearer.GetProperty("count").GetInt32() > 50);
        Assert.All(bearer.GetProperty("edges").EnumerateArray(), edge =>
        {
            Assert.Equal(Things + "kazakhstan", edge.GetProperty("object").GetString());
            Assert.Equal(edge.GetProperty("subject").GetString(), edge.GetProperty("node").GetProperty("iri").GetString());
            Assert.Contains(edge.GetProperty("standing").GetString(), (string[])["fact", "disputed"]);
        });
    }

    [Fact]
    public async Task PagesOfAProperty_GiveEachFactOnce()
    {
        var first = await NeighboursAsync("limit=7&iri=" + Escaped(Things + "kazakhstan"));
        var group = Group(first, "party", "in");
        var count = group.GetProperty("count").GetInt32();
        var seen = Nodes(group).ToList();
        var calls = 0;
        while (group.GetProperty("next").GetString() is { } next)
        {
            group = Assert.Single((await GetAsync(next)).GetProperty("facts").EnumerateArray());
            seen.AddRange(Nodes(group));
            Assert.True(++calls < 50);
        }

        Assert.Equal(count, seen.Count);
        Assert.Equal(count, seen.Distinct().Count());
    }

    [Fact]
    public async Task WhatIsNoFact_StandsApartAndSaysWhy()
    {
        var answer = await NeighboursAsync("limit=100&iri=" + Escaped(Things + "kazakhstan"));
        var claims = answer.GetProperty("claims").GetProperty("edges").EnumerateArray().ToList();

        Assert.Contains(claims, edge => edge.GetProperty("standing").GetString() == "denied");
        Assert.Contains(claims, edge => edge.GetProperty("standing").GetString() == "planned");
        Assert.DoesNotContain(claims, edge => edge.GetProperty("standing").GetString() == "fact");
        var more = await GetAsync(answer.GetProperty("claims").GetProperty("next").GetString()!);
        Assert.Empty(more.GetProperty("facts").EnumerateArray());
        Assert.DoesNotContain(
            more.GetProperty("claims").GetProperty("edges").EnumerateArray(),
            edge => claims.Exists(other => other.GetProperty("evidence").GetString() == edge.GetProperty("evidence").GetString()));
    }

    [Fact]
    public async Task AnEdgeLeadsToItsClaims()
    {
        var answer = await NeighboursAsync("iri=" + Escaped(Things + "refusal-kz-longbow-lancer-2009"));
        var refused = Group(answer, "refused", "out").GetProperty("edges")[0];

        var evidence = await GetAsync(refused.GetProperty("evidence").GetString()!);
        Assert.Equal("fact", evidence.GetProperty("standing").GetString());
        var claim = evidence.GetProperty("claims").EnumerateArray().First(one => one.GetProperty("holds").GetBoolean());
        Assert.Equal("asserted", claim.GetProperty("polarity").GetString());
        Assert.True(claim.GetProperty("places")[0].GetProperty("end").GetInt32() > claim.GetProperty("places")[0].GetProperty("start").GetInt32());
        Assert.StartsWith("/source/", claim.GetProperty("source").GetProperty("page").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            evidence.GetProperty("claims").EnumerateArray().SelectMany(one => one.GetProperty("speakers").EnumerateArray()),
            speaker => speaker.GetProperty("label").GetString() == "Daniyal Akhmetov");

        using var page = await Host.GetAsync(refused.GetProperty("evidence").GetString()!, "Accept: text/html");
        Assert.Contains("Why this link", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/explore/neighbours", HttpStatusCode.BadRequest)]
    [InlineData("/explore/neighbours?iri=kazakhstan", HttpStatusCode.BadRequest)]
    [InlineData("/explore/neighbours?iri=urn:a&direction=up", HttpStatusCode.BadRequest)]
    [InlineData("/explore/neighbours?iri=urn:a&limit=101", HttpStatusCode.BadRequest)]
    [InlineData("/explore/neighbours?iri=urn:a&offset=-1", HttpStatusCode.BadRequest)]
    [InlineData("/explore/neighbours?iri=urn:a&iri=urn:b", HttpStatusCode.BadRequest)]
    [InlineData("/explore/neighbours?iri=urn:nobody", HttpStatusCode.NotFound)]
    [InlineData("/explore?iri=urn:nobody", HttpStatusCode.NotFound)]
    [InlineData("/explore/edge?subject=urn:a&predicate=urn:b", HttpStatusCode.BadRequest)]
    [InlineData("/explore/edge?subject=urn:a&predicate=urn:b&object=urn:c", HttpStatusCode.NotFound)]
    public async Task AWrongRequest_IsNamed(string address, HttpStatusCode expected)
    {
        using var response = await Host.GetAsync(address, Json);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/explore/neighbours?iri=https://w3id.org/secoop/id/nato")]
    [InlineData(
        "/explore/edge?subject=" + Things + "refusal-kz-longbow-lancer-2009&predicate=https://w3id.org/secoop/ontology%23actor&object=" + Things
        + "kazakhstan")]
    public async Task ACopyThatIsCurrent_IsNotSentAgain(string address)
    {
        using var first = await Host.GetAsync(address, Json);
        using var again = await Host.GetAsync(address, Json, "If-None-Match: " + first.Headers.ETag);
        using var head = await Host.SendAsync(HttpMethod.Head, address, null, Json);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, head.Headers.ETag);
    }

    [Fact]
    public async Task ThePageShowsTheSameWithoutScript()
    {
        using var response = await Host.GetAsync("/explore?iri=" + Escaped(Things + "kazakhstan"), "Accept: text/html");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Claimed, but no fact", page, StringComparison.Ordinal);
        Assert.Contains("not done (yet)", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/explore?iri=" + Escaped(Things + "eurasia") + "\"", page, StringComparison.Ordinal);
        Assert.Contains(">evidence</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyDataset_IsExplored_AndAMillionNeighboursArePages()
    {
        var file = Path.Combine(Path.GetTempPath(), $"explore-{Guid.NewGuid():n}.nt");
        await File.WriteAllLinesAsync(
            file,
            Enumerable.Range(0, 20_000).Select(i => $"<urn:n{i}> <urn:knows> <urn:hub> .").Append("<urn:hub> <urn:name> \"x\" .").Append("<urn:hub> <urn:knows> _:b ."),
            TestContext.Current.CancellationToken);
        try
        {
            await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + file);
            using var response = await host.GetAsync("/explore/neighbours?iri=urn:hub", Json);
            var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            var group = Assert.Single(answer.GetProperty("facts").EnumerateArray());
            Assert.Equal((20_000, 10), (group.GetProperty("count").GetInt32(), group.GetProperty("edges").GetArrayLength()));
            using var last = await host.GetAsync("/explore/neighbours?iri=urn:hub&property=urn:knows&direction=in&offset=19995", Json);
            var end = JsonDocument.Parse(await last.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("facts")[0];
            Assert.Equal(5, end.GetProperty("edges").GetArrayLength());
            Assert.Equal(JsonValueKind.Null, end.GetProperty("next").ValueKind);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<string> Nodes(JsonElement group) =>
        group.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("iri").GetString()!);

    private static JsonElement Group(JsonElement answer, string property, string direction) => answer.GetProperty("facts").EnumerateArray()
        .Single(group => group.GetProperty("property").GetProperty("iri").GetString() == Ontology + property && group.GetProperty("direction").GetString() == direction);

    private static string Escaped(string iri) => Uri.EscapeDataString(iri);

    private Task<JsonElement> NeighboursAsync(string parameters) => GetAsync("/explore/neighbours?" + parameters);

    private async Task<JsonElement> GetAsync(string address)
    {
        using var response = await Host.GetAsync(address, Json);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
