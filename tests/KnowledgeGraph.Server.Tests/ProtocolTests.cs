using System.Net;
using System.Net.Http.Headers;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The query operation of the SPARQL 1.1 Protocol.</summary>
public sealed class ProtocolTests(ShippedHost shipped)
{
    private const string One = "SELECT ?x WHERE { VALUES ?x { 1 } }";
    private const string Edm693 = "https://w3id.org/secoop/source/edm-6-93";

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task AnswersByGet() => await HoldsOneAsync(await Host.AskAsync(One, "application/sparql-results+json"));

    [Fact]
    public async Task AnswersByPostOfAForm() =>
        await HoldsOneAsync(await Host.SendAsync(HttpMethod.Post, "/sparql", new FormUrlEncodedContent([new("query", One)])));

    [Fact]
    public async Task AnswersByPostOfTheQuery() => await HoldsOneAsync(await PostAsync(One, "application/sparql-query"));

    [Fact]
    public async Task AnswersByPostOfTheQuery_WhenTheCharsetIsUtf8() => await HoldsOneAsync(await PostAsync(One, "application/sparql-query; charset=UTF-8"));

    [Fact]
    public async Task TakesFormatAndDatasetFromTheAddress_WhenTheBodyIsTheQuery()
    {
        var response = await PostAsync(
            "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "application/sparql-query", "?format=csv&default-graph-uri=urn:nothing");

        Assert.Equal("text/csv", response.MediaType());
        Assert.Equal("n\r\n0\r\n", await response.TextAsync());
    }

    [Fact]
    public async Task RefusesTwoQueries() =>
        await (await Host.GetAsync("/sparql?query=ASK%7B%7D&query=ASK%7B%7D")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task RefusesTwoQueriesInAForm() =>
        await (await Host.SendAsync(HttpMethod.Post, "/sparql", new FormUrlEncodedContent([new("query", One), new("query", One)])))
            .ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task RefusesAFormWithoutQuery() =>
        await (await Host.SendAsync(HttpMethod.Post, "/sparql", new FormUrlEncodedContent([new("q", One)])))
            .ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task SaysLineColumnAndExpected_WhenTheQueryDoesNotParse()
    {
        var problem = await (await Host.AskAsync("SELECT *\nWHERE { ?s ?p }", "*/*")).ProblemAsync(HttpStatusCode.BadRequest, "query-syntax");

        Assert.Equal(2, problem.GetProperty("line").GetInt32());
        Assert.Equal(15, problem.GetProperty("column").GetInt32());
        Assert.Equal("an object", problem.GetProperty("expected").GetString());
        Assert.Contains("line 2, column 15", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivesAHint_WhenAPrefixIsMissing()
    {
        var problem = await (await Host.AskAsync("SELECT * WHERE { ?s foaf:name ?o }", "*/*")).ProblemAsync(HttpStatusCode.BadRequest, "query-syntax");

        Assert.Contains("foaf", problem.GetProperty("hint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesTextThatIsNotUtf8()
    {
        var content = new ByteArrayContent([0x41, 0xFF, 0x42]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/sparql-query");

        await (await Host.SendAsync(HttpMethod.Post, "/sparql", content)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
    }

    [Fact]
    public async Task ListsWhatThereIs_WhenNothingIsAcceptable()
    {
        var problem = await (await Host.AskAsync(One, "image/png")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");

        Assert.Contains("application/sparql-results+json", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("text/csv", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesAFormatThatTheAnswerCannotTake() =>
        await (await Host.AskAsync(One, "*/*", "&format=turtle")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");

    [Fact]
    public async Task DoesNotOfferRdfXml_WhichCannotExpressEveryGraph()
    {
        const string Query = "CONSTRUCT { <http://e/s> <http://e/1> 1 } WHERE { }";
        await (await Host.AskAsync(Query, "image/png")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
        var answer = await Host.AskAsync(Query, "image/png, text/turtle;q=0.1");
        Assert.Equal("text/turtle", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/sparql-query; charset=iso-8859-1")]
    public async Task RefusesAnotherMediaType(string mediaType)
    {
        var problem = await (await PostAsync(One, mediaType)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

        Assert.Contains("application/sparql-query", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesAPostWithoutMediaType()
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(One));

        await (await Host.SendAsync(HttpMethod.Post, "/sparql", content)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData("?query=ASK%7B%7D&using-graph-uri=urn:g")]
    [InlineData("?query=ASK%7B%7D&using-named-graph-uri=urn:g")]
    [InlineData("?query=%FF")]
    public async Task RefusesWhatHasNoMeaningInAQuery(string query) =>
        await (await Host.GetAsync("/sparql" + query)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task RefusesASecondQueryInTheAddress() =>
        await (await PostAsync(One, "application/sparql-query", "?query=ASK%7B%7D")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task TheConnectionLivesOn_WhenABodyIsNotUtf8()
    {
        for (var i = 0; i < 3; i++)
        {
            var content = new ByteArrayContent([.. "query=ASK"u8, 0xFF]);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
            await (await Host.SendAsync(HttpMethod.Post, "/sparql", content)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        }
    }

    // Nobody can ask for it again under a condition: the answer to POST has no address (RFC 9110 §9.3.3).
    [Fact]
    public async Task AnAnswerToPost_HasNoTag() => Assert.Empty((await PostAsync(One, "application/sparql-query")).Header("ETag"));

    [Fact]
    public async Task TakesTheDatasetFromTheAddress_WhenTheQueryIsInAForm()
    {
        var response = await Host.SendAsync(
            HttpMethod.Post, "/sparql?format=csv&default-graph-uri=urn:nothing",
            new FormUrlEncodedContent([new("query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")]));

        Assert.Equal("n\r\n0\r\n", await response.TextAsync());
    }

    [Fact]
    public async Task RelativeIrisAreResolvedAgainstTheEndpoint() =>
        Assert.Equal(
            $"iri\r\n{Host.Address}/x\r\n", await (await Host.AskAsync("SELECT ?iri WHERE { VALUES ?iri { <x> } }", "text/csv")).TextAsync());

    [Fact]
    public async Task RefusesUpdatesByForm() =>
        await (await Host.SendAsync(HttpMethod.Post, "/sparql", new FormUrlEncodedContent([new("update", "CLEAR ALL")])))
            .ProblemAsync(HttpStatusCode.Forbidden, "read-only");

    [Fact]
    public async Task RefusesUpdatesByBody() =>
        await (await PostAsync("CLEAR ALL", "application/sparql-update")).ProblemAsync(HttpStatusCode.Forbidden, "read-only");

    [Fact]
    public async Task RefusesUpdatesByGet() =>
        await (await Host.GetAsync("/sparql?update=CLEAR%20ALL")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task RefusesABodyThatIsTooLarge()
    {
        var content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/sparql-query");

        // The answer comes before the body: without Expect the client could still be writing when it does.
        var response = await Host.SendAsync(HttpMethod.Post, "/sparql", content, "Expect: 100-continue");

        var problem = await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.Contains("Limits:QueryBodyMB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesABodyOfUnknownLengthThatIsTooLarge()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sparql") { Content = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/sparql-query");
        request.Headers.TransferEncodingChunked = true;

        var response = await Host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task NamesTheMethods_WhenAnotherIsUsed()
    {
        var response = await Host.SendAsync(HttpMethod.Put, "/sparql", new StringContent("x"));

        await response.ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], response.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReadsNamedGraphsAsTheDataset()
    {
        var query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }";
        var inGraph = await (await Host.AskAsync($"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{Edm693}> {{ ?s ?p ?o }} }}", "text/csv")).TextAsync();

        var asDefault = await (await Host.AskAsync(query, "text/csv", "&default-graph-uri=" + Uri.EscapeDataString(Edm693))).TextAsync();

        Assert.Equal(inGraph, asDefault);
        Assert.NotEqual("n\r\n0\r\n", asDefault);
    }

    [Fact]
    public async Task SeesOnlyTheNamedGraphsAskedFor()
    {
        var response = await Host.AskAsync(
            "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", "text/csv", "&named-graph-uri=" + Uri.EscapeDataString(Edm693));

        Assert.Equal($"g\r\n{Edm693}\r\n", await response.TextAsync());
    }

    [Fact]
    public async Task FetchesNothing_WhenADatasetParameterIsAnAddress()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/data.ttl";

        var response = await Host.AskAsync("ASK { ?s ?p ?o }", "application/sparql-results+json", "&default-graph-uri=" + Uri.EscapeDataString(address));

        Assert.False((await response.TableAsync()).Boolean);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task RefusesADatasetParameterThatIsNoIri() =>
        await (await Host.AskAsync(One, "*/*", "&default-graph-uri=a%20b")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("soon")]
    [InlineData("99999999")]
    public async Task RefusesATimeoutThatIsNoTime(string timeout)
    {
        var problem = await (await Host.AskAsync(One, "*/*", "&timeout=" + timeout)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

        Assert.Contains("timeout", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesService() =>
        await (await Host.AskAsync("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*"))
            .ProblemAsync(HttpStatusCode.Forbidden, "remote-refused");

    [Fact]
    public async Task SurvivesDeepNesting() =>
        await (await PostAsync("ASK " + new string('{', 100_000), "application/sparql-query")).ProblemAsync(HttpStatusCode.BadRequest, "query-syntax");

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("text/turtle")]
    [InlineData("application/n-triples")]
    public async Task DescribesTheService_WhenThereIsNoQuery(string? accept)
    {
        var response = accept is null ? await Host.GetAsync("/sparql") : await Host.GetAsync("/sparql", "Accept: " + accept);

        Assert.Equal(accept is null or "*/*" ? "text/turtle" : accept, response.MediaType());
        var description = await response.DatasetAsync();
        const string Sd = "http://www.w3.org/ns/sparql-service-description#";
        Assert.Contains(description, quad => quad.Predicate == RdfVocabulary.Type && quad.Object == new Iri(Sd + "Service"));
        Assert.Contains(description, quad => quad.Predicate.Value == Sd + "endpoint" && quad.Object == new Iri(Host.Address + "/sparql"));
        Assert.Contains(description, quad => quad.Predicate.Value == Sd + "name" && quad.Object == new Iri(Edm693));
    }

    [Fact]
    public async Task ShowsTheQueryPage_WhenABrowserSendsNoQuery()
    {
        var response = await Host.GetAsync("/sparql", "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8");

        Assert.Equal("text/html", response.MediaType());
        Assert.Contains("<textarea", await response.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswersHeadAsGetWithoutBody()
    {
        var address = "/sparql?query=" + Uri.EscapeDataString(One);
        var get = await Host.GetAsync(address);

        var head = await Host.SendAsync(HttpMethod.Head, address);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Header("ETag"), head.Header("ETag"));
        Assert.Equal(get.MediaType(), head.MediaType());
        Assert.Empty(await head.TextAsync());
    }

    [Fact]
    public async Task StopsEarly_WhenHeadAsksForAnEndlessAnswer()
    {
        var head = await Host.SendAsync(
            HttpMethod.Head, "/sparql?query=" + Uri.EscapeDataString("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/queries")]
    [InlineData("/queries/refusals-of-actor")]
    [InlineData("/id/kazakhstan")]
    [InlineData("/data/facts.nt")]
    [InlineData("/.well-known/void")]
    [InlineData("/nothing")]
    public async Task SendsNoBodyToHead(string path)
    {
        var get = await Host.GetAsync(path);

        var head = await Host.SendAsync(HttpMethod.Head, path);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.MediaType(), head.MediaType());
        Assert.Empty(await head.TextAsync());
    }

    private static async Task HoldsOneAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/sparql-results+json", response.MediaType());
        var row = Assert.Single((await response.TableAsync()).Rows);
        Assert.Equal([new Literal("1", Xsd.Integer)], row);
    }

    private Task<HttpResponseMessage> PostAsync(string body, string mediaType, string parameters = "")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return Host.SendAsync(HttpMethod.Post, "/sparql" + parameters, content);
    }
}
