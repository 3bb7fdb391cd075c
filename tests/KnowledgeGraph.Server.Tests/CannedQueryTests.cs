using System.Net;
using System.Text.Json;
using KnowledgeGraph.Server.CannedQueries;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The list of canned queries, their parameters and their formats.</summary>
public sealed class CannedQueryTests(ShippedHost shipped)
{
    public static TheoryData<string> Queries => [.. ProjectFolder.QueryNames];

    private RunningHost Host => shipped.Host;

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task RunsWithItsDefaultsInEveryFormat(string name)
    {
        var file = Path.Combine(ProjectFolder.Queries, name + ".rq");
        var query = CannedQueryCatalog.Parse(name, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), file);
        Assert.NotEqual(name, query.Summary);
        Assert.NotEmpty(query.Tags);

        foreach (var mediaType in CannedQueriesApi.MediaTypesOf(query))
        {
            var response = await Host.GetAsync("/queries/" + name, "Accept: " + mediaType);

            Assert.True(response.StatusCode == HttpStatusCode.OK, mediaType + ": " + await response.TextAsync());
            Assert.Equal(mediaType, response.MediaType());
        }
    }

    [Fact]
    public async Task ListsAllWithTitlesAndParameters()
    {
        using var list = JsonDocument.Parse(await (await Host.GetAsync("/queries", "Accept: application/json")).TextAsync());

        Assert.Equal(ProjectFolder.QueryNames, list.RootElement.EnumerateArray().Select(query => query.GetProperty("name").GetString()!));
        var one = list.RootElement.EnumerateArray().Single(query => query.GetProperty("name").GetString() == "post-holder-on-date");
        Assert.Equal("/queries/post-holder-on-date", one.GetProperty("address").GetString());
        Assert.Equal(
            ["date:date", "post:iri"],
            one.GetProperty("parameters").EnumerateArray()
                .Select(parameter => $"{parameter.GetProperty("name").GetString()}:{parameter.GetProperty("type").GetString()}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ListsThemAsFormsToABrowser()
    {
        var page = await (await Host.GetAsync("/queries", "Accept: text/html")).TextAsync();

        Assert.All(ProjectFolder.QueryNames, name => Assert.Contains($"action=\"/queries/{name}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task BindsTheValueGiven()
    {
        var nobody = await Host.GetAsync("/queries/refusals-of-actor?actor=https://w3id.org/secoop/id/uzbekistan-nobody", "Accept: text/csv");

        Assert.Equal("refused,label\r\n", await nobody.TextAsync());
    }

    [Theory]
    [InlineData("refusals-of-actor?actor=Kazakhstan", "actor", "an absolute IRI")]
    [InlineData("refusals-of-actor?actor=https://w3id.org/a%3E%20%7D%20DROP", "actor", "an absolute IRI")]
    [InlineData("post-holder-on-date?date=yesterday", "date", "a date such as 2007-10-31")]
    [InlineData("post-holder-on-date?date=2007-02-30", "date", "a date such as 2007-10-31")]
    [InlineData("events-of-year?year=two", "year", "a whole number")]
    [InlineData("events-of-year?year=2007&year=2008", "year", "expected once")]
    [InlineData("events-of-year?yaer=2007", "yaer", "unknown; this query has")]
    public async Task NamesTheParameter_WhenItIsWrong(string address, string parameter, string expected)
    {
        var problem = await (await Host.GetAsync("/queries/" + address)).ProblemAsync(HttpStatusCode.BadRequest, "bad-parameter");

        Assert.Contains($"'{parameter}'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(expected, problem.GetProperty("errors").GetProperty(parameter).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsWhatIsWrongInTheForm_WhenABrowserAsks()
    {
        var response = await Host.GetAsync("/queries/events-of-year?year=two", "Accept: text/html");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await response.TextAsync();
        Assert.Contains("a whole number", page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/queries/events-of-year\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UsesTheDefault_WhenAFieldOfTheFormIsEmpty()
    {
        var withDefault = await (await Host.GetAsync("/queries/refusals-of-actor", "Accept: text/csv")).TextAsync();

        Assert.Equal(withDefault, await (await Host.GetAsync("/queries/refusals-of-actor?actor=", "Accept: text/csv")).TextAsync());
    }

    [Fact]
    public async Task SaysWhereTheListIs_WhenThereIsNoSuchQuery()
    {
        var problem = await (await Host.GetAsync("/queries/nothing")).ProblemAsync(HttpStatusCode.NotFound, "not-found");

        Assert.Contains("/queries", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusesAnUnknownFormat() =>
        await (await Host.GetAsync("/queries/stages?format=pdf")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");

    [Fact]
    public void TakesOneOfTheEnumeratedValues()
    {
        var query = CannedQueryCatalog.Parse(
            "x",
            """
            #+ summary: Which?
            #+ defaults:
            #+   - kind: a
            #+ enumerate:
            #+   - kind: [a, b]
            SELECT * WHERE { ?s ?p ?_kind }
            """,
            "x.rq");

        Assert.True(ParameterBinding.TryBind(query, Given("kind", "b"), out _));
        Assert.False(ParameterBinding.TryBind(query, Given("kind", "c"), out var wrong));
        Assert.Equal("'c' is not one of a, b.", wrong.Problems["kind"]);
    }

    [Fact]
    public void DemandsAParameterWithoutDefault()
    {
        var query = CannedQueryCatalog.Parse("x", "SELECT * WHERE { ?s ?p ?_kind_iri }", "x.rq");

        Assert.False(ParameterBinding.TryBind(query, Given("kind", ""), out var wrong));
        Assert.StartsWith("missing; expected an absolute IRI", wrong.Problems["kind"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#+ summary: x\n#+ defaults:\n#+   - year: two\nSELECT * WHERE { ?s ?p ?_year_integer }", "'two'")]
    [InlineData("#+ defaults:\n#+   - yaer: 2\nSELECT * WHERE { ?s ?p ?_year_integer }", "'yaer'")]
    [InlineData("#+ sumary: x\nSELECT * WHERE { ?s ?p ?o }", "'sumary'")]
    [InlineData("SELECT * WHERE { ?s ?p }", "line 1, column 24")]
    public void RefusesABadFile(string text, string named)
    {
        var failure = Assert.Throws<InvalidDataException>(() => CannedQueryCatalog.Parse("x", text, "x.rq"));

        Assert.StartsWith("x.rq: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribesEachWithItsTypedParameters()
    {
        using var openApi = JsonDocument.Parse(await (await Host.GetAsync("/openapi/v1.json")).TextAsync());
        var paths = openApi.RootElement.GetProperty("paths");

        Assert.All(ProjectFolder.QueryNames, name =>
        {
            var operation = paths.GetProperty("/queries/" + name).GetProperty("get");
            Assert.Equal(name, operation.GetProperty("operationId").GetString());
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.True(operation.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/html", out _));
        });
        var parameters = paths.GetProperty("/queries/post-holder-on-date").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("schema"));
        Assert.Equal("date", parameters["date"].GetProperty("format").GetString());
        Assert.Equal("uri", parameters["post"].GetProperty("format").GetString());
        var year = paths.GetProperty("/queries/events-of-year").GetProperty("get").GetProperty("parameters").EnumerateArray()
            .Single(parameter => parameter.GetProperty("name").GetString() == "year").GetProperty("schema");
        Assert.Equal("integer", year.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Number, year.GetProperty("default").ValueKind);
    }

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Given(string name, string value) =>
        new(StringComparer.Ordinal) { [name] = value };
}
