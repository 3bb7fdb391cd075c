using System.Text.Json;

namespace KnowledgeGraph.Server.Tests.Clients;

/// <summary>curl, as the README uses it.</summary>
public sealed class CurlTests(ShippedHost shipped)
{
    private const string Query = "SELECT ?o WHERE { VALUES ?o { 47 11 } } ORDER BY ?o";

    private string Endpoint => shipped.Host.Address + "/sparql";

    [Theory]
    [InlineData("-G", "--data-urlencode", "query=" + Query)]
    [InlineData("--data-urlencode", "query=" + Query)]
    [InlineData("-H", "Content-Type: application/sparql-query", "--data-binary", Query)]
    [InlineData("--compressed", "-G", "--data-urlencode", "query=" + Query)]
    public async Task Asks(params string[] how) =>
        Assert.Equal(["o", "11", "47"], await RunAsync(["-H", "Accept: text/csv", .. how, Endpoint]));

    [Fact]
    public async Task AsksOnceForWhatDoesNotChange()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (tag, body) = (Path.Combine(folder.FullName, "tag"), Path.Combine(folder.FullName, "body"));
        await File.WriteAllTextAsync(tag, "", TestContext.Current.CancellationToken);
        string[] asked =
            ["-o", body, "-w", "%{http_code}", "--etag-save", tag, "--etag-compare", tag, shipped.Host.Address + "/data/facts.nt"];

        Assert.Equal(["200"], await RunAsync(asked));
        Assert.Equal(["304"], await RunAsync(asked));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task WritesAndReadsAGraph()
    {
        await using var host = await WritableHost.StartAsync();
        var token = "Authorization: Bearer " + WritableHost.Token;
        var graph = host.Address + "/rdf-graph-store?graph=http://example.org/g";

        await RunAsync("-f", "-X", "PUT", "-H", token, "-H", "Content-Type: text/turtle", "--data-binary", "<urn:s> <urn:p> 1 .", graph);
        await RunAsync("-f", "-H", token, "--data-urlencode", "update=INSERT DATA { GRAPH <http://example.org/g> { <urn:s> <urn:p> 2 } }",
            host.Address + "/sparql");

        var lines = await RunAsync("-f", "-H", "Accept: application/n-triples", graph);
        Assert.Equal(2, lines.Length);
        Assert.Equal(["401"], await RunAsync("-o", "/dev/null", "-w", "%{http_code}", "-X", "DELETE", graph));
    }

    [Fact]
    public async Task MatchesNames()
    {
        var answer =
            await RunAsync("--data-urlencode", """queries={"q0":{"query":"Kazakhstan","limit":1}}""", shipped.Host.Address + "/reconcile");

        using var json = JsonDocument.Parse(string.Concat(answer));
        Assert.True(json.RootElement.GetProperty("q0").GetProperty("result")[0].GetProperty("match").GetBoolean());
    }

    private static async Task<string[]> RunAsync(params string[] arguments)
    {
        var run = await ClientProgram.RunAsync("curl", ["-sS", "--max-time", "30", .. arguments]);
        Assert.SkipWhen(run is null, "curl is not at hand: WHAT IT MAKES OF THE HOST WAS NOT TESTED");
        return run!.Lines();
    }
}
