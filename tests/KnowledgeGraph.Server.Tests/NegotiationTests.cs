using System.IO.Compression;
using System.Net;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Each Accept value, and what caches need to know about the answer.</summary>
public sealed class NegotiationTests(ShippedHost shipped)
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
    private const string Select = "SELECT ?o WHERE { <https://w3id.org/secoop/id/kazakhstan> a ?o } ORDER BY ?o";
    private const string Construct = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 5";

    private RunningHost Host => shipped.Host;

    // XML 1.0 §2.2: no way to write U+0001.
    [Fact]
    public async Task ACharacterThatXmlLacks_IsNotAcceptable()
    {
        const string query = "SELECT (\"\\u0001\" AS ?x) WHERE { }";

        var problem = await (await Host.AskAsync(query, "application/sparql-results+xml")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");

        Assert.Contains("U+0001", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("application/sparql-results+json", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(new Literal("\u0001"), (await (await Host.AskAsync(query, "application/sparql-results+json")).TableAsync()).Rows[0][0]);
    }

    [Theory]
    [InlineData("*/*", "application/sparql-results+json")]
    [InlineData("application/sparql-results+json", "application/sparql-results+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/sparql-results+xml", "application/sparql-results+xml")]
    [InlineData("application/xml", "application/xml")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/tab-separated-values", "text/tab-separated-values")]
    [InlineData("text/html", "text/html")]
    [InlineData(Browser, "text/html")]
    [InlineData("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml")]
    [InlineData("text/*, application/*;q=0.1", "text/xml")]
    [InlineData("application/sparql-results+json;q=0, */*", "application/json")]
    [InlineData("application/sparql-results+json, */*;q=0.1", "application/sparql-results+json")]
    [InlineData("TEXT/CSV", "text/csv")]
    public async Task NegotiatesSolutions(string accept, string mediaType)
    {
        var response = await Host.AskAsync(Select, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.MediaType());
        Assert.Contains("Accept", response.Headers.Vary);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        if (mediaType != "text/html" && mediaType != "text/csv")
        {
            Assert.NotEmpty((await response.TableAsync()).Rows);
        }
    }

    [Theory]
    [InlineData("*/*", "text/turtle")]
    [InlineData("text/turtle", "text/turtle")]
    [InlineData("application/trig", "application/trig")]
    [InlineData("application/n-triples", "application/n-triples")]
    [InlineData("application/n-quads", "application/n-quads")]
    [InlineData(Browser, "text/html")]
    public async Task NegotiatesGraphs(string accept, string mediaType)
    {
        var response = await Host.AskAsync(Construct, accept);

        Assert.Equal(mediaType, response.MediaType());
        if (mediaType != "text/html")
        {
            Assert.Equal(5, (await response.DatasetAsync()).Count);
        }
    }

    [Theory]
    [InlineData("*/*", true)]
    [InlineData("application/sparql-results+xml", true)]
    [InlineData("application/json", false)]
    public async Task NegotiatesTheAnswerOfAsk(string accept, bool answer)
    {
        var response = await Host.AskAsync(answer ? "ASK { }" : "ASK { FILTER(false) }", accept);

        Assert.Equal(answer, (await response.TableAsync()).Boolean);
    }

    [Theory]
    [InlineData("json", "application/sparql-results+json")]
    [InlineData("xml", "application/sparql-results+xml")]
    [InlineData("csv", "text/csv")]
    [InlineData("tsv", "text/tab-separated-values")]
    [InlineData("html", "text/html")]
    [InlineData("text/csv", "text/csv")]
    public async Task FormatWinsOverAccept(string format, string mediaType) =>
        Assert.Equal(mediaType, (await Host.AskAsync(Select, "application/json", "&format=" + Uri.EscapeDataString(format))).MediaType());

    // SPARQLWrapper names a format twice, by a short name of its own and by its media types.
    [Theory]
    [InlineData("format=rdf%2Bxml&format=application%2Frdf%2Bxml", "application/rdf+xml")]
    [InlineData("format=xml&output=xml&results=xml", "application/rdf+xml")]
    [InlineData("format=json-ld&format=application%2Fld%2Bjson%2Capplication%2Fx-json%2Bld", "application/ld+json")]
    [InlineData("format=n3", "text/turtle")]
    [InlineData("format=text%2Fn3%2Ctext%2Fturtle&format=nt", "application/n-triples")]
    public async Task TakesTheNamesThatClientsHaveForFormats(string fields, string mediaType) => Assert.Equal(
        mediaType,
        (await Host.AskAsync("CONSTRUCT { <urn:s> <urn:p> 1 } WHERE { }", "*/*", "&" + fields)).MediaType());

    [Fact]
    public async Task TagsDifferByFormatAndCoding()
    {
        var tags = new[]
        {
            (await Host.AskAsync(Select, "text/csv")).Header("ETag"),
            (await Host.AskAsync(Select, "application/sparql-results+json")).Header("ETag"),
            (await Host.GetAsync(Address(Select), "Accept: text/csv", "Accept-Encoding: gzip")).Header("ETag"),
            (await Host.GetAsync(Address(Select), "Accept: text/csv", "Accept-Encoding: br")).Header("ETag"),
        };

        Assert.All(tags, tag => Assert.StartsWith("\"", tag, StringComparison.Ordinal));
        Assert.Equal(4, tags.Distinct().Count());
    }

    [Fact]
    public async Task TagIsWeak_WhenTheOrderIsFree() =>
        Assert.StartsWith("W/\"", (await Host.AskAsync("SELECT ?s WHERE { ?s a ?o }", "text/csv")).Header("ETag"), StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT (NOW() AS ?x) WHERE { }")]
    [InlineData("SELECT (RAND() AS ?x) WHERE { }")]
    [InlineData("SELECT (UUID() AS ?x) WHERE { }")]
    [InlineData("SELECT (STRUUID() AS ?x) WHERE { }")]
    [InlineData("SELECT (BNODE() AS ?x) WHERE { }")]
    public async Task ThereIsNoTag_WhenTheAnswerChanges(string query) => Assert.Empty((await Host.AskAsync(query, "text/csv")).Header("ETag"));

    [Fact]
    public async Task SaysNotModified_WhenTheTagIsCurrent()
    {
        var first = await Host.AskAsync(Select, "text/csv");

        var second = await Host.GetAsync(Address(Select), "Accept: text/csv", "If-None-Match: " + first.Header("ETag"));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Header("ETag"), second.Header("ETag"));
        Assert.Contains("Accept", second.Headers.Vary);
        Assert.Empty(await second.TextAsync());
    }

    [Fact]
    public async Task AnswersInFull_WhenTheTagIsOfAnotherFormat()
    {
        var csv = await Host.AskAsync(Select, "text/csv");

        var json = await Host.GetAsync(Address(Select), "Accept: application/json", "If-None-Match: " + csv.Header("ETag"));

        Assert.Equal(HttpStatusCode.OK, json.StatusCode);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    public async Task Compresses_WhenAsked(string accepted, string coding)
    {
        var plain = await (await Host.AskAsync(Select, "text/csv")).TextAsync();

        var packed = await Host.GetAsync(Address(Select), "Accept: text/csv", "Accept-Encoding: " + accepted);

        Assert.Equal([coding], packed.Content.Headers.ContentEncoding);
        Assert.EndsWith($"-{coding}\"", packed.Header("ETag"), StringComparison.Ordinal);
        var body = await packed.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream unpacked = coding == "br"
            ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(plain, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("gzip;q=0")]
    [InlineData("identity, gzip;q=0.5")]
    [InlineData("identity, br;q=0.5")]
    [InlineData("compress")]
    public async Task DoesNotCompress_WhenTheClientPrefersPlain(string coding)
    {
        var response = await Host.GetAsync(Address(Select), "Accept: text/csv", "Accept-Encoding: " + coding);

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal((await Host.AskAsync(Select, "text/csv")).Header("ETag"), response.Header("ETag"));
    }

    [Fact]
    public async Task AllowsAnyOrigin()
    {
        var response = await Host.GetAsync(Address(Select), "Origin: https://elsewhere.example");

        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
        Assert.Contains("ETag", response.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllowsAnyOrigin_WhenTheAnswerIsAnError() =>
        Assert.Equal("*", (await Host.GetAsync("/sparql?query=x", "Origin: https://elsewhere.example")).Header("Access-Control-Allow-Origin"));

    [Fact]
    public async Task AnswersPreflight()
    {
        var response = await Host.SendAsync(
            HttpMethod.Options, "/sparql", null,
            "Origin: https://elsewhere.example", "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
        Assert.Equal("GET,HEAD,POST", response.Header("Access-Control-Allow-Methods"));
        Assert.Equal("content-type", response.Header("Access-Control-Allow-Headers"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sparql?query=x")]
    [InlineData("/nothing")]
    [InlineData("/assets/style.css")]
    public async Task KeepsBrowsersFromForeignContent(string path)
    {
        var response = await Host.GetAsync(path, "Accept: " + Browser);

        var policy = response.Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.EndsWith("form-action 'self'; base-uri 'none'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
    }

    private static string Address(string query) => "/sparql?query=" + Uri.EscapeDataString(query);
}
