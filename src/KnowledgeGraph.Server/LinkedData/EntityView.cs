using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>All that the page of an entity shows.</summary>
public sealed record EntityView
{
    /// <summary>The entity.</summary>
    public required Iri Entity { get; init; }

    /// <summary>Its label in the reader's language, or the nearest; null if it has none.</summary>
    public Literal? Title { get; init; }

    /// <summary>Its labels and other names, in all languages.</summary>
    public IReadOnlyList<Literal> Names { get; init; } = [];

    /// <summary>Its types.</summary>
    public IReadOnlyList<Term> Types { get; init; } = [];

    /// <summary>Definition or comment, in the reader's language, or the nearest; null if there is none.</summary>
    public Literal? Description { get; init; }

    /// <summary>Facts with the entity as subject, by property.</summary>
    public IReadOnlyList<FactGroup> Facts { get; init; } = [];

    /// <summary>Facts with the entity as object, by property.</summary>
    public IReadOnlyList<FactGroup> InverseFacts { get; init; } = [];

    /// <summary>Claims about the entity that make no facts, by the reason.</summary>
    public IReadOnlyList<ClaimGroup> OtherClaims { get; init; } = [];

    /// <summary>True if so much is claimed of it that not all was looked at.</summary>
    public bool OtherClaimsAreCut { get; init; }

    /// <summary>Dated things around it, in the order of time.</summary>
    public IReadOnlyList<DatedThing> Timeline { get; init; } = [];

    /// <summary>True if there are more of them.</summary>
    public bool TimelineIsCut { get; init; }

    /// <summary>Addresses elsewhere.</summary>
    public IReadOnlyList<OutsideLink> Links { get; init; } = [];

    /// <summary>What else named graphs say of it, or, if nothing else is known, to it.</summary>
    public IReadOnlyList<Quad> GraphStatements { get; init; } = [];

    /// <summary>True if they say more.</summary>
    public bool GraphStatementsAreCut { get; init; }

    /// <summary>What the entity says, if it is a claim.</summary>
    public IReadOnlyList<ClaimView> Said { get; init; } = [];

    /// <summary>Labels of every IRI on the page, in the reader's language, or the nearest.</summary>
    public IReadOnlyDictionary<Iri, string> Labels { get; init; } = new Dictionary<Iri, string>();

    /// <summary>The label of the entity, or the last part of its IRI.</summary>
    public string Label => Title?.Lexical ?? Labels.GetValueOrDefault(Entity)
        ?? Entity.Value[(Entity.Value.TrimEnd('/', '#').LastIndexOfAny(['/', '#']) + 1)..];

    /// <summary>True if the page has nothing to show but the name.</summary>
    public bool IsBare =>
        Names.Count + Types.Count + Facts.Count + InverseFacts.Count == 0
        && OtherClaims.Count + Links.Count + GraphStatements.Count + Said.Count == 0 && Description is null;
}
