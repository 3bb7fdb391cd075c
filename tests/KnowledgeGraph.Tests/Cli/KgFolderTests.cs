namespace KnowledgeGraph.Tests.Cli;

/// <summary>The built <c>kg</c> on durable stores: what is loaded into a folder is there for every other command.</summary>
public sealed class KgFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-folder-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Store => Path.Combine(_folder, "store");

    [Fact]
    public void ExportsWhatWasLoaded_SoThatAnotherStoreCanBeMadeOfIt()
    {
        string data = Path.Combine(_folder, "data.nq");
        File.WriteAllText(data, "<http://x/a> <http://x/p> \"b\"@en .\n<http://x/a> <http://x/p> <<( <http://x/a> <http://x/q> \"1\" )>> <http://x/g> .\n");
        string exported = Path.Combine(_folder, "exported.nq");
        string other = Path.Combine(_folder, "other");

        Assert.Equal(0, KgTests.Run("load", "--folder", Store, data).ExitCode);
        Assert.Equal(0, KgTests.Run("export", "--folder", Store, "--dataset", "--format", "nq", "--output", exported).ExitCode);
        Assert.Equal(File.ReadAllLines(data).Order(StringComparer.Ordinal), File.ReadAllLines(exported).Order(StringComparer.Ordinal));
        Assert.Equal(0, KgTests.Run("load", "--folder", other, exported).ExitCode);
        Assert.Equal("?o\n\"1\"\n", KgTests.Run("query", "--folder", other, "SELECT ?o { GRAPH ?g { ?s ?p <<( ?a ?b ?o )>> } }").Output);
    }

    [Fact]
    public void ExplainsAQueryOverTheStore()
    {
        string data = Path.Combine(_folder, "data.nt");
        File.WriteAllText(data, "<http://x/a> <http://x/p> \"b\" .\n<http://x/a> <http://x/p> \"c\" .\n");
        Assert.Equal(0, KgTests.Run("load", "--folder", Store, data).ExitCode);
        var explained = KgTests.Run("explain", "--run", "--folder", Store, "SELECT * { ?s <http://x/p> ?o }");
        Assert.Equal(0, explained.ExitCode);
        Assert.Contains("actual 2 ", explained.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, KgTests.Run("explain", "--folder", Path.Combine(_folder, "none"), "ASK {}").ExitCode);
    }

    [Fact]
    public void CompactsAndChecks_AndNamesDamage()
    {
        string data = Path.Combine(_folder, "data.nt");
        File.WriteAllText(data, "<http://x/a> <http://x/p> \"b\" .\n");
        Assert.Equal(0, KgTests.Run("load", "--folder", Store, data).ExitCode);
        Assert.Equal(0, KgTests.Run("compact", "--folder", Store).ExitCode);
        Assert.Equal(0, KgTests.Run("check", "--folder", Store).ExitCode);

        string part = Directory.GetFiles(Store, "part.kg", SearchOption.AllDirectories).Single();
        byte[] bytes = File.ReadAllBytes(part);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(part, bytes);

        KgTests.Result damaged = KgTests.Run("check", "--folder", Store);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("part.kg", damaged.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query", "ASK {}")]
    [InlineData("export", "--dataset", "--format", "nq")]
    [InlineData("compact")]
    [InlineData("check")]
    public void RefusesAFolderWithoutAStore(params string[] arguments)
    {
        KgTests.Result result = KgTests.Run([.. arguments, "--folder", Store]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("there is no store", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }
}
