namespace KnowledgeGraph.Conformance;

/// <summary>The data shapes test suite: SHACL Core and SHACL-SPARQL.</summary>
/// <seealso href="https://w3c.github.io/data-shapes/data-shapes-test-suite/"/>
public sealed class ShaclSuites(ITestOutputHelper output)
{
    [Fact]
    public void Core() => Run("SHACL Core", "core/manifest.ttl");

    [Fact]
    public void Sparql() => Run("SHACL-SPARQL", "sparql/manifest.ttl");

    private void Run(string name, string manifest)
    {
        Assert.SkipWhen(ShaclManifest.Folder is null, ShaclManifest.HowToGet);
        new Suite(name).On("Validate", ShaclTest.Run).Run(output, ShaclManifest.Read(manifest));
    }
}
