using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using KnowledgeGraph.Rdf.Canonicalization;
using KnowledgeGraph.Server.Crawling;

namespace KnowledgeGraph.Server.Tests;

/// <summary>How machines and people find the data, tell whether a copy is whole, and cite it.</summary>
public sealed class FindingTests(ShippedHost shipped)
{
    private static readonly XNamespace s_sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task RobotsLeadsToTheSitemap()
    {
        var robots = await Host.GetAsync("/robots.txt");

        Assert.Equal("text/plain", robots.MediaType());
        var text = await robots.TextAsync();
        Assert.Contains("User-agent: *\n", text, StringComparison.Ordinal);
        Assert.Contains($"Sitemap: {Host.Address}/sitemap.xml", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SitemapListsPagesThatAnswer()
    {
        var index = XDocument.Parse(await (await Host.GetAsync("/sitemap.xml")).TextAsync());
        var parts = index.Root!.Elements(s_sitemap + "sitemap").Select(part => part.Element(s_sitemap + "loc")!.Value).ToList();
        Assert.Equal([Host.Address + "/sitemap/1.xml"], parts);

        var part = await Host.GetAsync(parts[0]);
        Assert.Equal("application/xml", part.MediaType());
        Assert.Equal((byte)'<', (await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[0]);
        var pages = XDocument.Parse(await part.TextAsync()).Root!.Elements(s_sitemap + "url")
            .Select(url => url.Element(s_sitemap + "loc")!.Value).ToList();

        Assert.Equal(pages.Count, pages.Distinct().Count());
        Assert.Contains(Host.Address + "/id/kazakhstan", pages);
        Assert.Contains(Host.Address + "/queries/stages", pages);
        Assert.InRange(pages.Count, 500, 50_000);
        // A sample from all over it.
        foreach (var page in pages.Where((_, i) => i % (pages.Count / 20) == 0))
        {
            Assert.Equal(HttpStatusCode.OK, (await Host.SendAsync(HttpMethod.Head, page, null, "Accept: text/html")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotModified, (await Host.GetAsync(parts[0], "If-None-Match: " + part.Header("ETag"))).StatusCode);
        await (await Host.GetAsync("/sitemap/2.xml")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(6, 1)]
    [InlineData(7, 1)]
    public void PartsOfTheSitemapHoldEachSubjectOnce(int size, int expected)
    {
        using var engine = Engine.Engine.Open();
        engine.Update(
            "INSERT DATA { <urn:a> <urn:p> 1, 2 . <urn:b> <urn:p> 1 . <urn:c> <urn:p> 1, 2, 3 . "
                + "<urn:d> <urn:p> 1 . _:e <urn:p> 1 . <urn:f> <urn:p> 1 }",
            ct: TestContext.Current.CancellationToken);
        var parts = new SiteParts(engine.Snapshot, size);

        Assert.Equal(expected, parts.Count);
        var subjects = Enumerable.Range(0, parts.Count).Select(part => parts.Subjects(part).ToList()).ToList();
        Assert.Equal(6, subjects.SelectMany(part => part).Distinct().Count());
        Assert.Equal(6, subjects.Sum(part => part.Count));
        Assert.All(subjects.SkipLast(1), part => Assert.Equal(size, part.Count));
        Assert.Empty(parts.Subjects(parts.Count));
    }

    [Fact]
    public async Task ADatasetAboveTheBound_HasNoVersion()
    {
        await using var host = await WritableHost.StartAsync("--Limits:DigestQuads=1");
        Assert.Equal("pending", (await host.GetAsync("/health/live")).Header("Dataset-Version"));

        await host.UpdateAsync("INSERT DATA { <urn:s> <urn:p> 1, 2 }");

        Assert.False((await host.GetAsync("/health/live")).Headers.Contains("Dataset-Version"));
        Assert.DoesNotContain("RDFC", await (await host.GetAsync("/data")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SumsAreThoseOfTheDumps()
    {
        var sums = (await (await Host.GetAsync("/data/SHA256SUMS")).TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ")).ToDictionary(line => line[1], line => line[0], StringComparer.Ordinal);
        var page = await (await Host.GetAsync("/data", "Accept: text/html")).TextAsync();

        Assert.Equal(["dataset.nq", "dataset.trig", "facts.nt", "facts.ttl"], sums.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, sum) in sums)
        {
            var dump = await Host.GetAsync("/data/" + name);
            var bytes = await dump.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var hash = SHA256.HashData(bytes);
            Assert.Equal(Convert.ToHexStringLower(hash), sum);
            Assert.Equal($"sha-256=:{Convert.ToBase64String(hash)}:", dump.Header("Repr-Digest"));
            Assert.Contains(sum, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task EveryAnswerNamesTheContent()
    {
        var plain = await Host.GetAsync("/data/dataset.nq?_profile=rdf11");
        var canonical = DatasetCanonicalization.Canonicalize(await plain.DatasetAsync(), ct: TestContext.Current.CancellationToken).NQuads;
        var expected = "rdfc10-sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        // Once it is made.
        await Host.GetAsync("/cite");

        foreach (
            var address in new[] { "/", "/sparql?query=ASK%7B%7D", "/id/kazakhstan", "/nothing", "/assets/style.css", "/data/facts.nt" })
        {
            var answer = await Host.GetAsync(address, "Origin: https://example.org");
            Assert.Equal(expected, answer.Header("Dataset-Version"));
            Assert.Contains("Dataset-Version", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NamesAnotherContentAfterAWrite()
    {
        await using var host = await WritableHost.StartAsync();
        async Task<string> Version()
        {
            for (var i = 0; i < 100; i++)
            {
                var version = (await host.GetAsync("/health/live")).Header("Dataset-Version");
                if (version != "pending")
                {
                    return version;
                }

                await Task.Delay(100, TestContext.Current.CancellationToken);
            }

            return "pending";
        }

        var before = await Version();
        await host.WriteAsync("POST", "/sparql", "INSERT DATA { <urn:s> <urn:p> 1 }", "application/sparql-update");
        var between = await Version();
        await host.WriteAsync("POST", "/sparql", "DELETE DATA { <urn:s> <urn:p> 1 }", "application/sparql-update");

        Assert.StartsWith("rdfc10-sha256-", before, StringComparison.Ordinal);
        Assert.StartsWith("rdfc10-sha256-", between, StringComparison.Ordinal);
        Assert.NotEqual(before, between);
        Assert.Equal(before, await Version());
    }

    [Theory]
    [InlineData("text", "text/plain")]
    [InlineData("bibtex", "application/x-bibtex")]
    [InlineData("csl", "application/vnd.citationstyles.csl+json")]
    [InlineData("ris", "application/x-research-info-systems")]
    public async Task CitesByFormatAndByAccept(string format, string mediaType)
    {
        var byFormat = await Host.GetAsync("/cite?format=" + format);
        var byAccept = await Host.GetAsync("/cite", "Accept: " + mediaType);

        Assert.Equal(mediaType, byFormat.MediaType());
        var text = await byFormat.TextAsync();
        Assert.Equal(text, await byAccept.TextAsync());
        Assert.Contains("https://w3id.org/secoop/dataset", text, StringComparison.Ordinal);
        Assert.Contains("0.2.0", text, StringComparison.Ordinal);
        Assert.Contains("2026", text, StringComparison.Ordinal);
        Assert.Contains("KnowledgeGraph contributors", text, StringComparison.Ordinal);
        var page = await Host.GetAsync("/cite", "Accept: text/html");
        Assert.Contains("how to cite", await page.TextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task CitesAThingAndAClaimWithItsSource()
    {
        using var thing =
            JsonDocument.Parse(await (await Host.GetAsync("/cite?format=csl&iri=https://w3id.org/secoop/id/kazakhstan")).TextAsync());
        using var claim = JsonDocument.Parse(
            await (await Host.GetAsync("/cite?format=csl&iri=https://w3id.org/secoop/source/edm-6-93/claim/refusal")).TextAsync());

        Assert.Equal("Kazakhstan", thing.RootElement[0].GetProperty("title").GetString());
        Assert.Equal("https://w3id.org/secoop/id/kazakhstan", thing.RootElement[0].GetProperty("URL").GetString());
        Assert.Equal("Graph of Kazakhstan–NATO cooperation", thing.RootElement[0].GetProperty("container-title").GetString());
        Assert.Contains("Drawn from: Kazakhstan Balances NATO", claim.RootElement[0].GetProperty("note").GetString(),
            StringComparison.Ordinal);
        await (await Host.GetAsync("/cite?iri=urn:nothing")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await Host.GetAsync("/cite?format=pdf")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    [Fact]
    public async Task InventsNoCitationOfADatasetThatItDoesNotKnow()
    {
        await using var host = await WritableHost.StartAsync();

        await (await host.GetAsync("/cite")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/sitemap/1.xml")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/data")).StatusCode);
    }

    // RFC 9110 §8.8.1: a strong tag promises the same bytes.
    [Theory]
    [InlineData("SELECT ?s ?c WHERE { ?s a ?c } ORDER BY ?s LIMIT 5", false)]
    [InlineData("SELECT ?s WHERE { ?s a ?c } LIMIT 5", false)]
    [InlineData("SELECT ?s ?c WHERE { ?s a ?c } ORDER BY ?s ?c LIMIT 5", true)]
    [InlineData("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", true)]
    [InlineData("ASK { ?s ?p ?o }", true)]
    [InlineData("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 5", false)]
    public async Task TagIsStrongOnlyWhereTheBytesAreSettled(string query, bool isStrong)
    {
        var tag = (await Host.AskAsync(query, "*/*")).Header("ETag");

        Assert.NotEmpty(tag);
        Assert.Equal(isStrong, !tag.StartsWith("W/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT (NOW() AS ?n) WHERE { }")]
    [InlineData("SELECT ?x WHERE { BIND(STR(RAND()) AS ?x) }")]
    [InlineData("SELECT ?x WHERE { { SELECT (UUID() AS ?x) WHERE { } } }")]
    [InlineData("SELECT * WHERE { ?s a ?c FILTER(EXISTS { ?s ?p ?o FILTER(STRLEN(STRUUID()) > 1) }) } ORDER BY ?s ?c LIMIT 1")]
    [InlineData(
        "SELECT * WHERE { ?s a ?c FILTER(NOT EXISTS { SELECT * WHERE { ?s ?p ?o FILTER(UCASE(STR(NOW())) = 'x') } }) } LIMIT 1")]
    [InlineData("SELECT ?c WHERE { ?s a ?c } GROUP BY ?c HAVING(COUNT(*) > RAND()) LIMIT 1")]
    [InlineData("SELECT ?c (SUM(IF(RAND() > 2, 1, 0)) AS ?n) WHERE { ?s a ?c } GROUP BY ?c LIMIT 1")]
    [InlineData("SELECT ?s WHERE { ?s a ?c } ORDER BY RAND() LIMIT 1")]
    [InlineData("SELECT ?s WHERE { ?s a ?c OPTIONAL { ?s ?p ?o FILTER(RAND() > 2) } } LIMIT 1")]
    [InlineData("SELECT ?s WHERE { { ?s a ?c } MINUS { ?s a ?d FILTER(RAND() > 2) } } LIMIT 1")]
    [InlineData("SELECT ?s WHERE { { BIND(1 AS ?s) } UNION { BIND(IF(BOUND(?t), 1, BNODE()) AS ?s) } }")]
    [InlineData("ASK { FILTER(isIRI(UUID())) }")]
    [InlineData("CONSTRUCT { <urn:s> <urn:p> ?n } WHERE { BIND(NOW() AS ?n) }")]
    [InlineData("SELECT * WHERE { OPTIONAL { SERVICE SILENT <http://127.0.0.1:1/sparql> { ?s ?p ?o } } }")]
    public async Task HasNoTagWhereTheNextAnswerMayDiffer(string query)
    {
        var answer = await Host.AskAsync(query, "*/*");

        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.TextAsync());
        Assert.Empty(answer.Header("ETag"));
    }
}
