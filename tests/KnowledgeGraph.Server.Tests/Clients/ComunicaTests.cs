namespace KnowledgeGraph.Server.Tests.Clients;

/// <summary>Comunica 4 (npm) at the endpoint, alone and with a second instance beside it.</summary>
/// <remarks>
/// <para>
/// package.json sets rdf-data-factory to version 2. As it installs itself, Comunica 4.5.0 has version 1.1.3, whose literals take a language
/// as a string, and reads answers with sparqljson-parse 3, which gives language and direction as one object: its literals then have no
/// language and an undefined datatype, whatever the endpoint. Most filters it sends to the endpoints; those that it evaluates itself (over
/// what both have, or after BIND) find nothing.
/// </para>
/// <para>
/// Left out for a fault of its own: of <c>FILTER NOT EXISTS</c> and <c>MINUS</c> with a pattern that no source has, it drops the whole
/// query (PruneEmptySourceOperations) and gives no row, after asking nothing but COUNT and ASK, which are answered rightly.
/// </para>
/// </remarks>
public sealed class ComunicaTests(ShippedHost shipped)
{
    private static readonly string[] s_files = ["package.json", "package-lock.json", "client.mjs"];

    [Fact]
    public async Task Reads()
    {
        var lines = await RunAsync("read", shipped.Host.Address + "/sparql");

        Assert.Contains("label=Kazakhstan", lines);
        Assert.Equal(["true", "7"], lines[^2..]);
    }

    [Fact]
    public async Task JoinsWhatTwoInstancesHave()
    {
        await using var second = await WritableHost.StartAsync();
        await second.UpdateAsync("INSERT DATA { <https://w3id.org/secoop/id/kazakhstan> <http://example.org/code> 'KZ' }");

        var lines = await RunAsync("sources", shipped.Host.Address + "/sparql", second.Address + "/sparql");

        Assert.Contains("code=KZ label=Kazakhstan", lines);
        Assert.All(lines, line => Assert.StartsWith("code=KZ label=", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FiltersWhatTwoInstancesHave()
    {
        const string Label = "<http://www.w3.org/2000/01/rdf-schema#label>";
        (string Filter, string[] Labels)[] filters =
        [
            ("FILTER(LANG(?label) = 'en')", ["Kazakhstan"]),
            ("FILTER(LANG(?label) = 'en' && STR(?label) != ?code)", ["Kazakhstan"]),
            ("BIND(LANG(?label) AS ?l) FILTER(?l = 'en')", ["Kazakhstan"]),
            ("FILTER(LANGMATCHES(LANG(?label), 'de') || REGEX(?label, '^QAZ', 'i'))", ["Kasachstan", "Qazaqstan"]),
            ("FILTER(?label = 'Kazakhstan'@en)", ["Kazakhstan"]),
            ("FILTER NOT EXISTS { ?state <http://example.org/code> 'KZ' }", []),
        ];
        await using var second = await WritableHost.StartAsync();
        await second.UpdateAsync(
            $"INSERT DATA {{ <https://w3id.org/secoop/id/kazakhstan> <http://example.org/code> 'KZ' ; {Label} 'Kasachstan'@de }}");

        var lines = await RunAsync(
            ["filter", shipped.Host.Address + "/sparql", second.Address + "/sparql", .. filters.Select(each => each.Filter)]);

        Assert.Equal(filters.SelectMany(each => each.Labels.Select(label => $"code=KZ label={label}").Prepend(each.Filter)), lines);
    }

    [Fact]
    public async Task LetsOneInstanceAskTheOther()
    {
        await using var second = await WritableHost.StartAsync();
        await second.UpdateAsync("INSERT DATA { <https://w3id.org/secoop/id/kazakhstan> <http://example.org/code> 'KZ' }");
        await using var first = await RunningHost.StartAsync("--Federation:Allow=" + new Uri(second.Address).Authority);

        var lines = await RunAsync("service", first.Address + "/sparql", second.Address + "/sparql");

        Assert.Contains("code=KZ label=Kazakhstan", lines);
        Assert.All(lines, line => Assert.StartsWith("code=KZ label=", line, StringComparison.Ordinal));
    }

    private static async Task<string[]> RunAsync(params string[] arguments)
    {
        var folder = await InstallAsync();
        return (await ClientProgram.RunInAsync(folder, "node", ["client.mjs", .. arguments]))!.Lines();
    }

    // Into a folder of its own, once for a lock file.
    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(ClientProgram.Folder, "comunica");
        var folder = Path.Combine(ProjectFolder.Root, "artifacts", "clients", "comunica");
        Directory.CreateDirectory(folder);
        var isNew = !File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")) || !await IsSameLockAsync(source, folder);
        foreach (var file in s_files)
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        }

        if (isNew)
        {
            var installed = await ClientProgram.RunInAsync(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Assert.SkipUnless(installed is { ExitCode: 0 },
                "Comunica cannot be installed (npm): WHAT IT MAKES OF THE ENDPOINT WAS NOT TESTED");
        }

        return folder;
    }

    private static async Task<bool> IsSameLockAsync(string source, string folder)
    {
        var there = Path.Combine(folder, "package-lock.json");
        return File.Exists(there) && await File.ReadAllTextAsync(there, TestContext.Current.CancellationToken)
            == await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"), TestContext.Current.CancellationToken);
    }
}
