using System.Net;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Every IRI of the data answers on the host, as a page and as data.</summary>
public sealed class LinkedDataTests(ShippedHost shipped)
{
    private const string Refusal = "/id/refusal-kz-longbow-lancer-2009";

    private RunningHost Host => shipped.Host;

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData("text/turtle", "text/turtle")]
    [InlineData("application/trig", "application/trig")]
    [InlineData("application/n-triples", "application/n-triples")]
    [InlineData("application/n-quads", "application/n-quads")]
    [InlineData("text/html;q=0.4, text/turtle;q=0.8", "text/turtle")]
    public async Task Negotiates(string accept, string mediaType)
    {
        foreach (var path in (string[])[Refusal, "/ontology", "/source/edm-6-93", "/describe?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fid%2Fkazakhstan"])
        {
            var response = await Host.GetAsync(path, "Accept: " + accept);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(mediaType, response.MediaType());
            Assert.Contains("Accept", response.Headers.Vary);
            Assert.NotEmpty(response.Header("ETag"));
        }
    }

    [Fact]
    public async Task RefusesWhatItCannotGive() =>
        await (await Host.GetAsync(Refusal, "Accept: image/png")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");

    [Fact]
    public async Task SaysTheFactsInBothDirectionsAndTheClaims()
    {
        var data = await (await Host.GetAsync("/id/longbow-lancer-2009", "Accept: text/turtle")).DatasetAsync();

        var exercise = new Iri("https://w3id.org/secoop/id/longbow-lancer-2009");
        var refusal = new Iri("https://w3id.org/secoop/id/refusal-kz-longbow-lancer-2009");
        var refused = new Iri("https://w3id.org/secoop/ontology#refused");
        Assert.Contains(data, quad => quad.Subject == exercise);
        Assert.Contains(data, quad => quad.Triple == new Triple(refusal, refused, exercise));
        Assert.Contains(data, quad => quad.Predicate.Value.EndsWith("#reifies", StringComparison.Ordinal)
            && quad.Object == new TripleTerm(refusal, refused, exercise));
    }

    [Fact]
    public async Task ShowsLabelTypeFactsAndWhoSaysSo()
    {
        var page = await (await Host.GetAsync(Refusal, "Accept: text/html")).TextAsync();

        Assert.Contains("<h1 lang=\"en\">refusal of Kazakhstan", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/id/kazakhstan\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/id/longbow-lancer-2009\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/source/edm-6-93\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/source/edm-6-93/claim/refusal\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/id/daniyal-akhmetov\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowsDeniedClaimsApartFromFacts()
    {
        var page = await (await Host.GetAsync(Refusal, "Accept: text/html")).TextAsync();

        var apart = page.IndexOf("Claimed, but no fact", StringComparison.Ordinal);
        var denied = page.IndexOf(">Denied</strong>", StringComparison.Ordinal);
        Assert.True(apart > 0 && denied > apart);
    }

    [Fact]
    public async Task ShowsInverseFacts() =>
        Assert.Contains(
            "Facts that point here", await (await Host.GetAsync("/id/longbow-lancer-2009", "Accept: text/html")).TextAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task SaysWhatADerivedFactComesFrom() =>
        Assert.Contains("Derived from", await (await Host.GetAsync("/id/kazakhstan", "Accept: text/html")).TextAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task ShowsAClaimByItsOwnAddress() =>
        Assert.Contains(
            "trigger", await (await Host.GetAsync("/source/edm-6-93/claim/refusal", "Accept: text/html")).TextAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task DoesNotKnowWhatIsNotInTheData()
    {
        await (await Host.GetAsync("/id/nothing")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await Host.GetAsync("/id/a%20b%22%3C")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await Host.GetAsync("/describe?iri=urn:nothing")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task RefusesToDescribeWhatIsNoIri() =>
        await (await Host.GetAsync("/describe?iri=a%20b")).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task EveryLinkOfAPageLeadsSomewhere()
    {
        foreach (var page in (string[])["/", Refusal, "/source/edm-6-93/claim/refusal", "/data"])
        {
            var text = await (await Host.GetAsync(page, "Accept: text/html")).TextAsync();
            foreach (var address in Links(text).Distinct())
            {
                var response = await Host.SendAsync(HttpMethod.Head, address);
                Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address} on {page}: {response.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task EveryEntityOfTheDataAnswers()
    {
        var all = await (await Host.AskAsync(
            "SELECT DISTINCT ?s WHERE { ?s ?p ?o FILTER(STRSTARTS(STR(?s), 'https://w3id.org/secoop/id/')) }", "text/csv")).TextAsync();
        var paths = all.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(iri => iri["https://w3id.org/secoop".Length..]).ToList();
        Assert.True(paths.Count > 100);

        foreach (var path in paths.Where((_, i) => i % 20 == 0))
        {
            Assert.Equal(HttpStatusCode.OK, (await Host.SendAsync(HttpMethod.Head, path, null, "Accept: text/turtle")).StatusCode);
        }
    }

    [Theory]
    [InlineData("/data/dataset.trig", "application/trig", true)]
    [InlineData("/data/dataset.nq", "application/n-quads", true)]
    [InlineData("/data/facts.ttl", "text/turtle", false)]
    [InlineData("/data/facts.nt", "application/n-triples", false)]
    public async Task GivesTheDatasetAsAFile(string path, string mediaType, bool withGraphs)
    {
        var expected = await (await Host.AskAsync(
            withGraphs
                ? "SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
                : "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
            "text/csv")).TextAsync();

        var response = await Host.GetAsync(path);

        Assert.Equal(mediaType, response.MediaType());
        Assert.Equal($"n\r\n{(await response.DatasetAsync()).Count}\r\n", expected);
    }

    [Theory]
    [InlineData("application/ld+json")]
    [InlineData("application/rdf+xml")]
    public async Task GivesFactsWithoutClaims_InFormatsWithoutTripleTerms(string mediaType)
    {
        var turtle = await (await Host.GetAsync("/id/nato", "Accept: text/turtle")).DatasetAsync();
        var response = await Host.GetAsync("/id/nato", "Accept: " + mediaType);

        Assert.Equal(mediaType, response.MediaType());
        var facts = await response.DatasetAsync();
        Assert.Equal(
            turtle.Where(quad => quad.Object is not TripleTerm && (quad.Subject.ToString().EndsWith("/id/nato>", StringComparison.Ordinal)
                || quad.Object.ToString().EndsWith("/id/nato>", StringComparison.Ordinal)) && !quad.Subject.ToString().Contains("/claim/", StringComparison.Ordinal))
                .ToHashSet(),
            facts.Where(quad => !quad.Subject.ToString().Contains("/claim/", StringComparison.Ordinal)).ToHashSet());
        Assert.NotEmpty(facts);
    }

    [Fact]
    public async Task JsonLdNamesOurContext_WhichTheHostServes()
    {
        var document = System.Text.Json.JsonDocument.Parse(await (await Host.GetAsync("/id/nato", "Accept: application/ld+json")).TextAsync());
        Assert.Equal("https://w3id.org/secoop/ontology/context.jsonld", document.RootElement.GetProperty("@context").GetString());
        Assert.Equal("i:nato", document.RootElement.GetProperty("id").GetString());
        Assert.Equal("NATO", document.RootElement.GetProperty("label").GetProperty("en").GetString());

        var context = await Host.GetAsync("/ontology/context.jsonld");
        Assert.Equal("application/ld+json", context.MediaType());
        Assert.Equal(
            File.ReadAllText(Path.Combine(ProjectFolder.Root, "ontology", "context.jsonld")), await context.TextAsync());
    }

    [Theory]
    [InlineData("application/ld+json")]
    [InlineData("application/rdf+xml")]
    public async Task GivesTheOntologyInEveryFormat(string mediaType)
    {
        var turtle = await (await Host.GetAsync("/ontology", "Accept: text/turtle")).DatasetAsync();
        var other = await (await Host.GetAsync("/ontology", "Accept: " + mediaType)).DatasetAsync();
        Assert.Equal(turtle.ToHashSet(), other.ToHashSet());
    }

    [Theory]
    [InlineData("application/ld+json", "CONSTRUCT { ?c rdf:reifies ?t } WHERE { GRAPH ?g { ?c rdf:reifies ?t } } LIMIT 3")]
    [InlineData("application/rdf+xml", "CONSTRUCT { ?s <http://e/1> ?o } WHERE { ?s a ?o } LIMIT 3")]
    public async Task RefusesAGraphThatTheFormatCannotExpress(string mediaType, string query)
    {
        var response = await Host.AskAsync("PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> " + query, mediaType);
        Assert.Contains(
            "Available here: text/turtle, application/trig, application/n-triples, application/n-quads",
            (await response.ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaysNotModified_WhenAFileIsCurrent()
    {
        const string Path = "/data/facts.nt";
        var first = await Host.SendAsync(HttpMethod.Head, Path);
        var (tag, modified) = (first.Header("ETag"), first.Header("Last-Modified"));
        Assert.NotEmpty(tag);
        Assert.NotEmpty(modified);

        Assert.Equal(HttpStatusCode.NotModified, (await Host.GetAsync(Path, "If-None-Match: " + tag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await Host.GetAsync(Path, "If-None-Match: W/" + tag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await Host.GetAsync(Path, "If-None-Match: *")).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await Host.GetAsync(Path, "If-Modified-Since: " + modified)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(Path, "If-Modified-Since: Mon, 01 Jan 2001 00:00:00 GMT")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(Path, "If-None-Match: \"other\"", "If-Modified-Since: " + modified)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Host.GetAsync(Path, "If-None-Match: " + tag, "Accept-Encoding: gzip")).StatusCode);
    }

    [Fact]
    public async Task DescribesTheDataset()
    {
        var description = await (await Host.GetAsync("/.well-known/void")).DatasetAsync();

        const string Void = "http://rdfs.org/ns/void#";
        Assert.Contains(description, quad => quad.Predicate.Value == Void + "sparqlEndpoint" && quad.Object == new Iri(Host.Address + "/sparql"));
        Assert.Contains(description, quad => quad.Predicate.Value == Void + "dataDump" && quad.Object == new Iri(Host.Address + "/data/dataset.trig"));
        Assert.Contains(description, quad => quad.Predicate.Value == Void + "subset" && quad.Object == new Iri("https://w3id.org/secoop/source/edm-6-93"));
    }

    private static IEnumerable<string> Links(string page) =>
        page.Split("href=\"").Skip(1).Select(part => WebUtility.HtmlDecode(part[..part.IndexOf('"', StringComparison.Ordinal)]))
            .Where(address => address.StartsWith('/'));
}
