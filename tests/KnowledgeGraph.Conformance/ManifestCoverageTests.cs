using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>No manifest of the SPARQL suites is forgotten.</summary>
public sealed class ManifestCoverageTests
{
    // What the suites of this project and of Server.Tests begin with.
    private static readonly string[] s_read =
    [
        "sparql/sparql10/manifest.ttl", "sparql/sparql10/manifest-evaluation.ttl", "sparql/sparql11/manifest-all.ttl",
        "sparql/sparql11/http-rdf-update/manifest.ttl", "sparql/sparql12/manifest.ttl",
    ];

    // No manifest includes these, and their tests have neither IRI nor type: they were never approved.
    private static readonly string[] s_notRun = ["sparql/sparql10/open-world/sameTerm-manifest.ttl", "sparql/sparql10/sort/extended-manifest.ttl"];

    [Fact]
    public void EveryManifestWithTests_IsReadOrNamed()
    {
        var root = W3cFolder.Find();
        Assert.SkipWhen(root is null, W3cFolder.HowToGet);

        var read = s_read.SelectMany(manifest => W3cManifest.Read(root, manifest)).Select(test => Path.GetRelativePath(root, test.ManifestFile));
        var there = Directory.GetFiles(Path.Combine(root, "sparql"), "*manifest*.ttl", SearchOption.AllDirectories)
            .Where(file => RdfFile.Read(file, W3cFolder.IriOf(root, file))
                .Match(predicate: new Iri("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#entries")).Any())
            .Select(file => Path.GetRelativePath(root, file));

        Assert.Equal(there.Order(StringComparer.Ordinal), read.Concat(s_notRun).Distinct().Order(StringComparer.Ordinal));
    }
}
