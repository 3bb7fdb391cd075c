using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>The list of expected failures itself.</summary>
public sealed class ExpectedFailuresTests
{
    [Fact]
    public void EveryEntry_HasReasonLinkAndDate() =>
        Assert.Empty(ExpectedFailures.Tests.Where(test => ExpectedFailures.DefectOf(test) is not null)
            .Select(test => $"<{test}>: {ExpectedFailures.DefectOf(test)}"));

    [Fact]
    public void EveryEntry_IsKnownToAManifest()
    {
        var root = W3cFolder.Find();
        Assert.SkipWhen(root is null, W3cFolder.HowToGet);

        string[] manifests =
        [
            "rdf/rdf11/manifest.ttl", "rdf/rdf12/manifest.ttl",
            "sparql/sparql10/manifest.ttl", "sparql/sparql11/manifest-all.ttl", "sparql/sparql11/http-rdf-update/manifest.ttl",
            "sparql/sparql12/manifest.ttl",
        ];
        var known = manifests.SelectMany(manifest => W3cManifest.Read(root, manifest)).Select(test => test.Iri).ToHashSet(StringComparer.Ordinal);
        known.UnionWith(JsonLdManifest.ReadAll().Select(test => test.Test.Iri));
        known.UnionWith(ShaclManifest.Read("manifest.ttl").Select(test => test.Iri));
        Assert.Subset(known, ExpectedFailures.Tests.ToHashSet(StringComparer.Ordinal));
    }
}
