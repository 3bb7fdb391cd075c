using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Failures before and after the first byte of an answer (architecture.md, "Answers over HTTP").</summary>
public sealed class LimitsTests(ShippedHost shipped)
{
    // Gives rows at once and never ends.
    private const string Endless = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";

    // Works and gives no row in any time that counts: its condition needs all three triples, so no plan shortens it.
    private const string Silent = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = '') }";

    [Fact]
    public async Task SaysTimedOut_WhenNothingIsSentYet()
    {
        var response = await shipped.Host.AskAsync(Silent, "*/*", "&timeout=0.2");

        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, "query-time");
        Assert.Equal("5", response.Header("Retry-After"));
    }

    [Fact]
    public async Task SaysTimedOutOnAPage_WhenABrowserAsks()
    {
        var response = await shipped.Host.AskAsync(Silent, "text/html", "&timeout=0.2");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("text/html", response.MediaType());
        Assert.Equal("5", response.Header("Retry-After"));
    }

    [Fact]
    public async Task CannotRaiseTheLimit()
    {
        await using var host = await RunningHost.StartAsync("--Limits:QuerySeconds=0.2");

        await (await host.AskAsync(Silent, "*/*", "&timeout=1000")).ProblemAsync(HttpStatusCode.ServiceUnavailable, "query-time");
    }

    [Fact]
    public async Task SaysOutOfMemory_WhenNothingIsSentYet()
    {
        await using var host = await RunningHost.StartAsync("--Limits:QueryMemoryMB=1");

        var response = await host.AskAsync("SELECT DISTINCT ?a ?d WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d", "*/*");

        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, "query-memory");
        Assert.NotEmpty(response.Header("Retry-After"));
    }

    [Fact]
    public async Task RejectsOneQueryTooMany()
    {
        await using var host = await RunningHost.StartAsync("--Limits:ConcurrentQueries=1", "--Limits:QuerySeconds=5");
        using var client = host.NewClient();
        using var stop = new CancellationTokenSource();
        var first = client.GetAsync("/sparql?query=" + Uri.EscapeDataString(Silent), stop.Token);
        await host.RunningAsync(1);

        var second = await host.AskAsync("ASK { }", "*/*");

        await second.ProblemAsync(HttpStatusCode.ServiceUnavailable, "too-many-queries");
        Assert.NotEmpty(second.Header("Retry-After"));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await host.RunningAsync(0);
    }

    // Each holds a thread; the pool alone adds two a second, and the first would be over before the last began.
    [Fact]
    public async Task AnswersBesideManyLongQueries()
    {
        await using var host = await RunningHost.StartAsync("--Limits:QuerySeconds=12");
        using var client = host.NewClient();
        using var stop = new CancellationTokenSource();
        var running = Enumerable.Range(0, 32)
            .Select(_ => client.GetAsync("/sparql?query=" + Uri.EscapeDataString(Silent), stop.Token))
            .ToList();

        await host.RunningAsync(32);
        var answer = await host.AskAsync("ASK { }", "*/*");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(running, query => query.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task CutAnswerDoesNotLookWhole(string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sparql?timeout=1&format=csv&query=" + Uri.EscapeDataString(Endless));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);

        using var response = await shipped.Host.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(coding == "identity" ? Array.Empty<string>() : [coding], response.Content.Headers.ContentEncoding);
        var raw = new MemoryStream();
        var failure = await Assert.ThrowsAnyAsync<Exception>(
            async () => await response.Content.CopyToAsync(raw, TestContext.Current.CancellationToken));
        Assert.True(failure is HttpRequestException or IOException, failure.ToString());
    }

    [Fact]
    public async Task CutAnswerEndsWithoutLastChunk_WhenReadFromTheSocket()
    {
        var bytes = await ReadRawAsync("/sparql?timeout=1&format=csv&query=" + Uri.EscapeDataString(Endless), "identity");

        Assert.StartsWith("HTTP/1.1 200 OK", Encoding.Latin1.GetString(bytes[..20]), StringComparison.Ordinal);
        Assert.True(bytes.Length > 64 * 1024);
        Assert.False(bytes.AsSpan().EndsWith("\r\n0\r\n\r\n"u8));
    }

    [Fact]
    public async Task CutAnswerCannotBeUnpacked_WhenGzip()
    {
        var bytes = await ReadRawAsync("/sparql?timeout=1&format=csv&query=" + Uri.EscapeDataString(Endless), "gzip");

        Assert.False(bytes.AsSpan().EndsWith("\r\n0\r\n\r\n"u8));
        var packed = Unchunked(bytes);
        Assert.True(packed.Length > 1024);
        // A whole gzip member ends with CRC and length (RFC 1952 §2.3.1); this one must not have the length of what is in it.
        var length = 0L;
        try
        {
            await using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await unpacked.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            return;
        }

        Assert.NotEqual((uint)length, BitConverter.ToUInt32(packed.AsSpan()[^4..]));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task StalledReaderCountsAgainstTheLimitAndFreesTheQuery(string coding)
    {
        await using var host = await RunningHost.StartAsync("--Limits:QuerySeconds=2");
        using var client = await ConnectAsync(host, "/sparql?format=csv&query=" + Uri.EscapeDataString(Endless), coding);
        await host.RunningAsync(1);

        // Nothing is read. Well before the server's own rate check (240 bytes/s after 5 s) could cut it, the query is gone.
        await host.RunningAsync(0);
    }

    [Fact]
    public async Task ShortAnswerHasItsLength() =>
        Assert.NotNull((await shipped.Host.AskAsync("SELECT * WHERE { VALUES ?x { 1 2 } }", "text/csv")).Content.Headers.ContentLength);

    [Fact]
    public async Task LongAnswerComesWhole()
    {
        var count = await (await shipped.Host.AskAsync("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "text/csv")).TextAsync();

        var all = await shipped.Host.AskAsync("SELECT ?s ?p ?o WHERE { ?s ?p ?o }", "application/sparql-results+json");

        Assert.Equal(int.Parse(count.Split("\r\n")[1], CultureInfo.InvariantCulture), (await all.TableAsync()).Rows.Count);
    }

    private static async Task<TcpClient> ConnectAsync(RunningHost host, string path, string coding)
    {
        var address = new Uri(host.Address);
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var request = $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept-Encoding: {coding}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        return client;
    }

    private async Task<byte[]> ReadRawAsync(string path, string coding)
    {
        using var client = await ConnectAsync(shipped.Host, path, coding);
        using var all = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(all, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // A reset is the abort that is asked for.
        }

        return all.ToArray();
    }

    private static byte[] Unchunked(byte[] response)
    {
        var rest = response.AsSpan();
        rest = rest[(rest.IndexOf("\r\n\r\n"u8) + 4)..];
        var body = new MemoryStream();
        while (rest.IndexOf("\r\n"u8) is > 0 and var end)
        {
            var size = int.Parse(Encoding.ASCII.GetString(rest[..end]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            rest = rest[(end + 2)..];
            var taken = Math.Min(size, rest.Length);
            body.Write(rest[..taken]);
            rest = rest[Math.Min(taken + 2, rest.Length)..];
        }

        return body.ToArray();
    }
}
