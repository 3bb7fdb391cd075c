using System.Buffers;
using System.Text;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>The syntaxes of RDF 1.1 and RDF 1.2. There is one reader a syntax, that of RDF 1.2: it reads the tests of 1.1, too.</summary>
public sealed class RdfSyntaxSuites(ITestOutputHelper output)
{
    [Fact]
    public void NTriples11() => Run("RDF 1.1 N-Triples", "NTriples", RdfFormat.NTriples, "rdf/rdf11/rdf-n-triples/manifest.ttl");

    [Fact]
    public void NQuads11() => Run("RDF 1.1 N-Quads", "NQuads", RdfFormat.NQuads, "rdf/rdf11/rdf-n-quads/manifest.ttl");

    [Fact]
    public void Turtle11() => Run("RDF 1.1 Turtle", "Turtle", RdfFormat.Turtle, "rdf/rdf11/rdf-turtle/manifest.ttl");

    [Fact]
    public void TriG11() => Run("RDF 1.1 TriG", "Trig", RdfFormat.TriG, "rdf/rdf11/rdf-trig/manifest.ttl");

    [Fact]
    public void NTriples12() => Run(
        "RDF 1.2 N-Triples", "NTriples", RdfFormat.NTriples,
        "rdf/rdf12/rdf-n-triples/syntax/manifest.ttl", "rdf/rdf12/rdf-n-triples/c14n/manifest.ttl");

    [Fact]
    public void NQuads12() => Run(
        "RDF 1.2 N-Quads", "NQuads", RdfFormat.NQuads,
        "rdf/rdf12/rdf-n-quads/syntax/manifest.ttl", "rdf/rdf12/rdf-n-quads/c14n/manifest.ttl");

    [Fact]
    public void Turtle12() => Run(
        "RDF 1.2 Turtle", "Turtle", RdfFormat.Turtle,
        "rdf/rdf12/rdf-turtle/syntax/manifest.ttl", "rdf/rdf12/rdf-turtle/eval/manifest.ttl");

    [Fact]
    public void TriG12() => Run(
        "RDF 1.2 TriG", "Trig", RdfFormat.TriG,
        "rdf/rdf12/rdf-trig/syntax/manifest.ttl", "rdf/rdf12/rdf-trig/eval/manifest.ttl");

    [Fact]
    public void RdfXml11() => Run("RDF 1.1 XML", "XML", RdfFormat.RdfXml, "rdf/rdf11/rdf-xml/manifest.ttl");

    [Fact]
    public void RdfXml12() => Run("RDF 1.2 XML", "XML", RdfFormat.RdfXml, "rdf/rdf12/rdf-xml/eval/manifest.ttl");

    private static void Reject(W3cTest test, RdfFormat format)
    {
        try
        {
            Read(test, test.Action!, format);
        }
        catch (RdfSyntaxException)
        {
            return;
        }

        throw new ConformanceException("was read without an error");
    }

    private static void Evaluate(W3cTest test, RdfFormat format)
    {
        var actual = Read(test, test.Action!, format);
        var expected = Read(test, test.Result!, RdfFormat.FromFileName(test.Result!)!);
        if (!Isomorphism.AreIsomorphic(actual, expected))
        {
            throw new ConformanceException($"not isomorphic:\n{string.Join('\n', actual)}\nexpected:\n{string.Join('\n', expected)}");
        }
    }

    // "Positive" canonicalisation tests give the text to be written; they do not ask for an order.
    private static void Canonicalize(W3cTest test, RdfFormat format)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = RdfWriter.Create(buffer, format, new RdfWriterOptions { Layout = RdfLayout.Canonical }))
        {
            Read(test, test.Action!, format).WriteTo(writer);
        }

        var actual = Lines(Encoding.UTF8.GetString(buffer.WrittenSpan));
        var expected = Lines(File.ReadAllText(test.Result!));
        if (actual != expected)
        {
            throw new ConformanceException($"wrote:\n{actual}\nexpected:\n{expected}");
        }
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal)).Trim('\n');

    private static Dataset Read(W3cTest test, string file, RdfFormat format)
    {
        var sink = new DatasetSink();
        using var stream = File.OpenRead(file);

        // The base is that of the action, also for the expected result.
        RdfReader.Read(stream, format, sink, new RdfReaderOptions { BaseIri = test.BaseIriOf(test.Action!), SourceName = file });
        return sink.Dataset;
    }

    private void Run(string name, string types, RdfFormat format, params string[] manifests) => new Suite(name, manifests)
        .On($"Test{types}PositiveSyntax", test => Read(test, test.Action!, format))
        .On($"Test{types}NegativeSyntax", test => Reject(test, format))
        .On($"Test{types}NegativeEval", test => Reject(test, format))
        .On($"Test{types}Eval", test => Evaluate(test, format))
        .On($"Test{types}PositiveC14N", test => Canonicalize(test, format))
        .Run(output);
}
