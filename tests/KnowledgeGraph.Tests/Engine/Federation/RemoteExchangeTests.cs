using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.TestKit.Http;

namespace KnowledgeGraph.Tests.Engine.Federation;

/// <summary>What happens between this host and another: real sockets on 127.0.0.1, seen through SERVICE.</summary>
public sealed class RemoteExchangeTests
{
    private const string OneRow = """{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}]}}""";

    [Theory]
    [InlineData("application/sparql-results+json", OneRow)]
    [InlineData("application/json; charset=utf-8", OneRow)]
    [InlineData("application/sparql-results+xml", """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results><result><binding name="x"><literal>far</literal></binding></result></results></sparql>""")]
    [InlineData("text/tab-separated-values", "?x\n\"far\"\n")]
    public void ReadsAnswers(string type, string body)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(body, type));

        Assert.Equal(["x=far"], Rows(server));
    }

    [Fact]
    public void SendsNothingOfItsOwn()
    {
        using var server = new LoopbackServer(_ => "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n" + LoopbackServer.Ok(OneRow)["HTTP/1.1 200 OK\r\n".Length..]);
        using var engine = Open(server.Entry);
        for (var i = 0; i < 2; i++)
        {
            using var run = engine.Start(Call(server.Address + "/sparql"));
            Assert.Single(run.Solutions());
        }

        Assert.All(server.Requests, request =>
        {
            Assert.DoesNotContain("cookie", request.Head, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("authorization", request.Head, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("traceparent", request.Head, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("Accept: application/sparql-results+json", request.Head, StringComparison.Ordinal);
        });
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void PostsALongQuery()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(OneRow));
        using var engine = Open(server.Entry);
        using var run = engine.Start($$"""SELECT ?x { SERVICE <{{server.Address}}/> { ?a ?b ?x FILTER(?b != "{{new string('y', 3000)}}") } }""");

        Assert.Single(run.Solutions());
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST", request.Method);
        Assert.StartsWith("query=SELECT", request.Body, StringComparison.Ordinal);
        Assert.Contains("application/x-www-form-urlencoded", request.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public void FollowsARedirect(int status)
    {
        using var server = new LoopbackServer(
            request => request.Target.StartsWith("/old", StringComparison.Ordinal)
                ? LoopbackServer.Redirect(status, "/new" + request.Target["/old".Length..])
                : LoopbackServer.Ok(OneRow));

        Assert.Equal(["x=far"], Rows(server, "/old"));
        Assert.Equal(["/old", "/new"], server.Requests.Select(request => request.Target.Split('?')[0]));
        Assert.All(server.Requests, request => Assert.Contains("query=", request.Target, StringComparison.Ordinal));
    }

    [Fact]
    public void PostsAgain_WhenTheEndpointMoved()
    {
        using var server = new LoopbackServer(
            request => request.Target == "/old" ? LoopbackServer.Redirect(308, "/new") : LoopbackServer.Ok(OneRow));
        using var engine = Open(server.Entry);
        using var run = engine.Start($$"""SELECT ?x { SERVICE <{{server.Address}}/old> { ?a ?b ?x FILTER(?b != "{{new string('y', 3000)}}") } }""");

        Assert.Single(run.Solutions());
        Assert.All(server.Requests, request => Assert.StartsWith("query=", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public void EndsARedirectLoop()
    {
        using var server = new LoopbackServer(request => LoopbackServer.Redirect(302, request.Target));

        Fails(server, "redirects more than 5 times");
        Assert.Equal(12, server.Requests.Count); // Once plain, once silent.
    }

    [Theory]
    [InlineData("http://10.0.0.1/", "redirects to a host that is not listed")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "redirects to a host that is not listed")]
    [InlineData("http://[::1]/", "redirects to a host that is not listed")]
    [InlineData("http://localhost/", "redirects to a host that is not listed")]
    [InlineData("http://2130706433/", "redirects to a host that is not listed")]
    [InlineData("file:///etc/passwd", "redirects to what is no http or https IRI")]
    [InlineData("gopher://example.org/", "redirects to what is no http or https IRI")]
    [InlineData("http://user:secret@127.0.0.1/", "user name")]
    public void RefusesARedirectElsewhere(string location, string problem)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Redirect(302, location));

        var message = Fails(server, problem);
        Assert.DoesNotContain(location, message, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesARedirectToAnotherPort()
    {
        using var inner = new LoopbackServer(_ => LoopbackServer.Ok(OneRow));
        using var server = new LoopbackServer(_ => LoopbackServer.Redirect(302, inner.Address));

        Fails(server, "redirects to a host that is not listed in Federation:Allow");
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public void RefusesARedirectFromHttpsToHttp()
    {
        using var handler = new Answering(_ => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("http://example.org/") } });
        using var engine = Open(new FederationOptions { Allow = ["example.org"], Handler = handler });

        Fails(engine, "https://example.org/", "redirects from https to http");
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::1")]
    [InlineData("93.184.216.34", "127.0.0.1")]
    [InlineData("127.0.0.1", "2606:2800:220:1::1")]
    public void RefusesANameThatLeadsInside(params string[] addresses)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(OneRow));
        var name = FormattableString.Invariant($"rebind.test:{server.Port}");
        using var engine = Open(new FederationOptions
        {
            Allow = [name],
            Resolve = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()),
        });

        var message = Fails(engine, $"http://{name}/", "leads to an address that is not public");
        Assert.All(addresses, address => Assert.DoesNotContain(address, message, StringComparison.Ordinal));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void DialsTheAddressThatItChecked()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(OneRow));
        var name = FormattableString.Invariant($"rebind.test:{server.Port}");
        var asked = 0;
        using var engine = Open(new FederationOptions
        {
            Allow = [name, server.Entry],
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "10.0.0.1") }),
        });
        using var run = engine.Start(Call($"http://{name}/"));

        Assert.Single(run.Solutions());
        Assert.Equal(1, asked);
    }

    [Fact]
    public void ReachesLocalhost_WhenTheListSaysSo()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(OneRow));
        var name = FormattableString.Invariant($"localhost:{server.Port}");
        using var engine = Open(name);
        using var run = engine.Start(Call($"http://{name}/"));

        Assert.Single(run.Solutions());
    }

    [Theory]
    [InlineData("http://example.org/", "not listed in Federation:Allow")]
    [InlineData("http://127.0.0.1/", "not listed in Federation:Allow")]
    [InlineData("ftp://127.0.0.1/", "is no http or https IRI")]
    [InlineData("file:///etc/passwd", "is no http or https IRI")]
    [InlineData("urn:sparql", "is no http or https IRI")]
    public void RefusesWhatIsNotListed(string iri, string problem)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(OneRow));
        using var engine = Open(server.Entry);

        Fails(engine, iri, problem);
    }

    [Fact]
    public void EndsASlowBody()
    {
        using var server = new LoopbackServer(async (_, output, ct) =>
        {
            await output.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"u8.ToArray(), ct);
            while (true)
            {
                await Task.Delay(20, ct);
                await output.WriteAsync(" "u8.ToArray(), ct);
            }
        });
        using var engine = Open(new FederationOptions { Allow = [server.Entry], Timeout = TimeSpan.FromMilliseconds(300) });

        Fails(engine, server.Address, "did not answer in full within 0.3 s (Federation:TimeoutSeconds)");
    }

    [Fact]
    public void TheTimeLimitOfTheQuery_EndsACall_AlsoASilentOne()
    {
        using var server = new LoopbackServer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var engine = Open(server.Entry);
        using var run = engine.Start(Call(server.Address, "SILENT"), new QueryOptions { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Throws<QueryTimeoutException>(() => run.Solutions().Count());
    }

    [Fact]
    public void Cancellation_EndsACall_AlsoASilentOne()
    {
        using var server = new LoopbackServer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var engine = Open(server.Entry);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        using var run = engine.StartStoppable(Call(server.Address, "SILENT"), stop.Token);

        Assert.ThrowsAny<OperationCanceledException>(() => run.Solutions().Count());
    }

    [Fact]
    public void EndsAnEndlessBody()
    {
        var block = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
        using var server = new LoopbackServer(async (_, output, ct) =>
        {
            await output.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray(), ct);
            while (true)
            {
                await output.WriteAsync(block, ct);
            }
        });
        using var engine = Open(new FederationOptions { Allow = [server.Entry], MaxBodyMB = 1 });

        Fails(engine, server.Address, "answers with more than 1 MB (Federation:MaxBodyMB)");
    }

    [Fact]
    public void DoesNotReadABodyThatIsAnnouncedTooLarge()
    {
        using var server = new LoopbackServer(_ => "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000000000\r\n\r\n");
        using var engine = Open(new FederationOptions { Allow = [server.Entry], MaxBodyMB = 1 });

        Fails(engine, server.Address, "answers with more than 1 MB");
    }

    [Fact]
    public void MeasuresABodyUnpacked()
    {
        var bomb = Gzip(new byte[100_000_000]);
        using var server = new LoopbackServer((_, output, ct) => SendGzipAsync(output, bomb, ct));
        using var engine = Open(new FederationOptions { Allow = [server.Entry], MaxBodyMB = 2 });

        Fails(engine, server.Address, "answers with more than 2 MB");
    }

    [Fact]
    public void TheMemoryOfTheQuery_BoundsABody_AlsoASilentOne()
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(new string(' ', 3_000_000)));
        using var engine = Open(server.Entry);
        using var run = engine.Start(Call(server.Address, "SILENT"), new QueryOptions { MemoryMB = 1 });

        Assert.Throws<QueryMemoryException>(() => run.Solutions().Count());
    }

    [Fact]
    public void UnpacksGzip()
    {
        using var server = new LoopbackServer((_, output, ct) => SendGzipAsync(output, Gzip(Encoding.UTF8.GetBytes(OneRow)), ct));

        Assert.Equal(["x=far"], Rows(server));
    }

    [Fact]
    public void RefusesACutGzip()
    {
        var whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("?x\n", 1)) + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i}\n"))));
        using var server = new LoopbackServer((_, output, ct) => SendGzipAsync(output, whole[..^20], ct, "text/tab-separated-values"));

        Fails(server, "answers with");
    }

    [Theory]
    [InlineData("application/sparql-results+json", """{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"far"}}""")]
    [InlineData("application/sparql-results+json", "")]
    [InlineData("application/sparql-results+json", "[]")]
    [InlineData("application/sparql-results+json", """{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"no iri > here"}}]}}""")]
    [InlineData("application/sparql-results+json", """{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"a","xml:lang":"e n"}}]}}""")]
    [InlineData("application/sparql-results+json", """{"head":{},"boolean":true}""")]
    [InlineData("application/sparql-results+xml", """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results>""")]
    [InlineData("application/sparql-results+xml", """<!DOCTYPE s [<!ENTITY a "b">]><sparql xmlns="http://www.w3.org/2005/sparql-results#"/>""")]
    [InlineData("text/tab-separated-values", "?x\n\"far\"\n\"fa")]
    [InlineData("text/csv", "x\r\nfar\r\n")]
    [InlineData("text/html", "<html>secret</html>")]
    public void RefusesAnAnswerThatIsNone(string type, string body)
    {
        using var server = new LoopbackServer(_ => LoopbackServer.Ok(body, type));

        var message = Fails(server, server.Address);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 1000\r\n\r\n" + OneRow)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"hea")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/tab-separated-values\r\n\r\n?x\n\"far\"\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 6\r\n\r\nsecret")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\nsecret")]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 6\r\n\r\nsecret")]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n")]
    [InlineData("what is this\r\n\r\n")]
    [InlineData("")]
    public void RefusesHalfAnExchange(string answer)
    {
        using var server = new LoopbackServer(_ => answer);

        var message = Fails(server, server.Address);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Oops", message, StringComparison.Ordinal);
    }

    [Fact]
    public void SaysSo_WhenNobodyAnswers()
    {
        string address;
        using (var server = new LoopbackServer(_ => ""))
        {
            address = server.Entry;
        }

        using var engine = Open(address);
        Fails(engine, $"http://{address}/", "cannot be reached: nobody answers there");
    }

    [Fact]
    public void SaysSo_WhenTheNameHasNoAddress()
    {
        using var engine = Open(new FederationOptions
        {
            Allow = ["nowhere.test"],
            Resolve = (_, _) => throw new SocketException((int)SocketError.HostNotFound),
        });

        Fails(engine, "http://nowhere.test/", "cannot be reached");
    }

    private static string Call(string iri, string silent = "") => $"SELECT ?x {{ SERVICE {silent} <{iri}> {{ ?a ?b ?x }} }}";

    private static KnowledgeGraph.Engine.Engine Open(params string[] allow) => Open(new FederationOptions { Allow = [.. allow] });

    private static KnowledgeGraph.Engine.Engine Open(FederationOptions options) =>
        KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Federation = options });

    private static string[] Rows(LoopbackServer server, string path = "/sparql")
    {
        using var engine = Open(server.Entry);
        using var run = engine.Start(Call(server.Address + path));
        return [.. run.Solutions().Select(row => row.ToString().Replace("\"", "", StringComparison.Ordinal).TrimStart('?'))];
    }

    private static string Fails(LoopbackServer server, string problem)
    {
        using var engine = Open(server.Entry);
        return Fails(engine, server.Address + "/sparql", problem);
    }

    // The failure without SILENT, and the empty solution with it.
    private static string Fails(KnowledgeGraph.Engine.Engine engine, string iri, string problem)
    {
        using var run = engine.Start(Call(iri));
        var error = Assert.Throws<RemoteException>(() => run.Solutions().Count());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("SERVICE <http", error.Message.Replace("<ftp", "<http", StringComparison.Ordinal).Replace("<file", "<http", StringComparison.Ordinal).Replace("<urn", "<http", StringComparison.Ordinal), StringComparison.Ordinal);
        using var silent = engine.Start(Call(iri, "SILENT"));
        Assert.Null(Assert.Single(silent.Solutions())["x"]);
        return error.Message;
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    private static async Task SendGzipAsync(Stream output, byte[] body, CancellationToken ct, string type = "application/sparql-results+json")
    {
        var head = FormattableString.Invariant(
            $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n");
        await output.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
        await output.WriteAsync(body, ct);
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
