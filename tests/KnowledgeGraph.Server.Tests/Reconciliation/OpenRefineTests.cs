using System.Globalization;
using System.Net;
using System.Text.Json;

namespace KnowledgeGraph.Server.Tests.Reconciliation;

/// <summary>The requests of OpenRefine 3, in the form in which it sends them; one that fails costs a whole batch of cells.</summary>
/// <seealso href="https://github.com/OpenRefine/OpenRefine/blob/master/main/src/com/google/refine/model/recon/StandardReconConfig.java"/>
public sealed class OpenRefineTests(ShippedHost shipped)
{
    private const string Id = "https://w3id.org/secoop/id/";
    private const string Ontology = "https://w3id.org/secoop/ontology#";
    private const string Origin = "Origin: http://127.0.0.1:3333";

    private RunningHost Host => shipped.Host;

    // First by CORS, then, from old services, by JSONP with a time against caches.
    [Fact]
    public async Task AddsTheService()
    {
        var byCors = await Host.GetAsync("/reconcile", Origin, "Accept: application/json, text/javascript, */*; q=0.01");
        var byJsonp = await Host.GetAsync("/reconcile?callback=jQuery36001_17&_=1700000000000", "Accept: */*");

        Assert.Equal("*", byCors.Header("Access-Control-Allow-Origin"));
        Assert.Equal("application/json", byCors.MediaType());
        Assert.Equal($"/**/jQuery36001_17({await byCors.TextAsync()});", await byJsonp.TextAsync());
    }

    [Fact]
    public async Task ReconcilesCells()
    {
        var rows = await ReconcileAsync(
            $$$"""
            {"q0":{"query":"Kazakhstan","type":"{{{Ontology}}}Actor","type_strict":"should","limit":3},
             "q1":{"query":" "},
             "q2":{"query":"NATO","type":"organisation","type_strict":"should"},
             "q3":{"query":"NATO","type":"","type_strict":"should"},
             "q4":{"query":"NATO","properties":[{"pid":"country","v":"Belgium"},{"pid":"urn:p","v":" "},{"pid":"founded","v":1949}]}}
            """);

        Assert.Equal([Id + "kazakhstan", "", "", Id + "nato", Id + "nato"], rows.Select(row => row.FirstOrDefault().Id ?? ""));
        Assert.True(rows[0][0].IsMatch);
        Assert.True(rows[3][0].IsMatch);
        Assert.False(rows[4][0].IsMatch);
        Assert.InRange(rows[0].Count, 1, 3);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8")]
    public async Task SendsFormsOfEitherContentType(string type)
    {
        using var form = new StringContent("queries=" + Uri.EscapeDataString("""{"q0":{"query":"Қазақстан"}}"""));
        form.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        var answer = await Host.SendAsync(HttpMethod.Post, "/reconcile", form, "Accept: */*");

        Assert.Contains(Id + "kazakhstan", await answer.TextAsync(), StringComparison.Ordinal);
    }

    // The widget sends settings of its own, all of which it had from Freebase.
    [Fact]
    public async Task SuggestsWhileTyping()
    {
        const string Widget = "&spell=always&exact=false&prefixed=true&type=x&type_strict=any";
        var first = await JsonAsync("/reconcile/suggest/entity?prefix=a" + Widget, Origin);
        var cursor = first.GetProperty("cursor").GetInt32();
        var next = await JsonAsync($"/reconcile/suggest/entity?prefix=a&cursor={cursor}{Widget}", Origin);

        Assert.Equal(10, cursor);
        Assert.Equal(10, first.GetProperty("result").GetArrayLength());
        Assert.Empty(IdsOf(first).Intersect(IdsOf(next)));
    }

    [Fact]
    public async Task OffersMoreOnlyWhereThereIsMore()
    {
        Assert.False((await JsonAsync("/reconcile/suggest/entity?prefix=Qwertzuiop")).TryGetProperty("cursor", out _));
        var cursor = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var page = await JsonAsync("/reconcile/suggest/type?prefix=&cursor=" + cursor.ToString(CultureInfo.InvariantCulture));
            Assert.All(IdsOf(page), id => Assert.True(seen.Add(id)));
            if (!page.TryGetProperty("cursor", out var next))
            {
                break;
            }

            cursor = next.GetInt32();
        }

        Assert.InRange(seen.Count, cursor + 1, cursor + 10);
    }

