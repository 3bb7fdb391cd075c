using System.Net;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary><c>POST /shacl</c>.</summary>
public sealed class ShaclTests : IAsyncLifetime
{
    private const string Sh = "http://www.w3.org/ns/shacl#";

    private const string Shapes = """
        PREFIX sh: <http://www.w3.org/ns/shacl#>
        PREFIX x: <http://x/>
        x:S sh:targetSubjectsOf x:p ; sh:property [ sh:path x:p ; sh:maxCount 1 ] .
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"kg-{Guid.NewGuid():N}.trig");
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_file, "PREFIX x: <http://x/> x:a x:p 1 , 2 . GRAPH x:g { x:b x:p 1 } GRAPH x:h { x:b x:p 2 }", TestContext.Current.CancellationToken);
        _host = await RunningHost.StartAsync($"--Dataset:Files:0={_file}", "--Limits:ConcurrentQueries=1", "--Limits:QueryMemoryMB=1");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("?default", "a")]
    [InlineData("?union", "a", "b")]
    [InlineData("?graph=http://x/g")]
    [InlineData("?graph=http://x/g&graph=http://x/h", "b")]
    public async Task ValidatesTheGraphAskedFor(string query, params string[] wrong)
    {
        var response = await PostAsync("/shacl" + query, Shapes);

        Assert.Equal("text/turtle", response.MediaType());
        Assert.Equal("no-store", response.Header("Cache-Control"));
        var report = await response.DatasetAsync();
        Assert.Equal(wrong.Length == 0 ? "true" : "false", Assert.IsType<Literal>(Assert.Single(report.Match(predicate: new Iri(Sh + "conforms"))).Object).Lexical);
        Assert.Equal(
            wrong.Select(node => "http://x/" + node),
            report.Match(predicate: new Iri(Sh + "focusNode")).Select(quad => ((Iri)quad.Object).Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Accept: application/n-triples", "", "application/n-triples")]
    [InlineData("Accept: text/plain", "", "text/plain")]
    [InlineData("Accept: */*", "?format=text", "text/plain")]
    [InlineData("Accept: application/trig, text/turtle;q=0.5", "", "application/trig")]
    [InlineData("Accept: text/html, */*;q=0.1", "", "text/turtle")]
    public async Task AnswersInTheFormatAskedFor(string accept, string query, string mediaType)
    {
        var response = await PostAsync("/shacl" + query, Shapes, "text/turtle", accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.MediaType());
    }

    [Fact]
    public async Task WritesTextForPeople() => Assert.Equal(
        "x:a\n  Violation: There are more than 1 values.\n      path x:p\n      constraint MaxCount\n1 result, 1 focus node: Violation 1\n",
        await (await PostAsync("/shacl?format=text", Shapes)).TextAsync());

    [Theory]
    [InlineData("application/ld+json", """{"@id": "http://x/S", "http://www.w3.org/ns/shacl#targetNode": {"@id": "http://x/a"}, "http://www.w3.org/ns/shacl#nodeKind": {"@id": "http://www.w3.org/ns/shacl#Literal"}}""")]
    [InlineData("application/n-triples", "<http://x/S> <http://www.w3.org/ns/shacl#targetNode> <http://x/a> . <http://x/S> <http://www.w3.org/ns/shacl#nodeKind> <http://www.w3.org/ns/shacl#Literal> .")]
    [InlineData("application/rdf+xml", """<s:NodeShape xmlns:s="http://www.w3.org/ns/shacl#" xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about="http://x/S"><s:targetNode r:resource="http://x/a"/><s:nodeKind r:resource="http://www.w3.org/ns/shacl#Literal"/></s:NodeShape>""")]
    public async Task ReadsShapesInAnyFormat(string mediaType, string shapes) =>
        Assert.Single((await (await PostAsync("/shacl", shapes.Replace(" . <", " .\n<", StringComparison.Ordinal), mediaType)).DatasetAsync()).Match(predicate: new Iri(Sh + "result")));

    [Fact]
    public async Task TellsLineAndColumn_WhenShapesDoNotParse()
    {
        var problem = await (await PostAsync("/shacl", "PREFIX sh: <http://www.w3.org/ns/shacl#>\n[] sh:targetNode .")).ProblemAsync(HttpStatusCode.BadRequest, "shapes-syntax");

        Assert.Equal((2, 18), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
    }

    [Theory]
    [InlineData("sh:minCount 'x'", "sh:minCount")]
    [InlineData("sh:node x:S", "recursive")]
    [InlineData("sh:sparql [ sh:select 'SELECT $this { MINUS { } }' ]", "MINUS")]
    [InlineData("sh:sparql [ sh:select 'SELECT $this (true AS ?failure) { }' ]", "failure")]
    public async Task NamesTheShape_WhenShapesCannotBeUsed(string constraint, string words)
    {
        var shapes = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX x: <http://x/> x:S sh:targetNode x:a ; " + (constraint.StartsWith("sh:min", StringComparison.Ordinal) ? "sh:path x:p ; " : "") + constraint + " .";

        var problem = await (await PostAsync("/shacl", shapes)).ProblemAsync(HttpStatusCode.BadRequest, "shapes");

        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("<http://x/S>", problem.GetProperty("shape").GetString());
    }

    [Theory]
    [InlineData("?graph=http://x/none", HttpStatusCode.NotFound, "not-found")]
    [InlineData("?graph=none", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("?graph=http://x/g&union", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("?timeout=never", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("?format=pdf", HttpStatusCode.NotAcceptable, "not-acceptable")]
    public async Task RefusesParametersThatAreWrong(string query, HttpStatusCode status, string type) =>
        await (await PostAsync("/shacl" + query, Shapes)).ProblemAsync(status, type);

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task RefusesOtherMediaTypes(string mediaType) =>
        await (await PostAsync("/shacl", Shapes, mediaType)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    [Fact]
    public async Task RefusesABodyThatIsTooLarge() =>
        await (await PostAsync("/shacl", Shapes + new string(' ', 4 * 1024 * 1024))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

    [Fact]
    public async Task TakesPostAlone() =>
        await (await _host.GetAsync("/shacl", "Accept: application/json")).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    [Fact]
    public async Task GivesUpWhenTimeIsOver()
    {
        // A product of 14 walks, and a condition that only a whole solution answers: no machine ends it, no plan shortens it.
        var walks = string.Join(" . ", Enumerable.Range(0, 14).Select(i => $"?a{i} (!<x:1>)* ?b{i}"));
        var ends = string.Join(", ", Enumerable.Range(0, 14).Select(i => $"STR(?b{i})"));
        var endless = $$"""
            PREFIX sh: <http://www.w3.org/ns/shacl#>
            <http://x/S> sh:targetNode <http://x/a> ; sh:sparql [ sh:select
              "SELECT $this (?b0 AS ?value) { {{walks}} FILTER(CONCAT(STR($this), {{ends}}) = '') }" ] .
            """;

        var response = await PostAsync("/shacl?timeout=0.3", endless);

        var problem = await response.TextAsync();
        Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, problem);
        Assert.Equal("5", response.Header("Retry-After"));
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/shacl", Shapes)).StatusCode);
    }

    [Fact]
    public async Task IsInTheOpenApiDocument()
    {
        using var openApi = JsonDocument.Parse(await (await _host.GetAsync("/openapi/v1.json")).TextAsync());

        Assert.True(openApi.RootElement.GetProperty("paths").GetProperty("/shacl").TryGetProperty("post", out _));
    }

    private async Task<HttpResponseMessage> PostAsync(string address, string shapes, string mediaType = "text/turtle", string accept = "Accept: */*")
    {
        using var content = new StringContent(shapes, Encoding.UTF8, mediaType);
        return await _host.SendAsync(HttpMethod.Post, address, content, accept);
    }
}
