using System.Net.Http.Headers;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Server.Tests.Conformance;

/// <summary>The W3C suites of the SPARQL Protocol and the Graph Store Protocol, over HTTP against the real host.</summary>
public sealed class ProtocolSuites(ITestOutputHelper output)
{
    private const string Token = "w3c-suite";

    [Fact]
    public async Task SparqlProtocol()
    {
        await using var host = await StartAsync();
        await HttpSuite.RunAsync(
            "SPARQL 1.1 Protocol", "sparql/sparql11/protocol/manifest.ttl", test => RunAloneAsync(host, test, "/sparql/", "/sparql/"), output);
    }

    [Fact]
    public async Task GraphStoreProtocol()
    {
        await using var host = await StartAsync();
        await HttpSuite.RunAsync(
            "SPARQL 1.1 Graph Store Protocol", "sparql/sparql11/graph-store-protocol/manifest.ttl",
            test => RunAloneAsync(host, test, "/gsp", "/rdf-graph-store"), output);
    }

    // Deprecated in favour of the suite above, told in prose, and one story: each test goes on where its predecessor ended.
    [Fact]
    public async Task DeprecatedGraphStoreProtocol()
    {
        await using var host = await StartAsync();
        var runner = new ExchangeRunner(host, Token)
        {
            Paths = new Dictionary<string, string> { [HttpExchanges.StoreVariable] = "/rdf-graph-store" },
        };
        await HttpSuite.RunAsync(
            "SPARQL 1.1 Graph Store Protocol, deprecated tests", "sparql/sparql11/http-rdf-update/manifest.ttl",
            async test =>
            {
                if (test.Iri.EndsWith("#delete__existing_graph", StringComparison.Ordinal))
                {
                    // The graph of its name is made by no test before it.
                    await PutAsync(host, host.Address + "/rdf-graph-store/person/2.ttl", "<urn:s> <urn:p> <urn:o> .");
                }

                foreach (var exchange in HttpExchanges.Of(test))
                {
                    await runner.RunAsync(exchange);
                }
            },
            output);
    }

    private static Task<RunningHost> StartAsync() => RunningHost.StartAsync("--Dataset:Files:0=none", "--Writes:Token=" + Token);

    private static async Task RunAloneAsync(RunningHost host, W3cTest test, string path, string ours)
    {
        await SendAsync(host, new HttpRequestMessage(HttpMethod.Delete, "/dataset"));
        foreach (var graph in test.GraphData)
        {
            await PutAsync(host, graph.Name, await File.ReadAllTextAsync(graph.File, TestContext.Current.CancellationToken));
        }

        var runner = new ExchangeRunner(host, Token) { Paths = new Dictionary<string, string> { [path] = ours } };
        foreach (var exchange in HttpExchanges.Of(test))
        {
            await runner.RunAsync(exchange);
        }
    }

    private static Task PutAsync(RunningHost host, string graph, string turtle) => SendAsync(
        host, new HttpRequestMessage(HttpMethod.Put, "/rdf-graph-store?graph=" + Uri.EscapeDataString(graph))
        {
            Content = new StringContent(turtle, new MediaTypeHeaderValue("text/turtle")),
        });

    private static async Task SendAsync(RunningHost host, HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        request.Dispose();
    }
}