    // A type stands in the address as it is, so that it ends at its #; without a type it is empty. Then properties of all are better than
    // none.
    [Theory]
    [InlineData("/reconcile/properties?type=")]
    [InlineData("/reconcile/properties?type=https://w3id.org/secoop/ontology")]
    public async Task ProposesPropertiesWithoutAType(string address)
    {
        var properties = IdsOf(await JsonAsync(address, Origin), "properties");
        var ofTenures = IdsOf(await JsonAsync("/reconcile/properties?type=" + Uri.EscapeDataString(Ontology + "Tenure")), "properties");

        Assert.Contains(Ontology + "holder", properties);
        Assert.Contains(Ontology + "actor", properties);
        Assert.DoesNotContain(Ontology + "actor", ofTenures);
    }

    [Fact]
    public async Task AddsColumnsWithSettingsOfItsForm()
    {
        var settings = new { limit = "", language = "" };
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("extend", JsonSerializer.Serialize(new
        {
            ids = new[] { Id + "kazakhstan" },
            properties = new object[] { new { id = "http://www.w3.org/2000/01/rdf-schema#label", settings }, new { id = "free text" } },
        }))]);
        var answer = await Host.SendAsync(HttpMethod.Post, "/reconcile", form);
        using var json = JsonDocument.Parse(await answer.TextAsync());

        Assert.Equal(["http://www.w3.org/2000/01/rdf-schema#label", "free text"], IdsOf(json.RootElement, "meta"));
        var row = json.RootElement.GetProperty("rows").GetProperty(Id + "kazakhstan");
        Assert.True(row.GetProperty("http://www.w3.org/2000/01/rdf-schema#label").GetArrayLength() > 1);
        Assert.Equal(0, row.GetProperty("free text").GetArrayLength());
    }

    // The identifier in the addresses of preview and view is as it is, but for what no address may hold.
    [Theory]
    [InlineData("preview")]
    [InlineData("view")]
    public async Task ShowsACandidate(string template)
    {
        var manifest = await JsonAsync("/reconcile");
        var address = manifest.GetProperty(template).GetProperty("url").GetString()!
            .Replace("{{id}}", Id + "kazakhstan", StringComparison.Ordinal);
        var page = await Host.GetAsync(address, "Accept: text/html,application/xhtml+xml,*/*;q=0.8");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("Kazakhstan", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Empty(page.Header("X-Frame-Options"));
        Assert.Empty(page.Header("Cross-Origin-Resource-Policy"));
    }

    [Theory]
    [InlineData("/reconcile")]
    [InlineData("/reconcile/v1/match")]
    [InlineData("/reconcile/v1/extend")]
    public async Task MayPostJsonFromAnotherOrigin(string path)
    {
        var answer = await Host.SendAsync(
            HttpMethod.Options, path, null, Origin, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type");

        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("POST", answer.Header("Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("content-type", answer.Header("Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> IdsOf(JsonElement document, string list = "result") =>
        [.. document.GetProperty(list).EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private async Task<JsonElement> JsonAsync(string address, params string[] headers)
    {
        var answer = await Host.GetAsync(address, headers);
        using var json = JsonDocument.Parse(await answer.TextAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.OK, json.RootElement.GetRawText());
        return json.RootElement.Clone();
    }

    private async Task<List<List<(string Id, bool IsMatch)>>> ReconcileAsync(string queries)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("queries", queries)]);
        var answer = await Host.SendAsync(HttpMethod.Post, "/reconcile", form);
        var text = await answer.TextAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.EnumerateObject().Select(row => row.Value.GetProperty("result").EnumerateArray()
            .Select(each => (each.GetProperty("id").GetString()!, each.GetProperty("match").GetBoolean())).ToList())];
    }
}
