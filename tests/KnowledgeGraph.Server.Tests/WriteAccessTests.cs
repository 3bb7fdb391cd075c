using System.Net;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Who may write.</summary>
public sealed class WriteAccessTests(ShippedHost shipped)
{
    private const string Insert = "INSERT DATA { <urn:s> <urn:p> <urn:o> }";

    // Every request that writes: method, address, media type, body.
    public static TheoryData<string, string, string?, string?> Writes => new()
    {
        { "POST", "/sparql", "application/sparql-update", Insert },
        { "POST", "/sparql", "application/x-www-form-urlencoded", "update=" + Insert },
        { "PUT", "/rdf-graph-store?default", "text/turtle", "<urn:s> <urn:p> <urn:o> ." },
        { "PUT", "/rdf-graph-store?graph=urn:g", "text/turtle", "<urn:s> <urn:p> <urn:o> ." },
        { "PUT", "/rdf-graph-store/g", "text/turtle", "<urn:s> <urn:p> <urn:o> ." },
        { "POST", "/rdf-graph-store", "text/turtle", "<urn:s> <urn:p> <urn:o> ." },
        { "POST", "/rdf-graph-store?default", "text/turtle", "<urn:s> <urn:p> <urn:o> ." },
        { "PATCH", "/rdf-graph-store?default", "application/sparql-update", Insert },
        { "DELETE", "/rdf-graph-store?default", null, null },
        { "PUT", "/dataset", "application/trig", "<urn:s> <urn:p> <urn:o> ." },
        { "POST", "/dataset", "application/trig", "<urn:s> <urn:p> <urn:o> ." },
        { "DELETE", "/dataset", null, null },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task ShippedGraphTakesNoWrite(string method, string address, string? mediaType, string? body)
    {
        var response = await shipped.Host.WriteAsync(method, address, body, mediaType);

        var problem = await response.ProblemAsync(HttpStatusCode.Forbidden, "read-only");
        Assert.Contains("written by its build alone", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShippedGraphTakesNoWrite_EvenWithTheTokenOfTheHost()
    {
        await using var host = await RunningHost.StartAsync("--Writes:Token=" + WritableHost.Token);

        await (await host.UpdateAsync(Insert)).ProblemAsync(HttpStatusCode.Forbidden, "read-only");
        Assert.DoesNotContain("SPARQL11Update", await (await host.GetAsync("/sparql", "Accept: text/turtle")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingCanBeWritten_WhenNoTokenIsSet()
    {
        await using var host = await RunningHost.StartAsync("--Dataset:Files:0=none", "--Writes:Token=");
        foreach (var (method, address, mediaType, body) in Writes.Select(row => row.Data))
        {
            var problem = await (await host.WriteAsync(method, address, body, mediaType)).ProblemAsync(HttpStatusCode.Forbidden, "read-only");
            Assert.Contains("Writes:Token", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty(await host.QuadsAsync());
    }

    [Fact]
    public async Task EveryWriteAsksForTheToken()
    {
        await using var host = await WritableHost.StartAsync();
        foreach (var (method, address, mediaType, body) in Writes.Select(row => row.Data))
        {
            var content = body is null ? null : WritableHost.Content(body, mediaType);
            var response = await host.SendAsync(new HttpMethod(method), address, content);
            await response.ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.Equal("Bearer realm=\"KnowledgeGraph\"", response.Header("WWW-Authenticate"));
        }

        Assert.Empty(await host.QuadsAsync());
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer " + WritableHost.Token + "x")]
    [InlineData("Bearer a-token-for-tests-012345678")]
    public async Task SaysThatTheTokenIsWrong(string authorization)
    {
        await using var host = await WritableHost.StartAsync();

        var response = await host.SendAsync(HttpMethod.Delete, "/dataset", null, "Authorization: " + authorization);

        var problem = await response.ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.StartsWith("Bearer realm=\"KnowledgeGraph\", error=\"invalid_token\"", response.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.DoesNotContain("a-token", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData(WritableHost.Token)]
    public async Task OtherSchemesAreNoToken(string authorization)
    {
        await using var host = await WritableHost.StartAsync();

        var response = await host.SendAsync(HttpMethod.Delete, "/dataset", null, "Authorization: " + authorization);

        await response.ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        Assert.DoesNotContain("error", response.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadersNeedNoToken()
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.AskAsync("ASK {}", "*/*")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/rdf-graph-store?default")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/dataset")).StatusCode);
    }

    [Fact]
    public async Task RefusesABodyAboveTheLimit_AndNamesTheSetting()
    {
        await using var host = await WritableHost.StartAsync("--Writes:BodyMB=1");
        var triples = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"<urn:s:{i}> <urn:p> <urn:o:{i}> .\n"));

        foreach (var (method, address, mediaType) in ((string, string, string)[])
            [("PUT", "/rdf-graph-store?default", "text/turtle"), ("POST", "/dataset", "application/trig"), ("POST", "/sparql", "application/sparql-update")])
        {
            await RefusesAsync(host, method, address, triples, mediaType);
        }

        Assert.Empty(await host.QuadsAsync());
    }

    // A small body that unpacks to a large one.
    [Fact]
    public async Task RefusesAPackedBodyAboveTheLimit_WhenItUnpacks()
    {
        await using var host = await WritableHost.StartAsync("--Writes:BodyMB=1");
        var content = Packed(string.Concat(Enumerable.Repeat("<urn:s> <urn:p> <urn:o> .\n", 100_000)));

        var response = await host.SendAsync(HttpMethod.Put, "/rdf-graph-store?default", content, "Authorization: Bearer " + WritableHost.Token);

        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.Empty(await host.QuadsAsync());
    }

    [Fact]
    public async Task UnpacksABody()
    {
        await using var host = await WritableHost.StartAsync();

        var response = await host.SendAsync(
            HttpMethod.Put, "/rdf-graph-store?default", Packed("<urn:s> <urn:p> <urn:o> ."), "Authorization: Bearer " + WritableHost.Token);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("<urn:s> <urn:p> <urn:o> .", await host.QuadsAsync());
    }

    [Fact]
    public async Task RefusesABodyPackedInAnotherWay()
    {
        await using var host = await WritableHost.StartAsync();
        var content = WritableHost.Content("<urn:s> <urn:p> <urn:o> .", "text/turtle");
        content.Headers.ContentEncoding.Add("br");

        var response = await host.SendAsync(HttpMethod.Put, "/rdf-graph-store?default", content, "Authorization: Bearer " + WritableHost.Token);

        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal("gzip", response.Header("Accept-Encoding"));
    }

    [Fact]
    public async Task RefusesABodyThatIsNotPackedAsItSays()
    {
        await using var host = await WritableHost.StartAsync();
        var content = WritableHost.Content("<urn:s> <urn:p> <urn:o> .", "text/turtle");
        content.Headers.ContentEncoding.Add("gzip");

        var response = await host.SendAsync(HttpMethod.Put, "/rdf-graph-store?default", content, "Authorization: Bearer " + WritableHost.Token);

        await response.ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task PagesOfOtherOriginsCannotSendTheToken()
    {
        await using var host = await WritableHost.StartAsync();

        var response = await PreflightAsync(host, "https://elsewhere.example");

        Assert.DoesNotContain("uthorization", response.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal("GET,HEAD,POST", response.Header("Access-Control-Allow-Methods"));
        Assert.Contains("content-type", response.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PagesOfOriginsThatAreListedCan()
    {
        await using var host = await WritableHost.StartAsync("--Writes:Origins:0=https://editor.example");

        var response = await PreflightAsync(host, "https://editor.example");

        Assert.Contains("authorization", response.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal("PUT", response.Header("Access-Control-Allow-Methods"));
        Assert.DoesNotContain("uthorization", (await PreflightAsync(host, "https://editor.example.evil")).Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PreflightAsync(RunningHost host, string origin) => host.SendAsync(
        HttpMethod.Options, "/rdf-graph-store?default", null,
        "Origin: " + origin, "Access-Control-Request-Method: PUT", "Access-Control-Request-Headers: authorization,content-type");

    private static async Task RefusesAsync(RunningHost host, string method, string address, string body, string mediaType)
    {
        var response = await host.WriteAsync(method, address, body, mediaType, "Expect: 100-continue");
        var problem = await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.Contains("Writes:BodyMB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static ByteArrayContent Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentType = new("text/turtle");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
