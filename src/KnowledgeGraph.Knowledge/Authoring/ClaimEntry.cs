using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>A claim as authored: triples about one node, read as one conjunction, and how the source says them.</summary>
public sealed record ClaimEntry
{
    /// <summary>The slug, unique in the source.</summary>
    public required string Id { get; init; }

    /// <summary>The paragraph it mainly stands in.</summary>
    public required int Paragraph { get; init; }

    /// <summary>What carries the relation, with its negation or modal.</summary>
    public required ImmutableArray<Surface> Triggers { get; init; }

    /// <summary>The triples, in the order written.</summary>
    public required ImmutableArray<Triple> Says { get; init; }

    /// <summary>The mentions of the arguments, in the order written.</summary>
    public required ImmutableArray<MentionEntry> Mentions { get; init; }

    /// <summary>The slug of the claim that introduces the context; null for the article's own voice.</summary>
    public Reference? Within { get; init; }

    /// <summary>Yes or no.</summary>
    public Polarity Polarity { get; init; }

    /// <summary>Done, ongoing or future.</summary>
    public Phase Phase { get; init; }

    /// <summary>Plain, hedged or rumoured.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>True if the context confirms the content.</summary>
    public bool Endorsed { get; init; }

    /// <summary>The slugs of the citations it stands on.</summary>
    public ImmutableArray<Reference> Cites { get; init; } = [];

    /// <summary>The footnotes it rests on.</summary>
    public ImmutableArray<Reference> RestsOn { get; init; } = [];

    /// <summary>The slugs of the claims it contradicts.</summary>
    public ImmutableArray<Reference> ConflictsWith { get; init; } = [];

    /// <summary>Where its dates come from (a term of the ontology, without prefix); null if stated.</summary>
    public Reference? DateBasis { get; init; }

    /// <summary>A note to readers of the data.</summary>
    public string? Note { get; init; }

    /// <summary>Where the claim begins.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Where its triples begin.</summary>
    public required SourcePosition SaysPosition { get; init; }
}
