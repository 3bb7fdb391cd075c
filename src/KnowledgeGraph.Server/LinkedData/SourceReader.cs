using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// Reads the claims of a source in the order of its text, and the text as far as the host has it; page by page. For one request.
/// </summary>
/// <param name="dataset">Where to read.</param>
/// <param name="articles">The texts.</param>
/// <param name="languages">What the reader wants.</param>
/// <param name="cancellation">Stops the reading.</param>
internal sealed class SourceReader(ServedDataset dataset, ArticleTexts articles, ReaderLanguages languages, CancellationToken cancellation)
{
    private const int ClaimsOfPage = 50;
    private const int CodePointsOfPage = 6_500;
    private const int MostSpans = 20_000;

    private const string Prefixes = "PREFIX : <https://w3id.org/secoop/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> ";

    private static readonly SparqlQuery s_isSource = SparqlParser.ParseQuery(Prefixes + "ASK { GRAPH ?entity { ?claim a :Claim } }");

    private static readonly SparqlQuery s_sha256 = SparqlParser.ParseQuery(Prefixes + "SELECT ?sha256 WHERE { ?entity :sha256 ?sha256 }");

    private static readonly SparqlQuery s_spans = SparqlParser.ParseQuery(
        Prefixes
        + """
        SELECT ?claim ?start ?end WHERE {
          GRAPH ?entity { ?claim a :Claim . OPTIONAL { ?claim :evidence ?span . ?span oa:start ?start ; oa:end ?end } }
        }
        ORDER BY ?start ?end ?claim
        """);

    private readonly QueryOptions _options = dataset.QueryOptions() with { State = dataset.Engine.QueryState };

    /// <summary>True if the IRI names a graph of claims.</summary>
    /// <param name="source">The IRI.</param>
    public bool IsSource(Iri source)
    {
        using var run = dataset.Engine.Run(Bound(s_isSource, source), _options, cancellation);
        return run.Boolean;
    }

    /// <summary>Reads a page.</summary>
    /// <param name="source">The source.</param>
    /// <param name="page">The page, from 1; of no effect if a claim is given.</param>
    /// <param name="claim">A claim, whose page is meant; or null.</param>
    /// <exception cref="ProblemException">404: there is no such page.</exception>
    public SourceView Read(Iri source, int page, Iri? claim)
    {
        var claims = Claims(source, out var isCut);
        var text = Text(source);
        var pages = text is null ? ByNumber(claims) : ByText(claims, text);
        var asked = claim is null ? page - 1 : pages.FindIndex(each => each.Claims.Any(one => one.Claim == claim));
        if (asked < 0 || asked >= pages.Count)
        {
            throw ProblemException.NotFound($"<{source.Value}> has no {(claim is null ? $"page {page}" : $"claim <{claim.Value}>")}.");
        }

        var finder = EvidenceFinder.Of(dataset.Engine, _options.State);
        var shown = pages[asked].Claims.Select(one => View(one, finder.Said(one.Claim, source))).ToList();
        return new SourceView(
            source, claims.Count, isCut, shown, text is null ? null : Marked(text, pages[asked].Paragraphs, claims, shown),
            asked + 1, asked + 1 < pages.Count, LabelLookup.Of(dataset, shown.SelectMany(Terms), cancellation, languages));
    }

    private static List<IReadOnlyList<TextSegment>> Marked(
        ArticleText text, IReadOnlyList<Paragraph> paragraphs, List<SourceClaim> claims, List<SourceClaimView> shown)
    {
        var triggers = shown.SelectMany(one => one.View?.Evidence.Triggers ?? [])
            .Select(place => new TextSpan(place.Start, place.End)).ToList();
        return [.. paragraphs.Select(paragraph => MarkedText.Segments(text, paragraph.Span, claims, triggers))];
    }

    private static SourceClaimView View(SourceClaim claim, IReadOnlyList<ReifiedTriple> said) => new(
        claim, [.. said.Select(one => one.Triple)], said.Count == 0 ? null : new ClaimView(said[0].Triple, said[0].Evidence, []));

    private static IEnumerable<Term> Terms(SourceClaimView claim) =>
    [
        .. claim.Triples.SelectMany(IEnumerable<Term> (triple) => [triple.Subject, triple.Predicate, triple.Object]),
        .. claim.View?.Terms ?? [],
    ];

    private List<SourceClaim> Claims(Iri source, out bool isCut)
    {
        var select = (SparqlQuery.Select)Bound(s_spans, source);
        var bounded = select with { Pattern = new GraphPattern.Slice(select.Pattern, 0, MostSpans + 1) };
        using var run = dataset.Engine.Run(bounded, _options, cancellation);
        var rows = run.Solutions().Where(row => row["claim"] is Iri).Select(row => (Claim: (Iri)row["claim"]!, Span: SpanOf(row))).ToList();
        isCut = rows.Count > MostSpans;
        return
        [
            .. rows.Take(MostSpans).GroupBy(row => row.Claim)
                .Select(group => (group.Key, Spans: group.Select(row => row.Span).OfType<TextSpan>().ToList()))
                .OrderBy(each => each.Spans.Count == 0 ? int.MaxValue : each.Spans[0].Start)
                .Select((each, i) => new SourceClaim(i + 1, each.Key, each.Spans)),
        ];
    }

    private static TextSpan? SpanOf(Solution row) =>
        Number(row["start"]) is { } start && Number(row["end"]) is { } end && start <= end ? new TextSpan(start, end) : null;

    private static int? Number(Term? term) =>
        term is Literal literal && int.TryParse(literal.Lexical, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private ArticleText? Text(Iri source)
    {
        using var run = dataset.Engine.Run(Bound(s_sha256, source), _options, cancellation);
        return run.Solutions().Select(row => row["sha256"]).OfType<Literal>()
            .Select(hash => articles.Find(hash.Lexical)).FirstOrDefault(text => text is not null);
    }

    private static List<SourcePart> ByNumber(List<SourceClaim> claims) =>
        [.. claims.Chunk(ClaimsOfPage).Select(part => new SourcePart(part, []))];

    // Whole paragraphs; a claim is on the page where its evidence begins, one without a place on the last.
    private static List<SourcePart> ByText(List<SourceClaim> claims, ArticleText text)
    {
        var pages = new List<List<Paragraph>> { new() };
        foreach (var paragraph in text.Paragraphs)
        {
            if (pages[^1].Count > 0 && paragraph.Span.End - pages[^1][0].Span.Start > CodePointsOfPage)
            {
                pages.Add([]);
            }

            pages[^1].Add(paragraph);
        }

        var pageOf = claims.ToLookup(claim => claim.Spans.Count == 0
            ? pages.Count - 1
            : Math.Max(pages.FindLastIndex(page => page.Count > 0 && page[0].Span.Start <= claim.Spans[0].Start), 0));
        return [.. pages.Select((page, i) => new SourcePart([.. pageOf[i]], page))];
    }

    private static SparqlQuery Bound(SparqlQuery query, Iri source) =>
        QueryParameters.Bind(query, new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = source });

    private sealed record SourcePart(IReadOnlyList<SourceClaim> Claims, IReadOnlyList<Paragraph> Paragraphs);
}
