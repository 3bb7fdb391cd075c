using System.Globalization;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.TestKit.Http;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// A test of remote documents as it is meant: a server on the loopback interface publishes the files of the manifest with the status, media
/// type and Link headers that the test states, and the documents are fetched from it through the engine's client. Only the name of the
/// host is mapped.
/// </summary>
internal sealed class PublishedJsonLdTests : IDisposable
{
    private readonly JsonLdTest _test;
    private readonly LoopbackServer _server;
    private readonly Rerouted _handler;

    public PublishedJsonLdTests(JsonLdTest test)
    {
        _test = test;
        _server = new LoopbackServer(async (request, output, ct) => await output.WriteAsync(Answer(request.Target), ct));
        _handler = new Rerouted(_server.Port);
        Engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions
        {
            Federation = new FederationOptions { Allow = [new Uri(test.BaseIri).Host], Handler = _handler },
        });
    }

    /// <summary>An engine whose client reaches the files.</summary>
    public Engine.Engine Engine { get; }

    public void Dispose()
    {
        Engine.Dispose();
        _handler.Dispose();
        _server.Dispose();
    }

    private byte[] Answer(string target)
    {
        var folder = new Uri(_test.BaseIri).AbsolutePath;
        var file = Path.Combine(_test.Folder, target.StartsWith(folder, StringComparison.Ordinal) ? target[folder.Length..] : "none");
        var isInput = file == Path.Combine(_test.Folder, _test.Text("input")!);
        if (isInput && _test.Option("redirectTo")?.GetString() is { } redirect)
        {
            return Encoding.UTF8.GetBytes(LoopbackServer.Redirect(_test.Option("httpStatus")?.GetInt32() ?? 302, _test.BaseIri + redirect));
        }

        if (!File.Exists(file))
        {
            return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
        }

        var head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        var body = File.ReadAllBytes(file);
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\nContent-Type: {_test.MediaType(file, isInput)}\r\n");
        foreach (var link in _test.Links(isInput))
        {
            head.Append(CultureInfo.InvariantCulture, $"Link: {link}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    private sealed class Rerouted(int port) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Scheme = "http", Host = "127.0.0.1", Port = port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
