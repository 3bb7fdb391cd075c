using System.Net;
using System.Text.Json;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The operations of the protocols in the OpenAPI document: what it promises, the host does.</summary>
public sealed class ProtocolOperationsTests
{
    [Fact]
    public async Task EveryExampleOfABodyIsTaken()
    {
        await using var host = await WritableHost.StartAsync();
        using var openApi = JsonDocument.Parse(await (await host.GetAsync("/openapi/v1.json")).TextAsync());
        var sent = 0;
        foreach (var path in openApi.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Value.TryGetProperty("requestBody", out _)))
            {
                foreach (var content in operation.Value.GetProperty("requestBody").GetProperty("content").EnumerateObject())
                {
                    if (content.Value.TryGetProperty("example", out var example))
                    {
                        var address = path.Name.Replace("{path}", "g", StringComparison.Ordinal) + (path.Name == "/rdf-graph-store" ? "?default" : "");
                        var response = await host.WriteAsync(operation.Name.ToUpperInvariant(), address, example.GetString(), content.Name);
                        Assert.True(response.IsSuccessStatusCode, $"{operation.Name} {address} {content.Name}: {await response.TextAsync()}");
                        Assert.True(operation.Value.GetProperty("responses").TryGetProperty($"{(int)response.StatusCode}", out _));
                        sent++;
                    }
                }
            }
        }

        Assert.Equal(11, sent);
    }

    [Fact]
    public async Task TheDescriptionOfQueriesNamesEveryFormat()
    {
        await using var host = await WritableHost.StartAsync();
        using var openApi = JsonDocument.Parse(await (await host.GetAsync("/openapi/v1.json")).TextAsync());

        var query = openApi.RootElement.GetProperty("paths").GetProperty("/sparql").GetProperty("get");

        Assert.Contains(
            "format (json, xml, csv, tsv, html; of graphs turtle, trig, ntriples, nquads, jsonld, rdfxml, html)",
            query.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sparql", "get head post")]
    [InlineData("/rdf-graph-store", "delete get head patch post put")]
    [InlineData("/rdf-graph-store/{path}", "delete get head patch post put")]
    [InlineData("/dataset", "delete get head post put")]
    public async Task TellsMethodsAndWhichOfThemNeedTheToken(string path, string methods)
    {
        await using var host = await WritableHost.StartAsync();
        using var openApi = JsonDocument.Parse(await (await host.GetAsync("/openapi/v1.json")).TextAsync());

        Assert.Equal("bearer", openApi.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("writeToken").GetProperty("scheme").GetString());
        var operations = openApi.RootElement.GetProperty("paths").GetProperty(path).EnumerateObject().ToList();
        Assert.Subset(methods.Split(' ').ToHashSet(), operations.Select(operation => operation.Name).ToHashSet());
        Assert.All(operations, operation => Assert.Equal(
            operation.Name is not ("get" or "head"), operation.Value.TryGetProperty("security", out var security) && security.GetRawText().Contains("writeToken", StringComparison.Ordinal)));
        Assert.All(operations, operation => Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!));
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(path == "/rdf-graph-store" ? path + "?default" : path.Replace("/{path}", "?default", StringComparison.Ordinal))).StatusCode);
    }
}
