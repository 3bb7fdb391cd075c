using System.Net;
using System.Text.Json;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.TestKit.Reification;

namespace KnowledgeGraph.Server.Tests;

/// <summary>A client of RDF 1.1 asks for its profile and loses nothing; any other gets triple terms as before.</summary>
/// <seealso href="https://www.w3.org/TR/dx-prof-conneg/"/>
public sealed class ProfileTests(ShippedHost shipped)
{
    private const string Rdf11 = "https://w3id.org/secoop/profile/rdf11";
    private const string Rdf12 = "https://w3id.org/secoop/profile/rdf12";
    private const string Source = "/rdf-graph-store?graph=https%3A%2F%2Fw3id.org%2Fsecoop%2Fsource%2Fedm-2-188";

    private static readonly string s_construct = "/sparql?query=" + Uri.EscapeDataString("""
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX : <https://w3id.org/secoop/ontology#>
        CONSTRUCT { ?c rdf:reifies ?t ; :polarity ?p } WHERE { GRAPH <https://w3id.org/secoop/source/edm-2-188> { ?c rdf:reifies ?t ; :polarity ?p } }
        """);

    private RunningHost Host => shipped.Host;

    [Theory]
    [InlineData("/dataset", "application/n-quads")]
    [InlineData("/data/dataset.nq", "application/n-quads")]
    [InlineData("/data/dataset.trig", "application/trig")]
    public async Task TheWholeDatasetComesBack(string address, string mediaType)
    {
        var modern = await (await Get(address, "Accept: " + mediaType)).DatasetAsync();

        var classic = await (await Get(address, "Accept: " + mediaType, $"Accept-Profile: <{Rdf11}>")).DatasetAsync();

        Assert.Contains(modern, quad => quad.Object is TripleTerm);
        Assert.DoesNotContain(classic, quad => quad.Object is TripleTerm);
        Assert.True(StatementReading.Restore([.. classic]).SetEquals(modern));
    }

    [Theory]
    [InlineData("text/turtle")]
    [InlineData("application/n-triples")]
    [InlineData("application/rdf+xml")]
    [InlineData("application/ld+json")]
    public async Task AGraphAndAConstructedGraphComeBack_InEveryFormat(string mediaType)
    {
        var graph = await (await Get(Source, "Accept: text/turtle")).DatasetAsync();
        var answer = await (await Get(s_construct, "Accept: text/turtle")).DatasetAsync();

        var classicGraph = await (await Get(Source, $"Accept: {mediaType};profile=\"{Rdf11}\"")).DatasetAsync();
        var classicAnswer = await (await Get(s_construct + "&_profile=rdf11", "Accept: " + mediaType)).DatasetAsync();

        Assert.Contains(answer, quad => quad.Object is TripleTerm);
        Assert.True(StatementReading.Restore([.. classicGraph]).SetEquals(graph));
        Assert.True(StatementReading.Restore([.. classicAnswer]).SetEquals(answer));
    }

    [Theory]
    [InlineData("application/rdf+xml")]
    [InlineData("application/ld+json")]
    public async Task FormatsThatHoldFactsHoldClaims_ByTheProfileAlone(string mediaType)
    {
        var facts = await (await Get("/id/robert-simmons", "Accept: " + mediaType)).DatasetAsync();
        var claims = await (await Get("/id/robert-simmons", "Accept: " + mediaType, $"Accept-Profile: <{Rdf11}>")).DatasetAsync();

        Assert.DoesNotContain(facts, IsStatement);
        Assert.Contains(claims, IsStatement);
        Assert.True(StatementReading.Restore([.. claims]).SetEquals(await (await Get("/id/robert-simmons", "Accept: text/turtle")).DatasetAsync()));
    }

