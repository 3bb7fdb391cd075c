using System.Globalization;
using System.Net;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Answers of canned queries page by page, with links that are true, and forms whose drop-downs are filled from the
/// data.</summary>
public sealed class CannedQueryPagesTests(ShippedHost shipped)
{
    private const string Many = "/queries/denied-claims";

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task LinksLeadThroughAllRowsOnce()
    {
        var whole = Rows(await (await Host.GetAsync(Many, "Accept: text/csv")).TextAsync());
        var size = (whole.Count / 3) + 1;
        var read = new List<string>();
        var address = string.Create(CultureInfo.InvariantCulture, $"{Many}?limit={size}");
        var pages = 0;
        string? last = null;
        while (address is not null)
        {
            var response = await Host.GetAsync(address, "Accept: text/csv");
            var links = Links(response);
            read.AddRange(Rows(await response.TextAsync()));
            Assert.StartsWith(Many + "?offset=0&limit=", links["first"], StringComparison.Ordinal);
            Assert.Equal(pages > 0, links.ContainsKey("prev"));
            Assert.NotEqual(links.ContainsKey("next"), links.ContainsKey("last"));
            last = links.GetValueOrDefault("last");
            address = links.GetValueOrDefault("next");
            pages++;
        }

        Assert.Equal(3, pages);
        Assert.Equal(whole, read);
        Assert.Equal(whole.Skip(2 * size), Rows(await (await Host.GetAsync(last!, "Accept: text/csv")).TextAsync()));
    }

