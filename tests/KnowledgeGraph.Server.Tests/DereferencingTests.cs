using System.Net;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Every kind of IRI, asked for with every kind of Accept header, by GET and HEAD, with and without a copy at hand.</summary>
public sealed class DereferencingTests(ShippedHost shipped)
{
    private const string Vary = "Accept, Accept-Language, Accept-Profile, Accept-Encoding";
    private const string Html = "text/html";
    private const string Turtle = "text/turtle";
    private const string TriG = "application/trig";
    private const string NTriples = "application/n-triples";
    private const string NQuads = "application/n-quads";
    private const string JsonLd = "application/ld+json";
    private const string RdfXml = "application/rdf+xml";
    private const string Reified = "https://w3id.org/secoop/profile/rdf11";

    // The address of each kind of IRI.
    private static readonly string[] s_kinds =
    [
        "/id/robert-simmons",
        "/id/longbow-lancer-2009",
        "/source/edm-6-93",
        "/source/edm-6-93/claim/refusal",
        "/source/edm-6-93/mention/122-132",
        "/source/edm-6-93/span/122-257",
        "/source/edm-6-93/citation/gazeta-2009-04-21",
        "/ontology",
        "/ontology/0.2.0",
        "/describe?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fontology%23Refusal",
        "/describe?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fontology%23refused",
        "/describe?iri=http%3A%2F%2Fwww.wikidata.org%2Fentity%2FQ889",
    ];

