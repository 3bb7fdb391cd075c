using System.Net;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The whole dataset at <c>/dataset</c>.</summary>
public sealed class DatasetTests
{
    private const string TriG = "<urn:s> <urn:p> <urn:a> . <urn:g> { <urn:s> <urn:p> <urn:b> }";
    private const string Quads = "<urn:s> <urn:p> <urn:a> .\n<urn:s> <urn:p> <urn:b> <urn:g> .";

    [Theory]
    [InlineData("application/trig", TriG)]
    [InlineData("application/n-quads", Quads)]
    [InlineData("application/ld+json", """[{"@id":"urn:s","urn:p":{"@id":"urn:a"}},{"@id":"urn:g","@graph":{"@id":"urn:s","urn:p":{"@id":"urn:b"}}}]""")]
    public async Task PutReplacesAllGraphs(string mediaType, string body)
    {
        await using var host = await WritableHost.StartAsync();
        await host.UpdateAsync("INSERT DATA { <urn:old> <urn:p> 1 GRAPH <urn:old> { <urn:old> <urn:p> 1 } }");

        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("PUT", "/dataset", body, mediaType)).StatusCode);

        Assert.Equal(Quads, await host.QuadsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/rdf-graph-store?graph=urn:old")).StatusCode);
    }

    [Fact]
    public async Task PostAdds_AndDeleteRemovesAll()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("POST", "/dataset", TriG, "application/trig");
        await host.WriteAsync("POST", "/dataset", "<urn:s> <urn:p> <urn:c> <urn:h> .", "application/n-quads");

        Assert.Equal(Quads + "\n<urn:s> <urn:p> <urn:c> <urn:h> .", await host.QuadsAsync());
        Assert.Contains("\"quadsRemoved\":3", await (await host.WriteAsync("DELETE", "/dataset")).TextAsync(), StringComparison.Ordinal);
        Assert.Empty(await host.QuadsAsync());
    }

    [Fact]
    public async Task NothingChanges_WhenTheDocumentIsWrong()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", "/dataset", TriG, "application/trig");

        await (await host.WriteAsync("PUT", "/dataset", "<urn:x> <urn:p> 1 . <urn:h> { <urn:x> }", "application/trig")).ProblemAsync(HttpStatusCode.BadRequest, "rdf-syntax");

        Assert.Equal(Quads, await host.QuadsAsync());
    }

    [Fact]
    public async Task GetIsWhatWasPut()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", "/dataset", TriG, "application/trig");
        var get = await host.GetAsync("/dataset");

        await host.WriteAsync("PUT", "/dataset", await get.TextAsync(), get.MediaType());

        Assert.Equal("application/trig", get.MediaType());
        Assert.Equal(Quads, await host.QuadsAsync());
    }

    [Fact]
    public async Task OffersFormatsWithGraphNamesOnly()
    {
        await using var host = await WritableHost.StartAsync();

        await (await host.GetAsync("/dataset", "Accept: text/turtle")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    [Fact]
    public async Task WritesUnderConditions()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", "/dataset", TriG, "application/trig");
        var tag = (await host.GetAsync("/dataset")).Header("ETag");

        Assert.Equal(HttpStatusCode.NotModified, (await host.GetAsync("/dataset", "If-None-Match: " + tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("PUT", "/dataset", "", "application/trig", "If-Match: " + tag)).StatusCode);
        await (await host.WriteAsync("PUT", "/dataset", TriG, "application/trig", "If-Match: " + tag)).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Empty(await host.QuadsAsync());
    }

    [Fact]
    public async Task StreamsTheShippedDataset()
    {
        await using var host = await RunningHost.StartAsync();

        var dataset = await (await host.GetAsync("/dataset", "Accept: application/n-quads")).TextAsync();

        Assert.Equal(await (await host.GetAsync("/data/dataset.nq")).TextAsync(), dataset);
        Assert.True(dataset.Length > 1_000_000);
    }

    [Fact]
    public async Task NoDateTellsTheState_WhenItCanBeWritten()
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Empty((await host.GetAsync("/dataset")).Header("Last-Modified"));
        Assert.Empty((await host.GetAsync("/data/dataset.nq")).Header("Last-Modified"));
    }
}
