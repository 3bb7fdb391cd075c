namespace KnowledgeGraph.Store;

/// <summary>
/// What a <see cref="TermId"/> holds. The numbers are the top bits of an id, so ids of one tag are neighbours, and the order of the
/// tags follows SPARQL 1.1 §15.1: unbound, blank nodes, IRIs, literals; triple terms come last.
/// </summary>
public enum TermTag : byte
{
    /// <summary>No term: unbound, or a free position of a pattern.</summary>
    Undefined = 0,

    /// <summary>A blank node; the payload is its number.</summary>
    BlankNode = 1,

    /// <summary>An IRI; the payload is an index into the dictionary.</summary>
    Iri = 2,

    /// <summary>A literal of datatype xsd:string, in the dictionary.</summary>
    String = 3,

    /// <summary>A language-tagged string, with base direction or without, in the dictionary.</summary>
    LanguageString = 4,

    /// <summary>Any other literal that does not fit into an id, in the dictionary.</summary>
    TypedLiteral = 5,

    /// <summary>An xsd:boolean in the id.</summary>
    Boolean = 6,

    /// <summary>An xsd:integer or a type derived from it, in the id.</summary>
    Integer = 7,

    /// <summary>An xsd:decimal in the id.</summary>
    Decimal = 8,

    /// <summary>An xsd:float in the id.</summary>
    Float = 9,

    /// <summary>An xsd:double in the id.</summary>
    Double = 10,

    /// <summary>An xsd:dateTime in the id.</summary>
    DateTime = 11,

    /// <summary>An xsd:date in the id.</summary>
    Date = 12,

    /// <summary>An xsd:gYearMonth in the id.</summary>
    GYearMonth = 13,

    /// <summary>An xsd:gYear in the id.</summary>
    GYear = 14,

    /// <summary>A triple term; the payload is an index into <see cref="TripleTermTable"/>.</summary>
    TripleTerm = 15,
}