    [Fact]
    public async Task JsonLdOfAGraphWithClaims_IsAcceptableByTheProfileAlone()
    {
        Assert.Equal(HttpStatusCode.NotAcceptable, (await Get(Source, "Accept: application/ld+json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get(Source, "Accept: application/ld+json", "Accept-Profile: rdf11")).StatusCode);
    }

    [Theory]
    [InlineData(Rdf12, "")]
    [InlineData(Rdf11, "", "Accept-Profile: <" + Rdf11 + ">")]
    [InlineData(Rdf11, "", "Accept-Profile: rdf11")]
    [InlineData(Rdf12, "", "Accept-Profile: <http://example.org/other>")]
    [InlineData(Rdf11, "", "Accept-Profile: <http://example.org/other>, <" + Rdf11 + ">;q=0.1")]
    [InlineData(Rdf12, "", "Accept-Profile: <" + Rdf11 + ">;q=0.5, <" + Rdf12 + ">")]
    [InlineData(Rdf12, "", "Accept-Profile: <" + Rdf11 + ">;q=0")]
    [InlineData(Rdf11, "", "Accept: text/turtle;profile=\"" + Rdf11 + "\", */*;q=0.1")]
    [InlineData(Rdf11, "", "Accept: text/turtle;profile=\"http://example.org/other " + Rdf11 + "\"")]
    [InlineData(Rdf12, "", "Accept: text/turtle, application/ld+json;profile=\"" + Rdf11 + "\";q=0.5")]
    [InlineData(Rdf12, "", "Accept: application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\", text/turtle")]
    [InlineData(Rdf11, "&_profile=rdf11")]
    [InlineData(Rdf11, "&_profile=https%3A%2F%2Fw3id.org%2Fsecoop%2Fprofile%2Frdf11")]
    [InlineData(Rdf12, "&_profile=rdf12", "Accept-Profile: <" + Rdf11 + ">")]
    public async Task NegotiatesTheProfile(string profile, string more, params string[] headers)
    {
        string[] accept = headers.Any(header => header.StartsWith("Accept:", StringComparison.Ordinal)) ? headers : [.. headers, "Accept: text/turtle"];
        var response = await Get("/rdf-graph-store?default" + more, accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"<{profile}>; rel=\"profile\"", response.Header("Link"), StringComparison.Ordinal);
        Assert.Contains($"rel=\"alternate\"; type=\"{response.MediaType()}\"; formats=\"{(profile == Rdf11 ? Rdf12 : Rdf11)}\"", response.Header("Link"), StringComparison.Ordinal);
        Assert.Contains("Accept-Profile", response.Headers.Vary);
    }

    [Fact]
    public async Task TheAlternateLeadsToTheOtherProfile()
    {
        var response = await Get(Source, "Accept: text/turtle");
        var link = response.Header("Link");
        var address = link[(link.IndexOf(", <", StringComparison.Ordinal) + 3)..link.IndexOf(">; rel=\"alternate\"", StringComparison.Ordinal)];

        var other = await Get(address, "Accept: text/turtle");

        Assert.Contains($"<{Rdf11}>; rel=\"profile\"", other.Header("Link"), StringComparison.Ordinal);
        Assert.NotEqual(response.Headers.ETag, other.Headers.ETag);
        Assert.Contains(await other.DatasetAsync(), IsStatement);
    }

    [Theory]
    [InlineData("/dataset")]
    [InlineData("/data/dataset.nq")]
    [InlineData("/id/kazakhstan")]
    public async Task EachProfileHasItsOwnEntityTag(string address)
    {
        var modern = await Get(address, "Accept: application/n-quads");
        var classic = await Get(address, "Accept: application/n-quads", "Accept-Profile: rdf11");

        Assert.NotEqual(modern.Headers.ETag, classic.Headers.ETag);
        Assert.Equal(
            HttpStatusCode.OK, (await Get(address, "Accept: application/n-quads", "Accept-Profile: rdf11", $"If-None-Match: {modern.Headers.ETag}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await Get(address, "Accept: application/n-quads", "Accept-Profile: rdf11", $"If-None-Match: {classic.Headers.ETag}")).StatusCode);
    }

    [Fact]
    public async Task AParameterThatNamesNoProfileIsRefused()
    {
        var problem = await (await Get("/dataset?_profile=rdf10")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

        Assert.Contains("expected rdf12, rdf11", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SolutionsHaveNoProfile()
    {
        var response = await Host.AskAsync("SELECT * WHERE { } LIMIT 1", "text/csv");

        Assert.Equal("", response.Header("Link"));
    }

    [Fact]
    public async Task TheOpenApiDocumentTellsHowToAsk()
    {
        using var openApi = JsonDocument.Parse(await (await Get("/openapi/v1.json")).TextAsync());

        foreach (var path in (string[])["/sparql", "/dataset", "/rdf-graph-store", "/data/dataset.nq", "/id/{path}"])
        {
            var parameters = openApi.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray()
                .Select(parameter => parameter.GetProperty("in").GetString() + " " + parameter.GetProperty("name").GetString());
            Assert.Superset((HashSet<string>)["header Accept-Profile", "query _profile"], parameters.ToHashSet());
        }
    }

    private Task<HttpResponseMessage> Get(string address, params string[] headers) => Host.SendAsync(HttpMethod.Get, address, null, headers);

    private static bool IsStatement(Quad quad) => quad.Object is Iri { Value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement" };
}