    // Accept, and the type of the answer; null is 406.
    private static readonly (string? Accept, string? MediaType)[] s_accepts =
    [
        (null, Html),
        ("*/*", Html),
        ("text/*", Html),
        (Html, Html),
        ("TEXT/HTML", Html),
        ("text/html;charset=utf-8", Html),
        (Turtle, Turtle),
        (TriG, TriG),
        (NTriples, NTriples),
        (NQuads, NQuads),
        (JsonLd, JsonLd),
        ("application/json", "application/json"),
        (RdfXml, RdfXml),
        ("application/*", TriG),
        ("text/turtle;q=0.5, application/ld+json", JsonLd),
        ("text/turtle, application/ld+json;q=0.9, */*;q=0.1", Turtle),
        ("text/html;q=0.4, text/turtle;q=0.8", Turtle),
        ("text/html;q=0.8, text/turtle;q=0.8", Html),
        ("text/html;q=0, */*", Turtle),
        ("application/rdf+xml;q=0.001", RdfXml),
        ("image/png, text/turtle;q=0.2", Turtle),
        ($"text/turtle;profile=\"{Reified}\"", Turtle),
        ($"application/ld+json;profile=\"{Reified}\"", JsonLd),
        ($"application/trig;profile=\"{Reified}\"", TriG),
        ($"application/rdf+xml;q=0.9;profile=\"{Reified}\", text/html;q=0.1", RdfXml),
        ("text/turtle;profile=\"http://example.org/unknown\"", Turtle),
        ("text/html;q=0, text/*", Turtle),
        ("text/turtle;q=0, text/*", Html),
        ("text/*;q=0, */*", TriG),
        ("text/*;q=0.5, application/ld+json", JsonLd),
        ("application/*;q=0.3, text/turtle;q=0.2", TriG),
        ("*/*;q=0.1, application/json;q=0.5", "application/json"),
        ("", Html),
        ("image/png", null),
        ("text/html;q=0", null),
        ("*/*;q=0", null),
        ("text/*;q=0, application/*;q=0", null),
        ("application/pdf, image/*;q=0.8", null),

        // Firefox, Chromium, Safari, Edge; curl; rdflib, Jena, Comunica.
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/png,image/svg+xml,*/*;q=0.8", Html),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7", Html),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Html),
        ("application/rdf+xml,text/html;q=0.2,application/xhtml+xml;q=0.4,text/turtle;q=0.9,application/ld+json;q=0.7", RdfXml),
        ("text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3", Turtle),
        ("application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,text/html;q=0.5", NQuads),
    ];

    private RunningHost Host => shipped.Host;

    public static TheoryData<string> Kinds => [.. s_kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnswersEveryAccept(string address)
    {
        foreach (var (accept, mediaType) in s_accepts)
        {
            var headers = accept is null ? [] : new[] { "Accept: " + accept };
            var get = await Host.GetAsync(address, headers);
            var about = $"{address} {accept}";
            if (mediaType is null)
            {
                await get.ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
                continue;
            }

            Assert.True(get.StatusCode == HttpStatusCode.OK, $"{about}: {get.StatusCode}");
            Assert.True(get.MediaType() == mediaType, $"{about}: {get.MediaType()}");
            Assert.Equal(Vary, get.Header("Vary"));
            await SameByHeadAndConditionAsync(address, headers, get);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryRepresentationHasATagOfItsOwn(string address)
    {
        string[] formats = [Turtle, TriG, NTriples, NQuads, JsonLd, RdfXml];
        List<string[]> asked =
        [
            ["Accept: text/html", "Accept-Language: en"], ["Accept: text/html", "Accept-Language: ru"], ["Accept: application/json"],
            .. formats.Select(format => new[] { "Accept: " + format }),
            .. formats.Select(format => new[] { "Accept: " + format, $"Accept-Profile: <{Reified}>" }),
            .. formats.Select(format => new[] { "Accept: " + format, "Accept-Encoding: gzip" }),
        ];
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var headers in asked)
        {
            var head = await Host.SendAsync(HttpMethod.Head, address, null, headers);
            var about = string.Join(", ", headers);
            Assert.True(tags.TryAdd(head.Header("ETag"), about), $"{about}: the tag of {tags.GetValueOrDefault(head.Header("ETag"))}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EveryFormatSaysSomethingOfTheIri(string address)
    {
        foreach (var format in (string[])["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
        {
            var asked = address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "format=" + format;
            var response = await Host.GetAsync(asked);

            Assert.NotEmpty(await response.DatasetAsync());
            Assert.Empty(response.Header("Content-Location"));
            Assert.NotEmpty(await (await Host.GetAsync(asked + "&_profile=rdf11")).DatasetAsync());
        }
    }

    [Theory]
    [InlineData("/id/nothing")]
    [InlineData("/source/edm-6-93/claim/nothing")]
    [InlineData("/ontology/9.9.9")]
    [InlineData("/describe?iri=http%3A%2F%2Fexample.org%2Fnothing")]
    public async Task DoesNotKnowOthers(string address)
    {
        foreach (var accept in (string[])["*/*", Turtle, JsonLd, "application/rdf+xml"])
        {
            await (await Host.GetAsync(address, "Accept: " + accept)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
            Assert.Equal(HttpStatusCode.NotFound, (await Host.SendAsync(HttpMethod.Head, address, null, "Accept: " + accept)).StatusCode);
        }
    }

    [Fact]
    public async Task NamesTheDocumentThatAnswered()
    {
        var response = await Host.GetAsync("/id/nato", "Accept: application/json");
        var document = response.Header("Content-Location");

        Assert.Equal("/id/nato?format=application%2Fjson", document);
        var named = await Host.GetAsync(document);
        Assert.Equal("application/json", named.MediaType());
        Assert.Equal(await response.TextAsync(), await named.TextAsync());
    }

    [Fact]
    public async Task NamesTheProfileOfTheDocument()
    {
        var response = await Host.GetAsync("/id/nato", "Accept: text/turtle", $"Accept-Profile: <{Reified}>");
        Assert.Equal("/id/nato?format=turtle&_profile=rdf11", response.Header("Content-Location"));
    }

    [Fact]
    public async Task SendsToTheDocument_IfThingsAreToldFromDocuments()
    {
        await using var host = await RunningHost.StartAsync("--Public:Dereference=SeeOther");
        foreach (var address in s_kinds)
        {
            var response = await host.GetAsync(address, "Accept: text/turtle");
            var isThing = address.StartsWith("/id/", StringComparison.Ordinal) || address.StartsWith("/source/", StringComparison.Ordinal);
            Assert.Equal(isThing ? HttpStatusCode.SeeOther : HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(Vary, response.Header("Vary"));
            if (isThing)
            {
                Assert.Equal(address + "?format=turtle", response.Header("Location"));
                Assert.Equal(Turtle, (await host.GetAsync(response.Header("Location"))).MediaType());
                Assert.Equal(HttpStatusCode.SeeOther, (await host.SendAsync(HttpMethod.Head, address)).StatusCode);
            }
        }

        await (await host.GetAsync("/id/nothing")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await host.GetAsync("/id/nato", "Accept: image/png")).ProblemAsync(HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    [Theory]
    [InlineData("/id/kazakhstan", "")]
    [InlineData("/id/kazakhstan", "&_profile=rdf11")]
    [InlineData("/source/edm-6-93/claim/refusal", "&_profile=rdf11")]
    [InlineData("/describe?iri=https%3A%2F%2Fw3id.org%2Fsecoop%2Fontology%23Refusal", "")]
    public async Task JsonLdHasTheIriAtTheTop_AndLosesNothing(string address, string profile)
    {
        var asked = address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?");
        var response = await Host.GetAsync(asked + "format=jsonld" + profile);
        using var document = System.Text.Json.JsonDocument.Parse(await response.TextAsync());

        Assert.Equal("https://w3id.org/secoop/ontology/context.jsonld", document.RootElement.GetProperty("@context").GetString());
        Assert.False(document.RootElement.TryGetProperty("graph", out _));
        var name = address[(address.LastIndexOfAny(['/', 'F', '3']) + 1)..];
        Assert.Contains(name, document.RootElement.GetProperty("id").GetString(), StringComparison.Ordinal);
        var other = await (await Host.GetAsync(asked + "format=rdfxml" + profile)).DatasetAsync();
        var framed = await response.DatasetAsync();
        Assert.Equal(Nameless(other), Nameless(framed));
    }

    [Fact]
    public async Task FactsThatPointToTheIriStandInReverse()
    {
        using var document = System.Text.Json.JsonDocument.Parse(
            await (await Host.GetAsync("/id/longbow-lancer-2009?format=jsonld")).TextAsync());

        var refused = document.RootElement.GetProperty("@reverse").GetProperty("refused").EnumerateArray();
        Assert.Contains(refused, refusal => refusal.GetString() == "i:refusal-kz-longbow-lancer-2009");
    }

    // The same by HEAD, without a body; nothing to send where the client's copy is current; all of it where the copy is another.
    private async Task SameByHeadAndConditionAsync(string address, string[] headers, HttpResponseMessage get)
    {
        var head = await Host.SendAsync(HttpMethod.Head, address, null, headers);
        Assert.Equal(get.StatusCode, head.StatusCode);
        foreach (var name in (string[])["Content-Type", "ETag", "Vary", "Content-Location", "Link"])
        {
            Assert.Equal(get.Header(name), head.Header(name));
        }

        Assert.Empty(await head.TextAsync());
        Assert.NotEmpty(get.Header("ETag"));
        Assert.NotEmpty(get.Header("Content-Location"));
        var current = await Host.GetAsync(address, [.. headers, "If-None-Match: " + get.Header("ETag")]);
        Assert.Equal(HttpStatusCode.NotModified, current.StatusCode);
        Assert.Equal(get.Header("ETag"), current.Header("ETag"));
        Assert.Equal(get.Header("Vary"), current.Header("Vary"));
        Assert.Equal(get.Header("Content-Location"), current.Header("Content-Location"));
        Assert.Empty(await current.TextAsync());
        var other = await Host.SendAsync(HttpMethod.Head, address, null, [.. headers, "If-None-Match: \"other\""]);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    // Blank nodes are named anew by each format.
    private static List<string> Nameless(Dataset data) =>
        [.. data.Select(quad => $"{Name(quad.Subject)} {Name(quad.Predicate)} {Name(quad.Object)}").Order(StringComparer.Ordinal)];

    private static string Name(Term term) => term is BlankNode ? "_" : term.ToString();
}