    [Fact]
    public async Task APageThatIsFullHasNoNext_WhenNothingFollows()
    {
        var count = Rows(await (await Host.GetAsync("/queries/stages", "Accept: text/csv")).TextAsync()).Count;

        var links =
            Links(await Host.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/queries/stages?limit={count}"), "Accept: text/csv"));

        Assert.Equal(["first", "last"], links.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task APageBeyondTheEndIsEmptyAndLeadsToTheFirst()
    {
        var response = await Host.GetAsync("/queries/stages?limit=5&offset=500", "Accept: text/csv");

        Assert.Empty(Rows(await response.TextAsync()));
        Assert.Equal(["first"], Links(response).Keys);
    }

    [Fact]
    public async Task TheWholeAnswerHasNoLinks() =>
        Assert.Empty((await Host.GetAsync("/queries/stages", "Accept: text/csv")).Header("Link"));

    [Theory]
    [InlineData("/queries/stages?limit=0")]
    [InlineData("/queries/stages?limit=ten")]
    [InlineData("/queries/stages?offset=-1")]
    public async Task SaysWhatIsWrongWithThePage(string address) =>
        await (await Host.GetAsync(address)).ProblemAsync(HttpStatusCode.BadRequest, "bad-parameter");

    [Theory]
    [InlineData("text/csv")]
    [InlineData("text/html")]
    public async Task EachPageHasATagOfItsOwn(string mediaType)
    {
        var first = await Host.GetAsync(Many + "?limit=5", "Accept: " + mediaType);
        var second = await Host.GetAsync(Many + "?limit=5&offset=5", "Accept: " + mediaType);

        Assert.NotEqual(first.Header("ETag"), second.Header("ETag"));
        var again = await Host.GetAsync(Many + "?limit=5", "Accept: " + mediaType, "If-None-Match: " + first.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        // The query leaves the order of rows open.
        Assert.StartsWith("W/", first.Header("ETag"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrowserSeesPagesAndTheQueryAndWhy()
    {
        var response = await Host.GetAsync(Many + "?limit=3&offset=3", "Accept: text/html");
        var page = await response.TextAsync();

        Assert.Contains("Rows 4 to 6; there are more.", page, StringComparison.Ordinal);
        Assert.Contains("next rows", page, StringComparison.Ordinal);
        Assert.Contains("previous rows", page, StringComparison.Ordinal);
        Assert.Contains("Show this query", page, StringComparison.Ordinal);
        Assert.Contains("why? (row 3)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("why? (row 4)", page, StringComparison.Ordinal);
        Assert.Equal(["first", "next", "prev"], Links(response).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FormOffersWhatTheDataHave()
    {
        var page = await (await Host.GetAsync("/queries/refusals-of-actor", "Accept: text/html")).TextAsync();

        Assert.Contains("<select name=\"actor\">", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"https://w3id.org/secoop/id/kazakhstan\" selected>Kazakhstan</option>", page,
            StringComparison.Ordinal);
        Assert.Contains("<option value=\"https://w3id.org/secoop/id/estonia\">Estonia</option>", page, StringComparison.Ordinal);
        // It refused nothing, so the query has no answer for it.
        Assert.DoesNotContain("secoop/id/uzbekistan\"", page, StringComparison.Ordinal);
        var dated = await (await Host.GetAsync("/queries/post-holder-on-date", "Accept: text/html")).TextAsync();
        Assert.Contains("type=\"date\"", dated, StringComparison.Ordinal);
        Assert.Contains("<select name=\"post\">", dated, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormKeepsAValueThatTheDataDoNotHave()
    {
        var page = await (await Host.GetAsync("/queries/refusals-of-actor?actor=urn:nobody", "Accept: text/html")).TextAsync();

        Assert.Contains("<option value=\"urn:nobody\" selected>urn:nobody</option>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * { ?s ?p ?_x_iri FILTER(?s != ?_x_iri) OPTIONAL { ?s ?q ?_x_iri } }", "(bgp (triple ?s ?p ?_x_iri))")]
    [InlineData("SELECT * { ?s ?p ?o { ?o ?q ?_x_iri } UNION { ?_x_iri ?r ?o } }", "union")]
    [InlineData("SELECT * { GRAPH ?_x_iri { ?s ?p ?o } }", "graph")]
    [InlineData("SELECT (COUNT(*) AS ?n) { ?s ?p ?_x_iri } GROUP BY ?s HAVING(COUNT(*) > 1) ORDER BY ?n", "bgp")]
    public void TakesThePartOfThePatternThatBindsTheParameter(string query, string part)
    {
        var found = ParameterChoices.BindingPart(SparqlParser.ParseQuery(query).Pattern, new Variable("_x_iri"));

        Assert.NotNull(found);
        Assert.Contains(new Variable("_x_iri"), InScopeVariables.Certain(found));
        Assert.DoesNotContain("filter", AlgebraPrinter.Print(found), StringComparison.Ordinal);
        Assert.Contains(part.Split(' ')[0].Trim('('), AlgebraPrinter.Print(found), StringComparison.Ordinal);
    }

    [Fact]
    public void FindsNoPart_WhenOnlyAFilterSpeaksOfTheParameter() =>
        Assert.Null(ParameterChoices.BindingPart(
            SparqlParser.ParseQuery("SELECT * { ?s ?p ?o FILTER(?o != ?_x_iri) }").Pattern, new Variable("_x_iri")));

    [Fact]
    public async Task ApiPageShowsEveryOperation()
    {
        var page = await (await Host.GetAsync("/openapi", "Accept: text/html")).TextAsync();

        Assert.All(ProjectFolder.QueryNames, name => Assert.Contains($"action=\"/queries/{name}\"", page, StringComparison.Ordinal));
        Assert.All(
            ["/sparql", "/evidence", "/reconcile", "/reconcile/v1/match", "/data/dataset.nq", "/rdf-graph-store"],
            path => Assert.Contains($"<code>{path}</code>", page, StringComparison.Ordinal));
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
    }

    private static List<string> Rows(string csv) => [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    private static Dictionary<string, string> Links(HttpResponseMessage response) =>
        response.Header("Link").Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(link => link.Split(">; rel="))
            .ToDictionary(link => link[1].Trim('"'), link => link[0].TrimStart('<'), StringComparer.Ordinal);
}
