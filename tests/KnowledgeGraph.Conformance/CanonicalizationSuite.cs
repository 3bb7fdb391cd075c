using System.Security.Cryptography;
using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Canonicalization;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>RDF Dataset Canonicalization.</summary>
public sealed class CanonicalizationSuite(ITestOutputHelper output)
{
    [Fact]
    public void Rdfc10() => new Suite("RDFC-1.0", "manifest.ttl").In("rdf-canon")
        .On("RDFC10EvalTest", CompareText)
        .On("RDFC10MapTest", CompareLabels)
        .On("RDFC10NegativeEvalTest", Refuse)
        .Run(output);

    private static void CompareText(W3cTest test)
    {
        var actual = Canonicalize(test).NQuads;
        var expected = File.ReadAllText(test.Result!);
        if (actual != expected)
        {
            throw new ConformanceException($"wrote:\n{actual}\nexpected:\n{expected}");
        }
    }

    private static void CompareLabels(W3cTest test)
    {
        var actual = Canonicalize(test).Labels;
        var expected = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(test.Result!))!;
        if (actual.Count != expected.Count || expected.Any(entry => actual.GetValueOrDefault(entry.Key) != entry.Value))
        {
            throw new ConformanceException($"labels {string.Join(' ', actual)}, expected {string.Join(' ', expected)}");
        }
    }

    private static void Refuse(W3cTest test)
    {
        try
        {
            Canonicalize(test);
        }
        catch (CanonicalizationException)
        {
            return;
        }

        throw new ConformanceException("was canonicalised within the bound");
    }

    private static CanonicalDataset Canonicalize(W3cTest test)
    {
        var sink = new DatasetSink();
        using var stream = File.OpenRead(test.Action!);
        RdfReader.Read(stream, RdfFormat.NQuads, sink, new RdfReaderOptions { SourceName = test.Action });
        return DatasetCanonicalization.Canonicalize(sink.Dataset, test.HashAlgorithm switch
        {
            null or "SHA256" => HashAlgorithmName.SHA256,
            "SHA384" => HashAlgorithmName.SHA384,
            var other => throw new ConformanceException($"the hash algorithm {other} is not known"),
        });
    }
}
