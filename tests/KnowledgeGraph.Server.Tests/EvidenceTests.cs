using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Why an answer: which facts support it, and who says them.</summary>
public sealed class EvidenceTests(ShippedHost shipped)
{
    private const string Ontology = "https://w3id.org/secoop/ontology#";
    private const string Things = "https://w3id.org/secoop/id/";
    private const string Refusals = "PREFIX : <" + Ontology + "> SELECT ?who ?what { ?refusal :actor ?who ; :refused ?what }";

    private static readonly object s_kazakhRefusal = new { who = Uri(Things + "kazakhstan"), what = Uri(Things + "longbow-lancer-2009") };

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task ShowsTheClaimsBehindEachFact()
    {
        var evidence = await ExplainAsync(new { query = Refusals, row = s_kazakhRefusal });

        var support = Assert.Single(evidence.GetProperty("supports").EnumerateArray());
        var parts = support.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal([Ontology + "actor", Ontology + "refused"], parts.Select(part => part.GetProperty("predicate").GetProperty("id").GetString()));
        foreach (var part in parts)
        {
            var claim = part.GetProperty("claims").EnumerateArray().First(claim => claim.GetProperty("holds").GetBoolean());
            Assert.Equal(Ontology + "asserted", claim.GetProperty("polarity").GetString());
            Assert.StartsWith("https://w3id.org/secoop/source/", claim.GetProperty("source").GetString(), StringComparison.Ordinal);
            var place = claim.GetProperty("places").EnumerateArray().First();
            Assert.True(place.GetProperty("paragraph").GetInt32() > 0);
            Assert.True(place.GetProperty("end").GetInt32() > place.GetProperty("start").GetInt32());
        }

        Assert.False(evidence.GetProperty("more").GetBoolean());
    }

    [Fact]
    public async Task ShowsADeniedClaimAsDenied()
    {
        const string Query = "PREFIX : <" + Ontology + "> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
            + "SELECT ?claim ?node { GRAPH ?source { ?claim rdf:reifies <<( ?node a :Participation )>> ; :polarity :denied } } ORDER BY ?claim LIMIT 1";
        var row = (await AnswerAsync(Query))[0];

        var evidence = await ExplainAsync(new { query = Query, row });

        var parts = evidence.GetProperty("supports")[0].GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(2, parts.Count);
        Assert.All(parts, part =>
        {
            var claim = Assert.Single(part.GetProperty("claims").EnumerateArray());
            Assert.Equal(row.GetProperty("claim").GetProperty("value").GetString(), claim.GetProperty("id").GetString());
            Assert.Equal(Ontology + "denied", claim.GetProperty("polarity").GetString());
            Assert.False(claim.GetProperty("holds").GetBoolean());
        });
        Assert.Equal("rdf:Statement", parts[0].GetProperty("object").GetProperty("type").GetString());
    }

    [Fact]
    public async Task SaysWhatARuleDerivedAFactFrom()
    {
        const string Query = "PREFIX : <" + Ontology + "> SELECT * { ?a :metWith ?b } ORDER BY ?a ?b LIMIT 1";

        var evidence = await ExplainAsync(new { query = Query, row = (await AnswerAsync(Query))[0] });

        var part = evidence.GetProperty("supports")[0].GetProperty("parts")[0];
        Assert.NotEmpty(part.GetProperty("origins").EnumerateArray());
    }

