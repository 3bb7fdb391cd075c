using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Rdf;

/// <summary>
/// A literal: lexical form, datatype, language tag, base direction. Two literals are equal if all four are, language tags compared in
/// lower case (RDF 1.2 Concepts §3.3). <c>"1"</c> and <c>"01"</c> as xsd:integer are two terms with one value.
/// </summary>
public sealed record Literal : Term
{
    /// <summary>A literal of datatype xsd:string.</summary>
    /// <param name="lexical">The lexical form.</param>
    public Literal(string lexical)
        : this(lexical, Xsd.String)
    {
    }

    /// <summary>A literal with a datatype.</summary>
    /// <param name="lexical">The lexical form; need not belong to the lexical space of the datatype.</param>
    /// <param name="datatype">The datatype; not rdf:langString or rdf:dirLangString, which need a language tag.</param>
    public Literal(string lexical, Iri datatype)
    {
        ArgumentNullException.ThrowIfNull(lexical);
        ArgumentNullException.ThrowIfNull(datatype);
        Lexical = lexical;
        Datatype = datatype;
    }

    /// <summary>A language-tagged string, with a base direction or without.</summary>
    /// <param name="lexical">The lexical form.</param>
    /// <param name="language">The language tag, not empty.</param>
    /// <param name="direction">The base direction.</param>
    public Literal(string lexical, string language, BaseDirection direction = BaseDirection.None)
    {
        ArgumentNullException.ThrowIfNull(lexical);
        ArgumentException.ThrowIfNullOrEmpty(language);
        Lexical = lexical;
        Language = language;
        Direction = direction;
        Datatype = direction == BaseDirection.None ? RdfVocabulary.LangString : RdfVocabulary.DirLangString;
    }

    /// <inheritdoc/>
    public override TermKind Kind => TermKind.Literal;

    /// <summary>The lexical form, in Unicode, unescaped.</summary>
    public string Lexical { get; }

    /// <summary>The datatype IRI; xsd:string, rdf:langString and rdf:dirLangString included.</summary>
    public Iri Datatype { get; }

    /// <summary>The language tag as written, or null.</summary>
    public string? Language { get; }

    /// <summary>The base direction.</summary>
    public BaseDirection Direction { get; }

    /// <inheritdoc/>
    public bool Equals(Literal? other) =>
        other is not null && Lexical == other.Lexical && Datatype == other.Datatype && Direction == other.Direction
        && string.Equals(Language, other.Language, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Lexical, Datatype, Direction, Language is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Language));
}
