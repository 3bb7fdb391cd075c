using System.Globalization;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Knowledge.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>The named graph of a source: its claims, mentions, spans, citations, footnotes and regions, and nothing that states a fact.</summary>
public sealed class SourceGraph
{
    private static readonly Iri s_inSource = Vocabulary.Term("inSource");
    private static readonly Iri s_nonNegativeInteger = new(Xsd.Namespace + "nonNegativeInteger");

    private readonly Source _source;
    private readonly HashSet<Triple> _triples = [];

    private SourceGraph(Source source) => _source = source;

    /// <summary>The triples of a source's graph, without order.</summary>
    /// <param name="source">The source.</param>
    public static IReadOnlyCollection<Triple> Of(Source source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var graph = new SourceGraph(source);
        foreach (CitationEntry citation in source.File.Citations)
        {
            graph.Describe(citation);
        }

        foreach (FootnoteEntry footnote in source.File.Footnotes)
        {
            graph.Describe(footnote);
        }

        foreach ((int index, RegionEntry region) in source.File.Regions.Index())
        {
            graph.Describe(region, index);
        }

        foreach (Mention mention in source.Mentions)
        {
            graph.Describe(mention);
        }

        foreach (Claim claim in source.Claims)
        {
            graph.Describe(claim);
        }

        return graph._triples;
    }

    private void Describe(CitationEntry citation)
    {
        Iri subject = Below("citation", citation.Id);
        Begin(subject, "Citation");
        Add(subject, "outlet", citation.Outlet);
        Add(subject, "scope", Vocabulary.Term(citation.Scope == "paragraph" ? "ParagraphScope" : "SentenceScope"));
        if (citation.Date is { } date)
        {
            Add(subject, "outletDate", new Literal(date, DatatypeOfDate(date)));
        }

        if (_source.Spans.TryGet(SpanRequest.CitationKey(citation), out LocatedSpan span))
        {
            Add(subject, "span", Describe(span));
            Add(subject, "surface", new Literal(span.Printed));
        }
    }

    private void Describe(FootnoteEntry footnote)
    {
        Iri subject = Below("footnote", footnote.Id);
        Begin(subject, "Footnote");
        Add(subject, "marker", new Literal(footnote.Id));
        Add(subject, "paragraph", Number(footnote.Paragraph));
        if (footnote.Cites is { } work)
        {
            Add(subject, "citesWork", work);
        }

        if (footnote.Ibidem is { } earlier)
        {
            Add(subject, "ibidem", Below("footnote", earlier.Value));
        }
    }

    private void Describe(RegionEntry region, int index)
    {
        Iri subject = Below("region", (index + 1).ToString(CultureInfo.InvariantCulture));
        Begin(subject, "Region");
        Add(subject, "regionKind", Vocabulary.Term(region.Kind));
        Add(subject, "firstParagraph", Number(region.FirstParagraph));
        Add(subject, "lastParagraph", Number(region.LastParagraph));
    }

    private void Describe(Mention mention)
    {
        Begin(mention.Iri, "Mention");
        Add(mention.Iri, "mentionKind", Vocabulary.Term($"{mention.Kind}Mention"));
        Add(mention.Iri, mention.Argument is Literal ? "value" : "refersTo", mention.Argument);
        foreach (LocatedSpan span in mention.Spans)
        {
            Add(mention.Iri, "span", Describe(span));
        }

        if (mention.Surface is { } surface)
        {
            Add(mention.Iri, "surface", new Literal(surface));
        }

        if (mention.Antecedent is { } antecedent)
        {
            Add(mention.Iri, "antecedent", antecedent.Iri);
        }

        if (mention.Entry.Reason is { } reason)
        {
            Add(mention.Iri, "reason", new Literal(reason, "en"));
        }
    }

    private void Describe(Claim claim)
    {
        ClaimEntry entry = claim.Entry;
        Begin(claim.Iri, "Claim");
        foreach (Triple triple in entry.Says)
        {
            _triples.Add(new Triple(claim.Iri, RdfVocabulary.Reifies, new TripleTerm(triple.Subject, triple.Predicate, triple.Object)));
        }

        Add(claim.Iri, "polarity", Concept(entry.Polarity));
        Add(claim.Iri, "phase", Concept(entry.Phase));
        Add(claim.Iri, "certainty", Concept(entry.Certainty));
        if (claim.Within is { } context)
        {
            Add(claim.Iri, "within", context.Iri);
        }

        if (entry.Endorsed)
        {
            Add(claim.Iri, "endorsed", new Literal("true", Xsd.Boolean));
        }

        DescribePlaces(claim);
        DescribeGrounds(claim.Iri, entry);
    }

    private void DescribePlaces(Claim claim)
    {
        foreach (LocatedSpan evidence in claim.Evidence)
        {
            Add(claim.Iri, "evidence", Describe(evidence));
        }

        foreach (LocatedSpan trigger in claim.Triggers)
        {
            Add(claim.Iri, "trigger", Describe(trigger));
        }

        foreach (Mention mention in claim.Mentions)
        {
            Add(claim.Iri, "mention", mention.Iri);
        }
    }

    private void DescribeGrounds(Iri claim, ClaimEntry entry)
    {
        foreach (Reference citation in entry.Cites)
        {
            Add(claim, "cites", Below("citation", citation.Value));
        }

        foreach (Reference footnote in entry.RestsOn)
        {
            Add(claim, "restsOn", Below("footnote", footnote.Value));
        }

        foreach (Reference other in entry.ConflictsWith)
        {
            Add(claim, "conflictsWith", ClaimRules.ConflictIri(_source.Iri, other.Value));
        }

        if (entry.DateBasis is { } basis)
        {
            Add(claim, "dateBasis", Vocabulary.Term(basis.Value.TrimStart(':')));
        }

        if (entry.Note is { } note)
        {
            _triples.Add(new Triple(claim, Vocabulary.Comment, new Literal(note, "en")));
        }
    }

    private Iri Describe(LocatedSpan located)
    {
        TextSpan span = located.Span;
        Iri subject = Below("span", span.ToString());
        _triples.Add(new Triple(subject, RdfVocabulary.Type, new Iri(Vocabulary.Annotation + "TextPositionSelector")));
        _triples.Add(new Triple(subject, new Iri(Vocabulary.Annotation + "start"), Offset(span.Start)));
        _triples.Add(new Triple(subject, new Iri(Vocabulary.Annotation + "end"), Offset(span.End)));
        Add(subject, "paragraph", Number(located.Paragraph));
        return subject;
    }

    private void Begin(Iri subject, string @class)
    {
        _triples.Add(new Triple(subject, RdfVocabulary.Type, Vocabulary.Term(@class)));
        _triples.Add(new Triple(subject, s_inSource, _source.Iri));
    }

    private void Add(Iri subject, string property, Term @object) => _triples.Add(new Triple(subject, Vocabulary.Term(property), @object));

    private Iri Below(string part, string name) => new($"{_source.Iri.Value}/{part}/{name}");

    private static Iri Concept<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Vocabulary.Term(value.ToString().ToLowerInvariant());

    private static Literal Number(int number) => new(number.ToString(CultureInfo.InvariantCulture), Xsd.Integer);

    private static Literal Offset(int offset) => new(offset.ToString(CultureInfo.InvariantCulture), s_nonNegativeInteger);

    private static Iri DatatypeOfDate(string date) => date.Length switch
    {
        4 => Xsd.GYear,
        7 => Xsd.GYearMonth,
        _ => Xsd.Date,
    };
}
