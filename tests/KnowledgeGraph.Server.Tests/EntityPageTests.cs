using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The page of an entity: in the reader's language, bounded, with what is claimed of it and what happened around it.</summary>
public sealed partial class EntityPageTests(ShippedHost shipped)
{
    private const string Ontology = "https://w3id.org/secoop/ontology#";

    private RunningHost Host => shipped.Host;

    [Theory]
    [InlineData("", "en", "Kazakhstan")]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.8", "ru", "Казахстан")]
    [InlineData("kk", "kk", "Қазақстан")]
    [InlineData("kk-Latn-KZ", "kk-Latn", "Qazaqstan")]
    [InlineData("fr,de;q=0.5", "en", "Kazakhstan")]
    public async Task SpeaksTheLanguageOfTheReader(string accept, string language, string label)
    {
        var response = await Host.GetAsync("/id/kazakhstan", "Accept: text/html", "Accept-Language: " + accept);

        Assert.Contains($"<h1 lang=\"{language}\">{label}</h1>", await DecodedAsync(response), StringComparison.Ordinal);
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task TheAddressCanNameTheLanguage()
    {
        var page = await DecodedAsync(await Host.GetAsync(
            "/id/refusal-kz-longbow-lancer-2009?lang=ru", "Accept: text/html", "Accept-Language: en"));

        // Of the entity there is an English label alone; others around it have Russian ones.
        Assert.Contains("<h1 lang=\"en\">refusal of Kazakhstan", page, StringComparison.Ordinal);
        Assert.Contains(" lang=\"ru\">Казахстан</a>", page, StringComparison.Ordinal);
        await (await Host.GetAsync("/id/nato?lang=a_b")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task PagesOfTwoLanguagesHaveTwoTags()
    {
        var english = await Host.GetAsync("/id/nato", "Accept: text/html", "Accept-Language: en");
        var russian = await Host.GetAsync("/id/nato", "Accept: text/html", "Accept-Language: ru");

        Assert.NotEqual(english.Header("ETag"), russian.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(
            "/id/nato", "Accept: text/html", "Accept-Language: ru", "If-None-Match: " + english.Header("ETag"))).StatusCode);
    }

    [Fact]
    public async Task CountsTheFactsOfAProperty_AndHasThemAll()
    {
        var answer = await (await Host.AskAsync(
            $"SELECT (COUNT(*) AS ?n) WHERE {{ ?x <{Ontology}actor> <https://w3id.org/secoop/id/kazakhstan> }}", "*/*")).TableAsync();
        var count = int.Parse(((Rdf.Literal)answer.Rows[0][0]!).Lexical, CultureInfo.InvariantCulture);
        var page = await DecodedAsync(await Host.GetAsync("/id/kazakhstan", "Accept: text/html"));

        var link = WholeOf().Matches(page).Select(match => match.Groups[1].Value).Single(
            address => address.Contains("inverse=true", StringComparison.Ordinal)
                && address.Contains("%23actor&", StringComparison.Ordinal));
        var part = await DecodedAsync(await Host.GetAsync(link, "Accept: text/html"));

        Assert.Contains($"1 to {count} of {count}.", part, StringComparison.Ordinal);
        Assert.Equal(count, part.Split("class=\"fact\"").Length - 1);
        Assert.Contains("class=\"evidence\"", part, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ManyFactsOfAProperty_AreThereOncePageByPage(bool isUnion)
    {
        const int Facts = 2_100;
        const int PageSize = 50;
        await using var host = await WritableHost.StartAsync(isUnion ? ["--Dataset:DefaultGraph=Union"] : []);
        var triples = string.Join(
            " . ",
            Enumerable.Range(0, Facts).Select(i => string.Create(CultureInfo.InvariantCulture, $"<urn:thing:{i:0000}> <urn:in> <urn:hub>")));
        await host.UpdateAsync($"INSERT DATA {{ {(isUnion ? "GRAPH <urn:g> {" : "")} {triples} {(isUnion ? "}" : "")} }}");

        var address = "/describe?iri=urn:hub&property=urn:in&inverse=true&page=";
        var seen = new List<string>();
        foreach (var page in (int[])[1, 2, 20, 41, 42])
        {
            var text = await DecodedAsync(await host.GetAsync(address + page, "Accept: text/html"));
            var from = ((page - 1) * PageSize) + 1;
            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"{from} to {from + PageSize - 1} of {Facts}."), text,
                StringComparison.Ordinal);
            seen.AddRange(Thing().Matches(text).Select(match => match.Value).Distinct());
            Assert.Equal(PageSize, Thing().Matches(text).Select(match => match.Value).Distinct().Count());
        }

        Assert.Equal(5 * PageSize, seen.Distinct().Count());
        using var beyond = await host.GetAsync(address + "43", "Accept: text/html");
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(30, true)]
    public async Task OfAFactThatManySay_FiveClaimsAreShown_AndAPageHasAll(int claims, bool isCut)
    {
        await using var host = await WritableHost.StartAsync();
        var said = string.Concat(Enumerable.Range(0, claims).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""
            <urn:claim:{{i:00}}> a :Claim ; rdf:reifies <<( <urn:a> <urn:p> <urn:b> )>> ;
              :polarity :asserted ; :phase :done ; :certainty :plain .
            """)));
        await host.UpdateAsync($$"""
            PREFIX : <{{Ontology}}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            INSERT DATA { <urn:a> <urn:p> <urn:b> . GRAPH <urn:source> { {{said}} } }
            """);

        var page = await DecodedAsync(await host.GetAsync("/describe?iri=urn:a", "Accept: text/html"));
        var fact = page[page.IndexOf("class=\"fact\"", StringComparison.Ordinal)..];

        Assert.Equal(5, Claim().Matches(fact).Select(match => match.Value).Distinct().Count());
        var all = AllClaims().Match(fact);
        Assert.Equal(isCut, all.Success);
        if (isCut)
        {
            var edge = await DecodedAsync(await host.GetAsync(all.Groups[1].Value, "Accept: text/html"));
            Assert.Equal(claims, Claim().Matches(edge).Select(match => match.Value).Distinct().Count());
        }
    }

    [Fact]
    public async Task SaysWhyClaimsAreNoFacts()
    {
        var page = await DecodedAsync(await Host.GetAsync("/id/longbow-lancer-2009", "Accept: text/html"));
        var claims = page[page.IndexOf("id=\"claims\"", StringComparison.Ordinal)..];

        Assert.Matches(
            "<h3><span class=\"status\"><a [^>]*>denied</a></span>\\s*<span class=\"count\" title=\"claims\">2</span></h3>", claims);
        Assert.Matches("<h3>Within: <a [^>]*>statement</a>", claims);
    }

    [Fact]
    public async Task HasAPageForTheClaimsOfAReason()
    {
        var page = await DecodedAsync(await Host.GetAsync(
            "/id/kazakhstan?status=" + Uri.EscapeDataString(Ontology + "denied"), "Accept: text/html"));

        Assert.Contains("Claimed, but no fact", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("class=\"evidence\"").Length, page.Split(">Denied</strong>").Length);
        await (await Host.GetAsync("/id/kazakhstan?page=900&status=" + Uri.EscapeDataString(Ontology + "denied")))
            .ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await Host.GetAsync("/id/kazakhstan?page=x&status=" + Uri.EscapeDataString(Ontology + "denied")))
            .ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        await (await Host.GetAsync("/id/kazakhstan?property=x")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task ShowsWhatHappenedInTheOrderOfTime()
    {
        var page = await DecodedAsync(await Host.GetAsync("/id/robert-simmons", "Accept: text/html"));
        var dates = Times().Matches(page).Select(match => match.Groups[1].Value).ToList();

        Assert.True(dates.Count >= 3);
        Assert.Equal(dates.Order(StringComparer.Ordinal), dates);
        Assert.Contains("2007-10-31", dates);
    }

    [Fact]
    public async Task TellsTheKindOfLinksElsewhere() =>
        Assert.Matches(
            "the same thing: <a rel=\"external\" href=\"http://www.wikidata.org/entity/Q889\">",
            await DecodedAsync(await Host.GetAsync("/id/afghanistan", "Accept: text/html")));

    [Fact]
    public async Task TellsSearchEnginesTheDayOfAnEvent()
    {
        using var data = await SchemaOrgAsync("/id/meeting-simmons-akhmetov-2007-10-31");

        Assert.Equal("Event", data.RootElement.GetProperty("@type").GetString());
        Assert.Equal("2007-10-31", data.RootElement.GetProperty("startDate").GetString());
        Assert.Equal("2007-10-31", data.RootElement.GetProperty("endDate").GetString());
    }

    [Fact]
    public async Task EveryKindOfThingHasAPage()
    {
        var things = await (await Host.AskAsync(
            """
            SELECT ?type (MIN(?s) AS ?first) (MAX(?s) AS ?last)
            WHERE { ?s a ?type FILTER(STRSTARTS(STR(?s), 'https://w3id.org/secoop/')) } GROUP BY ?type
            """,
            "*/*")).TableAsync();
        Assert.True(things.Rows.Count >= 30);
        foreach (var thing in things.Rows.SelectMany(row => row.Skip(1)).OfType<Rdf.Iri>().Distinct())
        {
            var response = await Host.GetAsync(KnowledgeGraph.Server.LinkedData.LocalAddress.Of(thing), "Accept: text/html");
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{thing}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task SpeaksToSearchEngines()
    {
        using var data = await SchemaOrgAsync("/id/robert-simmons");

        Assert.Equal("Person", data.RootElement.GetProperty("@type").GetString());
        Assert.Equal("https://w3id.org/secoop/id/robert-simmons", data.RootElement.GetProperty("@id").GetString());
        Assert.Equal("Robert Simmons", data.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task AClaimSaysWhatItClaims()
    {
        var page = await DecodedAsync(await Host.GetAsync("/source/edm-6-93/claim/refusal", "Accept: text/html"));

        Assert.Contains("What it claims", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/id/daniyal-akhmetov\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsBoundedForManyFacts_OfAnyDataset()
    {
        var file = Path.Combine(Path.GetTempPath(), $"kg-entity-{Guid.NewGuid():n}.nt");
        await File.WriteAllLinesAsync(
            file,
            [
                "<http://e/hub> <http://www.w3.org/2000/01/rdf-schema#label> \"Drehkreuz & <Nabe>\"@de .",
                .. Enumerable.Range(0, 123).Select(i =>
                    string.Create(CultureInfo.InvariantCulture, $"<http://e/{i:000}> <http://e/to> <http://e/hub> .")),
            ],
            TestContext.Current.CancellationToken);
        try
        {
            await using var host = await RunningHost.StartAsync("--Dataset:Files:0=" + file);
            const string Address = "/describe?iri=http%3A%2F%2Fe%2Fhub";
            var page = await DecodedAsync(await host.GetAsync(Address, "Accept: text/html"));
            Assert.Contains("<h1 lang=\"de\">Drehkreuz & <Nabe></h1>", page, StringComparison.Ordinal);
            Assert.Equal(10, page.Split("class=\"fact\"").Length - 1);

            var seen = new HashSet<string>();
            for (var next = WholeOf().Match(page).Groups[1].Value; next.Length > 0; next = NextOf().Match(page).Groups[1].Value)
            {
                page = await DecodedAsync(await host.GetAsync(next, "Accept: text/html"));
                seen.UnionWith(Others().Matches(page).Select(match => match.Groups[1].Value));
                Assert.True(page.Split("class=\"fact\"").Length - 1 <= 50);
            }

            Assert.Equal(123, seen.Count);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<JsonDocument> SchemaOrgAsync(string address)
    {
        var page = await (await Host.GetAsync(address, "Accept: text/html")).TextAsync();
        return JsonDocument.Parse(page.Split("<script type=\"application/ld+json\">")[1].Split("</script>")[0]);
    }

    private static async Task<string> DecodedAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return WebUtility.HtmlDecode(await response.TextAsync());
    }

    [GeneratedRegex("urn(:|%3A)claim(:|%3A)[0-9]{2}")]
    private static partial Regex Claim();

    [GeneratedRegex("<a href=\"([^\"]*)\">All claims")]
    private static partial Regex AllClaims();

    [GeneratedRegex("urn:thing:[0-9]{4}")]
    private static partial Regex Thing();

    [GeneratedRegex("<a href=\"([^\"]*property=[^\"]*)\">All ")]
    private static partial Regex WholeOf();

    [GeneratedRegex("<a href=\"([^\"]*)\" rel=\"next\">")]
    private static partial Regex NextOf();

    [GeneratedRegex("title=\"http://e/(\\d\\d\\d)\"")]
    private static partial Regex Others();

    [GeneratedRegex("class=\"when\"><time>([^<]*)</time>")]
    private static partial Regex Times();
}
