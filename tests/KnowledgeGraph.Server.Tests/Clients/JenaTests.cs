using System.IO.Compression;

namespace KnowledgeGraph.Server.Tests.Clients;

/// <summary>Jena's remote connection (Debian: libapache-jena-java and a JDK) at the host.</summary>
/// <remarks>
/// Jena 4.5 sends no token by itself, and must be told to send it at once: asked for one (401), it looks for Basic and Digest, takes the
/// challenge <c>Bearer</c> for none and then uses it all the same, which ends in a NullPointerException (AuthLib.authenticateHeader).
/// Headers of queries and updates come from its registry of request modifiers, those of the graph store from the request itself (which
/// DELETE does not send).
/// </remarks>
public sealed class JenaTests(ShippedHost shipped)
{
    private const string Jars = "/usr/share/java";

    [Fact]
    public async Task Reads()
    {
        var lines = await RunAsync("read", shipped.Host.Address + "/");

        Assert.Contains("label Kazakhstan@en", lines);
        Assert.Equal(["ask true", "construct 7", "describe true"], lines[^3..]);
    }

    [Fact]
    public async Task WritesWithAToken()
    {
        await using var host = await WritableHost.StartAsync();

        var lines = await RunAsync("write", host.Address + "/", WritableHost.Token);

        Assert.Equal(["after update 1", "after POST 2", "after PUT 1", "left false"], lines);
    }

    private static async Task<string[]> RunAsync(params string[] arguments)
    {
        // A single file is compiled as it starts, which takes the compiler of a JDK.
        var modules = await ClientProgram.RunAsync("java", "--list-modules");
        var isThere = File.Exists(Path.Combine(Jars, "jena-rdfconnection.jar"))
            && modules is { ExitCode: 0 } && modules.Output.Contains("jdk.compiler", StringComparison.Ordinal);
        Assert.SkipUnless(isThere,
            "Jena is not at hand (Debian: libapache-jena-java, default-jdk-headless): WHAT IT MAKES OF THE HOST WAS NOT TESTED");
        // Debian's Jena looks for its messages under a name of its own, and without them does not start.
        var folder = Path.Combine(ProjectFolder.Root, "artifacts", "clients", "jena");
        using (var jar = await ZipFile.OpenReadAsync(Path.Combine(Jars, "jena-core.jar"), TestContext.Current.CancellationToken))
        {
            const string Inside = "org/apache/jena/ext/";
            foreach (var entry in jar.Entries.Where(entry => entry.FullName.StartsWith(Inside + "xerces/", StringComparison.Ordinal)
                && entry.Name.EndsWith(".properties", StringComparison.Ordinal)))
            {
                var file = Path.Combine(folder, entry.FullName[Inside.Length..]);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await entry.ExtractToFileAsync(file, overwrite: true, TestContext.Current.CancellationToken);
            }
        }

        var run = await ClientProgram.RunAsync(
            "java", ["-cp", folder + ":" + Jars + "/*", Path.Combine(ClientProgram.Folder, "JenaClient.java"), .. arguments]);
        return run!.Lines();
    }
}
