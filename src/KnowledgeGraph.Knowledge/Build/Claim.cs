using System.Collections.Immutable;
using KnowledgeGraph.Knowledge.Authoring;
using KnowledgeGraph.Knowledge.Spans;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Knowledge.Build;

/// <summary>A claim with its references resolved and its places found.</summary>
public sealed class Claim
{
    /// <summary>A claim of a source.</summary>
    /// <param name="source">The source's IRI.</param>
    /// <param name="entry">The claim as authored.</param>
    /// <param name="triggers">Where its triggers stand.</param>
    public Claim(Iri source, ClaimEntry entry, ImmutableArray<LocatedSpan> triggers)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(entry);
        Entry = entry;
        Triggers = triggers;
        Iri = new Iri($"{source.Value}/claim/{entry.Id}");
    }

    /// <summary>The claim as authored.</summary>
    public ClaimEntry Entry { get; }

    /// <summary>Its IRI.</summary>
    public Iri Iri { get; }

    /// <summary>Where its triggers stand.</summary>
    public ImmutableArray<LocatedSpan> Triggers { get; }

    /// <summary>The claim that introduces its context; null for the article's own voice.</summary>
    public Claim? Within { get; internal set; }

    /// <summary>The mentions of its arguments.</summary>
    public ImmutableArray<Mention> Mentions { get; internal set; } = [];

    /// <summary>The classes it gives to its node.</summary>
    public IEnumerable<Iri> Types => Entry.Says.Where(triple => triple.Predicate == RdfVocabulary.Type).Select(triple => triple.Object).OfType<Iri>();

    /// <summary>
    /// True if it and all claims up its context chain are asserted, plain, done or ongoing, and each one that has a context is endorsed
    /// by it: what it says is then a fact.
    /// </summary>
    public bool Holds
    {
        get
        {
            int steps = 0;
            for (Claim? claim = this; claim is not null; claim = claim.Within)
            {
                ClaimEntry entry = claim.Entry;
                bool stands = entry is { Polarity: Polarity.Asserted, Certainty: Certainty.Plain, Phase: Phase.Done or Phase.Ongoing };
                bool unresolved = claim.Within is null && entry.Within is not null;
                if (!stands || unresolved || (claim.Within is not null && !entry.Endorsed) || ++steps > 1_000)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>
    /// The evidence: for each paragraph touched, the smallest span over its triggers and mentions there. An anaphor counts where it
    /// stands, not where its antecedent does.
    /// </summary>
    public IEnumerable<LocatedSpan> Evidence =>
        Triggers.Concat(Mentions.SelectMany(mention => mention.Spans))
            .GroupBy(span => span.Paragraph)
            .OrderBy(paragraph => paragraph.Key)
            .Select(paragraph => new LocatedSpan(paragraph.Select(span => span.Span).Aggregate((left, right) => left.Hull(right)), paragraph.Key, ""));

    /// <summary>The arguments of what it says: things and literals, not terms of the ontology; each once, in the order written.</summary>
    public IEnumerable<Term> Arguments =>
        Entry.Says.SelectMany(triple => new[] { triple.Subject, triple.Object }).Where(IsArgument).Distinct();

    private static bool IsArgument(Term term) =>
        term is Literal || (term is Iri iri && !iri.Value.StartsWith(Vocabulary.Ontology, StringComparison.Ordinal));
}
