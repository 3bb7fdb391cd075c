using System.Buffers;
using System.Collections.Concurrent;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Http;

namespace KnowledgeGraph.Tests.Engine.Federation;

/// <summary>Services in memory: <c>http://one.example/</c> and so on, each an engine, which may call each other. Remembers what was asked.</summary>
internal sealed class MappedServices : ServiceHandler
{
    private const string Prefixes = "PREFIX : <http://example/>\n";

    // Who asks has a limit.
    private static readonly QueryOptions s_unlimited = new() { Timeout = TimeSpan.Zero };

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

    protected override ReadOnlyMemory<byte>? Answer(Uri address, string query, CancellationToken cancellationToken)
    {
        Asked.Enqueue((address.Host, query));
        if (!_engines.TryGetValue(address.Host, out var engine))
        {
            return null;
        }

        using var run = engine.Run(query, s_unlimited, cancellationToken);
        var output = new ArrayBufferWriter<byte>();
        run.WriteSolutions(output, ResultFormat.Json);
        return output.WrittenMemory;
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
