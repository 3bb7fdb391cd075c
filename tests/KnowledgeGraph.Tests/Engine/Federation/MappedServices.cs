using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Tests.Engine.Federation;

/// <summary>Services in memory: <c>http://one.example/</c> and so on, each an engine, which may call each other. Remembers what was asked.</summary>
internal sealed class MappedServices : HttpMessageHandler
{
    private const string Prefixes = "PREFIX : <http://example/>\n";
    private readonly Dictionary<string, KnowledgeGraph.Engine.Engine> _engines = new(StringComparer.Ordinal);

    /// <summary>Services.</summary>
    /// <param name="services">The first part of each host's name, and its data in TriG.</param>
    public MappedServices(params (string Host, string Data)[] services)
    {
        Options = new FederationOptions { Allow = ["one.example", "two.example", "dead.example"], Handler = this };
        foreach (var (host, data) in services)
        {
            _engines.Add(host + ".example", Engine(data));
        }
    }

    /// <summary>How to reach them.</summary>
    public FederationOptions Options { get; init; }

    /// <summary>The queries asked, with the hosts' names.</summary>
    public ConcurrentQueue<(string Host, string Query)> Asked { get; } = new();

    /// <summary>An engine that can reach them.</summary>
    public KnowledgeGraph.Engine.Engine Engine(string data)
    {
        var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Federation = Options });
        engine.LoadText(Prefixes + data);
        return engine;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Host;
        var form = request.Content is null ? request.RequestUri.Query[1..] : await request.Content.ReadAsStringAsync(cancellationToken);
        var query = WebUtility.UrlDecode(form["query=".Length..]);
        Asked.Enqueue((host, query));
        if (!_engines.TryGetValue(host, out var engine))
        {
            throw new HttpRequestException(HttpRequestError.NameResolutionError);
        }

        using var run = engine.Run(query, null, cancellationToken);
        var output = new ArrayBufferWriter<byte>();
        run.WriteSolutions(output, ResultFormat.Json);
        var content = new ByteArrayContent(output.WrittenSpan.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue(ResultFormat.Json.MediaType);
        return new HttpResponseMessage { Content = content };
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var engine in _engines.Values)
        {
            engine.Dispose();
        }

        base.Dispose(disposing);
    }
}
