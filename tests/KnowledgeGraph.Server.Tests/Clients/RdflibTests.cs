namespace KnowledgeGraph.Server.Tests.Clients;

/// <summary>rdflib's SPARQLStore and SPARQLWrapper (Debian: python3-rdflib, python3-sparqlwrapper) at the endpoint.</summary>
public sealed class RdflibTests(ShippedHost shipped)
{
    private static readonly string s_script = Path.Combine(ClientProgram.Folder, "rdflib-client.py");

    // Debian's own first: another Python on the path does not see Debian's packages.
    private static readonly string[] s_pythons = ["/usr/bin/python3", "python3"];

    [Fact]
    public async Task SparqlStoreReads()
    {
        var lines = await RunAsync("rdflib", "store", shipped.Host.Address + "/sparql");

        Assert.Equal(5, lines.Length);
        Assert.Contains("\"Kazakhstan\"@en", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0]["triples ".Length..].Split(", ").Length, lines[1]["select ".Length..].Split(", ").Length);
        Assert.Equal(["ask True", "construct 7", "contains True"], lines[2..]);
    }

    [Fact]
    public async Task SparqlWrapperReadsEveryFormat()
    {
        var lines = await RunAsync("SPARQLWrapper", "wrapper", shipped.Host.Address + "/sparql");

        Assert.Equal(7, lines.Length);
        Assert.Contains("'Kazakhstan'", lines[0], StringComparison.Ordinal);
        var labels = lines[0].Split(", ").Length;
        Assert.Equal([$"post {labels}", $"xml {labels}", $"csv {labels}", "rdfxml 7", "turtle 7", "ask True"], lines[1..]);
    }

    [Fact]
    public async Task SparqlUpdateStoreWrites()
    {
        await using var host = await WritableHost.StartAsync();

        var lines = await RunAsync("rdflib", "update", host.Address + "/sparql", WritableHost.Token);

        Assert.Equal(["after ['\"\"\"ö \"1\"\\n\"\"\"'] 3"], lines);
    }

    private static async Task<string[]> RunAsync(string module, params string[] arguments)
    {
        foreach (var python in s_pythons)
        {
            if (await ClientProgram.RunAsync(python, "-c", "import rdflib, " + module) is { ExitCode: 0 })
            {
                return (await ClientProgram.RunAsync(python, [s_script, .. arguments]))!.Lines();
            }
        }

        Assert.Skip(
            $"{module} is not at hand (Debian: python3-rdflib, python3-sparqlwrapper): WHAT IT MAKES OF THE ENDPOINT WAS NOT TESTED");
        return [];
    }
}
