using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>N-Triples of RDF 1.1 and RDF 1.2.</summary>
public sealed class NTriplesSuites(ITestOutputHelper output)
{
    [Fact]
    public void NTriples11() => new Suite("RDF 1.1 N-Triples", "rdf/rdf11/rdf-n-triples/manifest.ttl")
        .On("TestNTriplesPositiveSyntax", test => Read(test))
        .On("TestNTriplesNegativeSyntax", Reject)
        .Run(output);

    private static void Reject(W3cTest test)
    {
        try
        {
            Read(test);
        }
        catch (RdfSyntaxException)
        {
            return;
        }

        throw new ConformanceException("was read without an error");
    }

    private static Dataset Read(W3cTest test)
    {
        var sink = new DatasetSink();
        using var stream = File.OpenRead(test.Action!);
        RdfReader.Read(stream, RdfFormat.NTriples, sink, new RdfReaderOptions { BaseIri = test.BaseIriOf(test.Action!), SourceName = test.Action });
        return sink.Dataset;
    }
}