    [Fact]
    public async Task ExplainsAnAggregateByItsMembers()
    {
        const string Query = "PREFIX : <" + Ontology + "> SELECT (COUNT(DISTINCT ?who) AS ?n) { ?r :refused ?what ; :actor ?who }";
        var row = (await AnswerAsync(Query))[0];

        var evidence = await ExplainAsync(new { query = Query, row });

        var actors = evidence.GetProperty("supports").EnumerateArray()
            .Select(support => support.GetProperty("parts")[1].GetProperty("object").GetProperty("id").GetString()).Distinct().Count();
        Assert.Equal(row.GetProperty("n").GetProperty("value").GetString(), actors.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task IsLinkedData()
    {
        var response = await PostAsync(new { query = Refusals, row = s_kazakhRefusal });

        var data = await response.DatasetAsync();

        var statement = Assert.Single(data, quad => quad.Predicate.Value.EndsWith("#predicate", StringComparison.Ordinal) && quad.Object == new Iri(Ontology + "refused")).Subject;
        Assert.Contains(data, quad => quad.Subject == statement && quad.Object == new Iri(Things + "longbow-lancer-2009"));
        Assert.Contains(data, quad => quad.Subject == statement && quad.Predicate.Value == "http://www.w3.org/ns/prov#wasQuotedFrom");
        Assert.Contains(data, quad => quad.Predicate.Value == Ontology + "polarity" && quad.Object == new Iri(Ontology + "asserted"));
    }

    [Fact]
    public async Task ExplainsAConstructedTriple_AndAsk()
    {
        const string Construct = "PREFIX : <" + Ontology + "> CONSTRUCT { ?who :tookPartIn ?what } WHERE { ?r :refused ?what ; :actor ?who }";
        var made = new { subject = Uri(Things + "kazakhstan"), predicate = Uri(Ontology + "tookPartIn"), @object = Uri(Things + "longbow-lancer-2009") };
        Assert.NotEmpty((await ExplainAsync(new { query = Construct, triple = made })).GetProperty("supports").EnumerateArray());

        var ask = await ExplainAsync(new { query = "PREFIX : <" + Ontology + "> ASK { ?r :refused ?what }" });
        Assert.NotEmpty(ask.GetProperty("supports").EnumerateArray());
    }

    [Fact]
    public async Task GivesPages()
    {
        const string Query = "PREFIX : <" + Ontology + "> SELECT (COUNT(*) AS ?n) { ?r :participant ?who }";
        var row = (await AnswerAsync(Query))[0];
        var all = int.Parse(row.GetProperty("n").GetProperty("value").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        var last = await ExplainAsync(new { query = Query, row, offset = all - 1, limit = 5 });
        var first = await ExplainAsync(new { query = Query, row, limit = all - 1 });

        Assert.Single(last.GetProperty("supports").EnumerateArray());
        Assert.False(last.GetProperty("more").GetBoolean());
        Assert.Equal(all - 1, first.GetProperty("supports").GetArrayLength());
        Assert.True(first.GetProperty("more").GetBoolean());
    }

    [Fact]
    public async Task IsAPageForPeople_LinkedFromEveryRow()
    {
        var answer = await (await Host.AskAsync(Refusals, "text/html")).TextAsync();
        Assert.Contains("action=\"/evidence\"", answer, StringComparison.Ordinal);
        Assert.Contains("name=\"row\"", answer, StringComparison.Ordinal);

        var response = await Host.GetAsync(
            "/evidence?query=" + System.Uri.EscapeDataString(Refusals) + "&row=" + System.Uri.EscapeDataString(JsonSerializer.Serialize(s_kazakhRefusal)), "Accept: text/html");
        var page = await response.TextAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.MediaType());
        Assert.Contains("Asserted", page, StringComparison.Ordinal);
        Assert.Contains("paragraph", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysWhenTheQueryDoesNotGiveTheRow() =>
        await (await PostAsync(new { query = Refusals, row = new { who = Uri(Things + "nato"), what = Uri(Things + "nato") } }))
            .ProblemAsync(HttpStatusCode.NotFound, "not-found");

    [Theory]
    [InlineData("""{"row":{}}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"query":"SELECT * { ?s ?p","row":{}}""", HttpStatusCode.BadRequest, "query-syntax")]
    [InlineData("""{"query":"SELECT * { ?s ?p ?o }","row":{"x":{"type":"uri","value":"http://x"}}}""", HttpStatusCode.BadRequest, "query-failed")]
    [InlineData("""{"query":"SELECT * { ?s ?p ?o }","row":{"s":"http://x"}}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"query":"SELECT * { ?s ?p ?o }","row":{},"limit":100000}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"query":"DESCRIBE <http://x>","row":{}}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"query":"CONSTRUCT WHERE { ?s ?p ?o }","row":{}}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("[]", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("{", HttpStatusCode.BadRequest, "bad-request")]
    public async Task RefusesWhatIsWrong(string body, HttpStatusCode status, string type)
    {
        using var content = new StringContent(body, null, "application/json");
        await (await Host.SendAsync(HttpMethod.Post, "/evidence", content, "Accept: application/json")).ProblemAsync(status, type);
    }

    [Fact]
    public async Task RefusesOtherMediaTypes()
    {
        using var content = new StringContent("x", null, "text/plain");
        await (await Host.SendAsync(HttpMethod.Post, "/evidence", content)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    private static object Uri(string iri) => new { type = "uri", value = iri };

    private async Task<HttpResponseMessage> PostAsync(object body)
    {
        using var content = JsonContent.Create(body);
        await content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        return await Host.SendAsync(HttpMethod.Post, "/evidence", content, "Accept: application/ld+json");
    }

    private async Task<JsonElement> ExplainAsync(object body)
    {
        var response = await PostAsync(body);
        var text = await response.TextAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/ld+json", response.MediaType());
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private async Task<JsonElement[]> AnswerAsync(string query)
    {
        using var document = JsonDocument.Parse(await (await Host.AskAsync(query, "application/sparql-results+json")).TextAsync());
        return [.. document.RootElement.GetProperty("results").GetProperty("bindings").EnumerateArray().Select(row => row.Clone())];
    }
}
