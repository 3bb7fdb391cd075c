using System.Buffers;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Http;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// The endpoints of a SERVICE test (qt:serviceData), each an engine with the data of the manifest, reached at its example.org address
/// through the handler of <see cref="FederationOptions"/>. They may call each other; nobody answers at any other address.
/// </summary>
internal sealed class MappedEndpoints : ServiceHandler
{
    private readonly Dictionary<string, Engine.Engine> _engines = new(StringComparer.Ordinal);

    public MappedEndpoints(W3cTest test)
    {
        // An address where nobody answers is listed too: that the call fails is what its tests are about.
        Options = new FederationOptions
        {
            Allow = [.. test.ServiceData.Select(data => new Uri(data.Endpoint).Host).Append("invalid.endpoint.org").Distinct()],
            Handler = this,
        };
        foreach (var data in test.ServiceData)
        {
            var engine = Engine.Engine.Open(new EngineOptions { Federation = Options });
            engine.Load(data.Files);
            _engines.Add(data.Endpoint, engine);
        }
    }

    /// <summary>How an engine reaches them.</summary>
    public FederationOptions Options { get; }

    protected override ReadOnlyMemory<byte>? Answer(Uri address, string query, CancellationToken cancellationToken)
    {
        if (!_engines.TryGetValue(address.GetLeftPart(UriPartial.Path), out var engine))
        {
            return null;
        }

        using var run = engine.Run(query, null, cancellationToken);
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
