using System.Net;
using System.Text.RegularExpressions;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The page of the ontology: every term at its anchor, with what the ontology says of it.</summary>
public sealed partial class OntologyPageTests(ShippedHost shipped)
{
    private const string Namespace = "https://w3id.org/secoop/ontology#";

    private static readonly Dataset s_ontology = RdfReader.ReadText(
        File.ReadAllText(Path.Combine(ProjectFolder.Root, "ontology", "secoop.ttl")), RdfFormat.Turtle);

    private RunningHost Host => shipped.Host;

    [Fact]
    public async Task EveryTermHasItsAnchorOnce()
    {
        var ids = Ids().Matches(await PageAsync("/ontology")).Select(match => match.Groups[1].Value).ToList();
        var terms = s_ontology.Match(predicate: new Iri("http://www.w3.org/2000/01/rdf-schema#isDefinedBy"))
            .Select(quad => ((Iri)quad.Subject).Value[Namespace.Length..]).ToList();

        Assert.True(terms.Count > 400, $"{terms.Count} terms");
        Assert.Empty(terms.Except(ids));
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task EveryLinkWithinThePageHasItsTarget()
    {
        var page = await PageAsync("/ontology");
        var ids = Ids().Matches(page).Select(match => match.Groups[1].Value).ToHashSet();
        var links = Fragments().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(links.Count > 400, $"{links.Count} links");
        Assert.Empty(links.Except(ids));
    }

    [Fact]
    public async Task ATermShowsAllThatIsSaidOfIt()
    {
        var section = Section(await PageAsync("/ontology"), "Refusal");

        Assert.Contains("An actor declines or withdraws from something.", section, StringComparison.Ordinal);
        Assert.Contains("lang=\"ru\">отказ<", section, StringComparison.Ordinal);
        Assert.Contains("lang=\"kk\">бас тарту<", section, StringComparison.Ordinal);
        Assert.Contains("href=\"#Event\"", section, StringComparison.Ordinal);
        Assert.Contains("href=\"#refused\"", section, StringComparison.Ordinal);
        Assert.Contains(":refused i:longbow-lancer-2009", section, StringComparison.Ordinal);
        Assert.Contains("must not come below participation", section, StringComparison.Ordinal);
        Assert.Contains("version 0.1.0", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAlignmentHasItsReason()
    {
        var section = Section(await PageAsync("/ontology"), "Person");

        Assert.Contains("href=\"http://xmlns.com/foaf/0.1/Person\">foaf:Person</a>", section, StringComparison.Ordinal);
        Assert.Contains("Not equivalent", section, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATermOfThisVersionSaysSo() =>
        Assert.Matches("id=\"Wariness\"(?s:.*?)Since 0\\.2\\.0", await PageAsync("/ontology"));

    [Fact]
    public async Task DrawsClassesAndRelations_WithWordsForIt()
    {
        var page = await PageAsync("/ontology");
        var drawings = Drawing().Matches(page).Select(match => match.Value).ToList();

        Assert.Equal(2, drawings.Count);
        Assert.All(drawings, drawing =>
        {
            Assert.Contains("role=\"img\"", drawing, StringComparison.Ordinal);
            Assert.Matches("<title id=[^>]+>[^<]+</title>", drawing);
            Assert.Matches("<desc id=[^>]+>[^<]+</desc>", drawing);
            Assert.Contains(">actor</text>", drawing, StringComparison.Ordinal);
            Assert.Contains("military unit", drawing, StringComparison.Ordinal);
            Assert.Contains("→ exercise series: edition of", drawing, StringComparison.Ordinal);
        });
        Assert.Matches("(?s)The drawing in words.*<a href=\"#Event\">event</a> to <a href=\"#ExerciseSeries\">exercise series</a>:\\s+edition of", page);
    }

    [Fact]
    public async Task TextOfTheNarrowDrawingFits()
    {
        var drawing = Drawing().Matches(await PageAsync("/ontology"))
            .Single(match => match.Value.Contains("drawing-narrow", StringComparison.Ordinal)).Value;
        var width = int.Parse(Regex.Match(drawing, "<rect x=\"1\" y=\"1\" width=\"([0-9]+)\"").Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture);

        // One word may be longer than its box; else no line has more letters than there is room for.
        Assert.All(Regex.Matches(drawing, "<text [^>]*>([^<]*)</text>").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)),
            line => Assert.True(line.Length * 6 < width + 30, line));
    }

    [Fact]
    public async Task TellsVersionLicenceAndChanges()
    {
        var page = await PageAsync("/ontology");

        Assert.Contains("Version 0.2.0", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://creativecommons.org/licenses/by/4.0/\">CC BY 4.0</a>", page, StringComparison.Ordinal);
        Assert.Matches("(?s)id=\"version-0\\.2\\.0\".*id=\"version-0\\.1\\.0\"", page);
    }

    [Theory]
    [InlineData("text/turtle")]
    [InlineData("application/ld+json")]
    public async Task VersionIriGivesTheOntology(string mediaType)
    {
        var version = ((Iri)s_ontology.Match(predicate: new Iri("http://www.w3.org/2002/07/owl#versionIRI"))
            .Single().Object).Value["https://w3id.org/secoop".Length..];
        var plain = await (await Host.GetAsync("/ontology", "Accept: " + mediaType)).DatasetAsync();
        var versioned = await (await Host.GetAsync(version, "Accept: " + mediaType)).DatasetAsync();

        Assert.Equal(plain.ToHashSet(), versioned.ToHashSet());
        Assert.Equal(s_ontology.ToHashSet(), plain.ToHashSet());
        Assert.Contains("<h1>Security cooperation ontology</h1>", await PageAsync(version), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Host.SendAsync(HttpMethod.Head, version, null, "Accept: text/html")).StatusCode);
    }

    [Fact]
    public async Task PageIsNotSentAgain_WhenItIsCurrent()
    {
        var tag = (await Host.SendAsync(HttpMethod.Head, "/ontology", null, "Accept: text/html")).Header("ETag");

        Assert.NotEmpty(tag);
        Assert.Equal(HttpStatusCode.NotModified, (await Host.GetAsync("/ontology", "Accept: text/html",
            "If-None-Match: " + tag)).StatusCode);
    }

    [Theory]
    [InlineData("/ontology/alignments", "alignments.ttl")]
    [InlineData("/ontology/shapes", "shapes.ttl")]
    public async Task GivesWhatBelongsToTheOntology(string address, string file)
    {
        var response = await Host.GetAsync(address);

        Assert.Equal("text/turtle", response.MediaType());
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(ProjectFolder.Root, "ontology", file),
            TestContext.Current.CancellationToken), await response.TextAsync());
    }

    private async Task<string> PageAsync(string address) =>
        WebUtility.HtmlDecode(await (await Host.GetAsync(address, "Accept: text/html")).TextAsync());

    private static string Section(string page, string term)
    {
        var start = page.IndexOf($"<section class=\"term\" id=\"{term}\"", StringComparison.Ordinal);
        return page[start..page.IndexOf("</section>", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Fragments();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();
}
