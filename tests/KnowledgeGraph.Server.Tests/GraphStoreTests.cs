using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The SPARQL 1.1 Graph Store HTTP Protocol.</summary>
public sealed class GraphStoreTests
{
    private const string Turtle = "<urn:s> <urn:p> <urn:o> .";
    private const string Graph = "/rdf-graph-store?graph=urn:g";

    [Fact]
    public async Task PutReplaces_AndSaysWhetherTheGraphIsNew()
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await host.WriteAsync("PUT", Graph, Turtle)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.WriteAsync("PUT", Graph, "<urn:s> <urn:p> 2 .")).StatusCode);

        Assert.Equal("<urn:s> <urn:p> \"2\"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .", await host.QuadsAsync());
    }

    [Fact]
    public async Task PostAdds()
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await host.WriteAsync("POST", Graph, Turtle)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("POST", Graph, "<urn:s> <urn:p> <urn:other> .")).StatusCode);

        Assert.Equal("<urn:s> <urn:p> <urn:o> <urn:g> .\n<urn:s> <urn:p> <urn:other> <urn:g> .", await host.QuadsAsync());
    }

    // An RDF merge: a label in two documents is two blank nodes.
    [Fact]
    public async Task PostKeepsBlankNodesOfDocumentsApart()
    {
        await using var host = await WritableHost.StartAsync();

        await host.WriteAsync("POST", Graph, "_:b <urn:p> 1 .");
        await host.WriteAsync("POST", Graph, "_:b <urn:p> 2 .");

        Assert.Equal("n\r\n2\r\n", await (await host.AskAsync("SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "text/csv")).TextAsync());
    }

    [Fact]
    public async Task PostToTheStoreMakesANewGraph()
    {
        await using var host = await WritableHost.StartAsync();

        var created = await host.WriteAsync("POST", "/rdf-graph-store", "<> <urn:p> <x> .");

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var location = created.Headers.Location!.OriginalString;
        Assert.StartsWith(host.Address + "/rdf-graph-store/", location, StringComparison.Ordinal);
        Assert.Equal($"<{location}> <urn:p> <{host.Address}/rdf-graph-store/x> .\n", await (await host.GetAsync(location, "Accept: application/n-triples")).TextAsync());
        Assert.NotEqual(location, (await host.WriteAsync("POST", "/rdf-graph-store", "<> <urn:p> <x> .")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task PostOfNothingDoesNothing()
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await host.WriteAsync("POST", Graph, "")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.WriteAsync("POST", "/rdf-graph-store", "")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(Graph)).StatusCode);
    }

    [Fact]
    public async Task DeleteRemoves()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, Turtle);

        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("DELETE", Graph)).StatusCode);

        await (await host.WriteAsync("DELETE", Graph)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await host.GetAsync(Graph)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.NotFound, (await host.SendAsync(HttpMethod.Head, Graph)).StatusCode);
    }

    [Fact]
    public async Task DefaultGraphIsAlwaysThere()
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/rdf-graph-store?default")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await host.WriteAsync("PUT", "/rdf-graph-store?default", Turtle)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.WriteAsync("PUT", "/rdf-graph-store?default", Turtle)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("DELETE", "/rdf-graph-store?default")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("DELETE", "/rdf-graph-store?default")).StatusCode);
        Assert.Equal("", await (await host.GetAsync("/rdf-graph-store?default", "Accept: application/n-triples")).TextAsync());
    }

    [Fact]
    public async Task AnEmptyGraphStays()
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await host.WriteAsync("PUT", Graph, "")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(Graph)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await host.WriteAsync("PUT", Graph, "")).StatusCode);
    }

    [Fact]
    public async Task TheAddressItselfNamesAGraph()
    {
        await using var host = await WritableHost.StartAsync();

        await host.WriteAsync("PUT", "/rdf-graph-store/people/1?v=2", "<#me> <urn:p> <2> .");

        var name = host.Address + "/rdf-graph-store/people/1?v=2";
        Assert.Equal($"<{name}#me> <urn:p> <{host.Address}/rdf-graph-store/people/2> <{name}> .", await host.QuadsAsync());
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/rdf-graph-store?graph=" + Uri.EscapeDataString(name))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync("/rdf-graph-store/people/1")).StatusCode);
    }

    [Fact]
    public async Task PublicAddressNamesTheGraphs()
    {
        await using var host = await WritableHost.StartAsync("--Public:BaseAddress=https://kg.example.org/");

        await host.WriteAsync("PUT", "/rdf-graph-store/a", "<> <urn:p> 1 .");

        Assert.Contains("<https://kg.example.org/rdf-graph-store/a> <urn:p>", await host.QuadsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/rdf-graph-store?graph=http%3A%2F%2Fe%2Fdir%2Fdata.ttl", "http://e/dir/")]
    [InlineData("/rdf-graph-store?graph=urn:g&base=http%3A%2F%2Fe%2Fdir%2Fdata.ttl", "http://e/dir/")]
    [InlineData("/rdf-graph-store?default&base=http%3A%2F%2Fe%2Fdir%2Fdata.ttl", "http://e/dir/")]
    [InlineData("/dataset?base=http%3A%2F%2Fe%2Fdir%2Fdata.ttl", "http://e/dir/")]
    public async Task RelativeIrisAreResolvedAgainstTheGraphOrTheBaseAskedFor(string address, string expected)
    {
        await using var host = await WritableHost.StartAsync();

        await host.WriteAsync("PUT", address, "<x> <urn:p> 1 .");

        Assert.StartsWith($"<{expected}x> <urn:p>", await host.QuadsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/rdf-graph-store")]
    [InlineData("/rdf-graph-store/")]
    [InlineData("/rdf-graph-store?graph=relative")]
    [InlineData("/rdf-graph-store?graph=")]
    [InlineData("/rdf-graph-store?graph=urn:a&graph=urn:b")]
    [InlineData("/rdf-graph-store?graph=urn:a&default")]
    [InlineData("/rdf-graph-store?default&base=relative")]
    public async Task RefusesWhatNamesNoGraph(string address)
    {
        await using var host = await WritableHost.StartAsync();

        await (await host.WriteAsync("PUT", address, Turtle)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        await (await host.GetAsync(address)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    public async Task SaysLineAndColumn_AndChangesNothing_WhenTheDocumentIsWrong(string method)
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, Turtle);

        var problem = await (await host.WriteAsync(method, Graph, "<urn:a> <urn:p> 1 .\n<urn:b> <urn:p> .")).ProblemAsync(HttpStatusCode.BadRequest, "rdf-syntax");

        Assert.Equal(2, problem.GetProperty("line").GetInt32());
        Assert.Equal(17, problem.GetProperty("column").GetInt32());
        Assert.Equal("<urn:s> <urn:p> <urn:o> <urn:g> .", await host.QuadsAsync());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData("text/turtle; charset=iso-8859-1")]
    public async Task RefusesWhatIsNoRdf(string mediaType)
    {
        await using var host = await WritableHost.StartAsync();

        var problem = await (await host.WriteAsync("PUT", Graph, Turtle, mediaType)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

        Assert.Contains("text/turtle", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/turtle", "@prefix x: <urn:> . x:s x:p x:o .")]
    [InlineData("text/turtle; version=1.2", "VERSION \"1.2\" <urn:s> <urn:p> <urn:o> .")]
    [InlineData("application/n-triples", Turtle)]
    [InlineData("application/trig", "{ <urn:s> <urn:p> <urn:o> }")]
    [InlineData("application/n-quads", Turtle)]
    [InlineData("application/ld+json", """{"@id":"urn:s","urn:p":{"@id":"urn:o"}}""")]
    [InlineData("application/rdf+xml", RdfXml)]
    [InlineData(null, RdfXml)]
    public async Task ReadsEveryFormat(string? mediaType, string body)
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await host.WriteAsync("PUT", Graph, body, mediaType)).StatusCode);

        Assert.Equal("<urn:s> <urn:p> <urn:o> <urn:g> .", await host.QuadsAsync());
    }

    private const string RdfXml =
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
          <rdf:Description rdf:about="urn:s"><u:p rdf:resource="urn:o"/></rdf:Description>
        </rdf:RDF>
        """;

    [Theory]
    [InlineData(Graph)]
    [InlineData("/rdf-graph-store?default")]
    public async Task ADocumentThatNamesGraphsIsNoGraph(string address)
    {
        await using var host = await WritableHost.StartAsync();

        var response = await host.WriteAsync("PUT", address, "<urn:other> { <urn:s> <urn:p> <urn:o> }", "application/trig");

        await response.ProblemAsync(HttpStatusCode.BadRequest, "query-failed");
        Assert.Empty(await host.QuadsAsync());
    }

    [Theory]
    [InlineData("text/turtle", "text/turtle")]
    [InlineData("application/n-triples", "application/n-triples")]
    [InlineData("application/rdf+xml;q=0.1, application/n-triples", "application/n-triples")]
    [InlineData("*/*", "text/turtle")]
    public async Task NegotiatesTheFormat(string accept, string mediaType)
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, Turtle);

        var response = await host.GetAsync(Graph, "Accept: " + accept);

        Assert.Equal(mediaType, response.MediaType());
        Assert.Single(await response.DatasetAsync());
    }

    [Fact]
    public async Task ListsWhatThereIs_WhenNothingIsAcceptable()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, Turtle);

        await (await host.GetAsync(Graph, "Accept: image/png")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    [Fact]
    public async Task HeadHasTheHeadersOfGet()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, Turtle);
        var get = await host.GetAsync(Graph);

        var head = await host.SendAsync(HttpMethod.Head, Graph);

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Header("ETag"), head.Header("ETag"));
        Assert.Equal("text/turtle; charset=utf-8", head.Header("Content-Type"));
        Assert.Empty(await head.TextAsync());
    }

    [Fact]
    public async Task WritesUnderConditions()
    {
        await using var host = await WritableHost.StartAsync();
        await (await host.WriteAsync("PUT", Graph, Turtle, "text/turtle", "If-Match: *")).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal(HttpStatusCode.Created, (await host.WriteAsync("PUT", Graph, Turtle, "text/turtle", "If-None-Match: *")).StatusCode);
        await (await host.WriteAsync("PUT", Graph, "", "text/turtle", "If-None-Match: *")).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");

        // The tag of any representation will do: here of N-Triples, packed.
        var tag = (await host.GetAsync(Graph, "Accept: application/n-triples", "Accept-Encoding: gzip")).Header("ETag");
        Assert.Equal(HttpStatusCode.NotModified, (await host.GetAsync(Graph, "Accept: application/n-triples", "Accept-Encoding: gzip", "If-None-Match: " + tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("POST", Graph, "<urn:s> <urn:p> 2 .", "text/turtle", "If-Match: " + tag)).StatusCode);
        foreach (var method in (string[])["PUT", "POST", "DELETE"])
        {
            await (await host.WriteAsync(method, Graph, method == "DELETE" ? null : Turtle, "text/turtle", "If-Match: " + tag))
                .ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        }

        Assert.Equal(HttpStatusCode.OK, (await host.WriteAsync("DELETE", Graph, null, null, "If-Match: *")).StatusCode);
    }

    [Fact]
    public async Task PartsOfAFormAreDocuments()
    {
        await using var host = await WritableHost.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { WritableHost.Content("_:b <urn:p> 1 .", "text/turtle"), "first", "first.ttl" },
            { WritableHost.Content("_:b <urn:p> \"2\" .", null), "second", "second.nt" },
        };

        var response = await host.SendAsync(HttpMethod.Post, Graph, form, "Authorization: Bearer " + WritableHost.Token);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("n\r\n2\r\n", await (await host.AskAsync("SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH <urn:g> { ?s ?p ?o } }", "text/csv")).TextAsync());
    }

    [Fact]
    public async Task OneWrongPart_ThenNothingIsWritten()
    {
        await using var host = await WritableHost.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { WritableHost.Content(Turtle, "text/turtle"), "first", "first.ttl" },
            { WritableHost.Content("<urn:s> <urn:p>", "text/turtle"), "second", "second.ttl" },
        };

        var response = await host.SendAsync(HttpMethod.Post, Graph, form, "Authorization: Bearer " + WritableHost.Token);

        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, "rdf-syntax");
        Assert.Contains("second.ttl", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.GetAsync(Graph)).StatusCode);
    }

    [Fact]
    public async Task RefusesPartsWithoutABoundary()
    {
        await using var host = await WritableHost.StartAsync();

        await (await host.WriteAsync("PUT", Graph, Turtle, "multipart/form-data")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Theory]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n<urn:s> <urn:p> 1 .\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.ttl\"\r\n\r\n<urn:s> <urn:p> 1 .")]
    [InlineData("")]
    public async Task RefusesPartsThatCannotBeRead(string body)
    {
        await using var host = await WritableHost.StartAsync();

        await (await host.WriteAsync("PUT", Graph, body, "multipart/form-data; boundary=x")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task PatchChangesTheGraph()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, "<urn:s> <urn:p> 1 .");

        var response = await host.WriteAsync(
            "PATCH", Graph, "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 } ; INSERT DATA { <urn:s> <urn:q> 3 GRAPH <urn:g> { <urn:t> <urn:q> 4 } }",
            "application/sparql-update");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var rows = await (await host.AskAsync("SELECT ?s ?o { GRAPH <urn:g> { ?s ?p ?o } } ORDER BY ?o", "text/csv")).TextAsync();
        Assert.Equal("s,o\r\nurn:s,2\r\nurn:s,3\r\nurn:t,4\r\n", rows);
    }

    [Theory]
    [InlineData("INSERT DATA { GRAPH <urn:other> { <urn:s> <urn:p> 1 } }")]
    [InlineData("WITH <urn:other> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }")]
    [InlineData("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }")]
    [InlineData("CLEAR ALL")]
    [InlineData("CLEAR DEFAULT")]
    [InlineData("DROP GRAPH <urn:g>")]
    [InlineData("ADD <urn:g> TO <urn:other>")]
    public async Task PatchOfOtherGraphsIsRefused(string update)
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, Turtle);
        await host.WriteAsync("PUT", "/rdf-graph-store?graph=urn:other", Turtle);
        var before = await host.QuadsAsync();

        await (await host.WriteAsync("PATCH", Graph, update, "application/sparql-update")).ProblemAsync(HttpStatusCode.UnprocessableEntity, "not-about-this-graph");

        Assert.Equal(before, await host.QuadsAsync());
    }

    [Fact]
    public async Task PatchTakesUpdatesOnly()
    {
        await using var host = await WritableHost.StartAsync();
        await host.WriteAsync("PUT", Graph, Turtle);

        var response = await host.WriteAsync("PATCH", Graph, Turtle);

        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal("application/sparql-update", response.Header("Accept-Patch"));
        await (await host.WriteAsync("PATCH", "/rdf-graph-store?graph=urn:none", "CLEAR DEFAULT", "application/sparql-update"))
            .ProblemAsync(HttpStatusCode.UnprocessableEntity, "not-about-this-graph");
        await (await host.WriteAsync("PATCH", "/rdf-graph-store?graph=urn:none", "INSERT DATA { <urn:s> <urn:p> 1 }", "application/sparql-update"))
            .ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("/rdf-graph-store?default", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")]
    [InlineData("/rdf-graph-store/a/b", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")]
    [InlineData("/dataset", "DELETE, GET, HEAD, OPTIONS, POST, PUT")]
    [InlineData("/sparql", "GET, HEAD, OPTIONS, POST")]
    public async Task TellsItsMethods(string address, string methods)
    {
        await using var host = await WritableHost.StartAsync();

        Assert.Equal(methods, (await host.SendAsync(HttpMethod.Options, address)).Header("Allow"));
        var refused = await host.SendAsync(new HttpMethod("PROPFIND"), address);
        await refused.ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(methods, string.Join(", ", refused.Content.Headers.Allow.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task RefusesAPartOfADocument()
    {
        await using var host = await WritableHost.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Turtle));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/turtle");
        content.Headers.ContentRange = new ContentRangeHeaderValue(0, 10, 100);

        await (await host.SendAsync(HttpMethod.Put, Graph, content, "Authorization: Bearer " + WritableHost.Token)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }
}
