using System.Net;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The update operation of the SPARQL 1.1 Protocol.</summary>
public sealed class UpdateTests
{
    private const string Insert = "INSERT DATA { <urn:s> <urn:p> <urn:o> }";
    private const string Inserted = "<urn:s> <urn:p> <urn:o> .";

    [Fact]
    public async Task UpdatesByPostOfTheUpdate()
    {
        await using var host = await WritableHost.StartAsync();

        var response = await host.UpdateAsync(Insert);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"quadsAdded\":1,\"quadsRemoved\":0", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(Inserted, await host.QuadsAsync());
    }

    [Fact]
    public async Task UpdatesByPostOfAForm()
    {
        await using var host = await WritableHost.StartAsync();

        var response = await host.SendAsync(
            HttpMethod.Post, "/sparql", new FormUrlEncodedContent([new("update", Insert)]), "Authorization: Bearer " + WritableHost.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Inserted, await host.QuadsAsync());
    }

    [Theory]
    [InlineData("/sparql?version=1.2", "application/sparql-update")]
    [InlineData("/sparql", "application/sparql-update; version=1.2")]
    [InlineData("/sparql", "application/sparql-update;charset=\"UTF-8\"; version=1.2-basic")]
    public async Task TakesAVersion(string address, string mediaType)
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("POST", address, Insert, mediaType)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/sparql?version=1.2&query=ASK%7B%7D")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.GetAsync("/sparql?version=1.2&version=1.1&query=ASK%7B%7D")).StatusCode);
    }

    [Fact]
    public async Task LastOperationFails_ThenNothingIsDone()
    {
        await using var host = await WritableHost.StartAsync();

        var response = await host.UpdateAsync(Insert + " ; CLEAR GRAPH <urn:missing>");

        await response.ProblemAsync(HttpStatusCode.Conflict, "graph-state");
        Assert.Empty(await host.QuadsAsync());
    }

    [Fact]
    public async Task SaysThatTheUpdateTookTooLong_AndDoesNothing()
    {
        await using var host = await WritableHost.StartAsync();
        await host.UpdateAsync($"INSERT DATA {{ {string.Concat(Enumerable.Range(0, 1000).Select(n => $"<urn:s> <urn:p> {n} . "))} }}");

        var response = await host.UpdateAsync(
            Insert + " ; INSERT { <urn:n> <urn:q> ?v } "
            + "WHERE { ?a <urn:p> ?v . ?b <urn:p> ?w . ?c <urn:p> ?x . ?d <urn:p> ?y FILTER(?v + ?w + ?x + ?y < 0) }",
            "?timeout=0.2");

        var problem = await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, "query-time");
        Assert.Equal(
            "The update ran longer than its limit of 0.2 s. Make it more selective, or do it in parts.",
            problem.GetProperty("detail").GetString());
        Assert.Equal(1000, (await host.QuadsAsync()).Split('\n').Length);
    }

    [Fact]
    public async Task QueriesSeeTheUpdate_AndTheirTagsChange()
    {
        await using var host = await WritableHost.StartAsync();
        const string Query = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s";
        var before = (await host.AskAsync(Query, "text/csv")).Header("ETag");

        await host.UpdateAsync(Insert);

        var after = await host.GetAsync("/sparql?query=" + Uri.EscapeDataString(Query), "Accept: text/csv", "If-None-Match: " + before);
        Assert.Equal("s\r\nurn:s\r\n", await after.TextAsync());
        Assert.NotEqual(before, after.Header("ETag"));
    }

    [Theory]
    [InlineData("update=CLEAR+ALL&update=CLEAR+ALL")]
    [InlineData("update=CLEAR+ALL&query=ASK+%7B%7D")]
    [InlineData("update=CLEAR+ALL&default-graph-uri=urn:g")]
    [InlineData("update=CLEAR+ALL&named-graph-uri=urn:g")]
    [InlineData("update=CLEAR+ALL&using-graph-uri=g")]
    [InlineData("update=CLEAR+%FF")]
    public async Task RefusesFormsThatMeanTwoThingsOrNone(string form)
    {
        await using var host = await WritableHost.StartAsync();
        await host.UpdateAsync(Insert);

        await (await host.WriteAsync("POST", "/sparql", form, "application/x-www-form-urlencoded")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

        Assert.Equal(Inserted, await host.QuadsAsync());
    }

    [Theory]
    [InlineData("?update=CLEAR+ALL")]
    [InlineData("?query=ASK+%7B%7D")]
    public async Task RefusesASecondOperationInTheAddress(string query)
    {
        await using var host = await WritableHost.StartAsync();

        await (await host.UpdateAsync("CLEAR ALL", query)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task AQueryIsNoUpdate_AndAnUpdateIsNoQuery()
    {
        await using var host = await WritableHost.StartAsync();

        await (await host.UpdateAsync("ASK {}")).ProblemAsync(HttpStatusCode.BadRequest, "query-syntax");
        await (await host.AskAsync("CLEAR ALL", "*/*")).ProblemAsync(HttpStatusCode.BadRequest, "query-syntax");
    }

    [Fact]
    public async Task UsingGraphsAreTheDatasetOfWhere()
    {
        await using var host = await WritableHost.StartAsync();
        await host.UpdateAsync("INSERT DATA { <urn:a> <urn:p> 1 GRAPH <urn:g> { <urn:b> <urn:p> 2 } GRAPH <urn:h> { <urn:c> <urn:p> 3 } }");

        await host.UpdateAsync("INSERT { ?s <urn:seen> true } WHERE { ?s <urn:p> ?o }", "?using-graph-uri=urn:g");
        await host.UpdateAsync("INSERT { ?s <urn:seen> ?g } WHERE { GRAPH ?g { ?s <urn:p> ?o } }", "?using-named-graph-uri=urn:h");

        var seen = await (await host.AskAsync("SELECT ?s ?o WHERE { ?s <urn:seen> ?o } ORDER BY ?s", "text/csv")).TextAsync();
        Assert.Equal("s,o\r\nurn:b,true\r\nurn:c,urn:h\r\n", seen);
    }

    [Theory]
    [InlineData("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }")]
    [InlineData("DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }")]
    [InlineData("DELETE { ?s ?p ?o } USING NAMED <urn:g> WHERE { ?s ?p ?o }")]
    public async Task DatasetOfTheProtocolAndOfTheUpdateConflict(string update)
    {
        await using var host = await WritableHost.StartAsync();
        await host.UpdateAsync(Insert);

        await (await host.UpdateAsync("CLEAR ALL ; " + update, "?using-graph-uri=urn:h")).ProblemAsync(HttpStatusCode.BadRequest, "query-failed");

        Assert.Equal(Inserted, await host.QuadsAsync());
    }

    [Fact]
    public async Task RelativeIrisAreResolvedAgainstTheEndpoint()
    {
        await using var host = await WritableHost.StartAsync();

        await host.UpdateAsync("INSERT DATA { <s> <#p> <urn:o> }");

        Assert.Equal($"<{host.Address}/s> <{host.Address}/sparql#p> <urn:o> .", await host.QuadsAsync());
        Assert.Contains("true", await (await host.AskAsync("ASK { <s> <#p> ?o }", "application/sparql-results+json")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescriptionsFollowTheData()
    {
        await using var host = await WritableHost.StartAsync();

        await host.UpdateAsync("INSERT DATA { <urn:s> a <urn:C> GRAPH <urn:g> { <urn:s> <urn:p> 1 } }");

        foreach (var address in (string[])["/sparql", "/.well-known/void"])
        {
            var text = await (await host.GetAsync(address, "Accept: application/n-triples")).TextAsync();
            Assert.Contains("<http://rdfs.org/ns/void#class> <urn:C>", text, StringComparison.Ordinal);
            Assert.Contains("<urn:g>", text, StringComparison.Ordinal);
        }

        Assert.Contains("\"quads\":2", await (await host.GetAsync("/health/ready")).TextAsync(), StringComparison.Ordinal);
        Assert.Contains("2 quads", await (await host.GetAsync("/", "Accept: text/html")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DropAllEmptiesTheStore()
    {
        await using var host = await WritableHost.StartAsync();
        await host.UpdateAsync("INSERT DATA { <urn:s> <urn:p> 1 GRAPH <urn:g> { <urn:s> <urn:p> 1 } } ; CREATE GRAPH <urn:empty>");

        await host.UpdateAsync("DROP ALL");

        Assert.Empty(await host.QuadsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/rdf-graph-store?graph=urn:empty")).StatusCode);
    }
}
