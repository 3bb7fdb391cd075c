namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>Terminals of the SPARQL grammar; punctuation is one kind with its text.</summary>
internal enum TokenKind : byte
{
    End,
    Word,
    Iri,
    PrefixedName,
    BlankNodeLabel,
    Variable,
    String,
    LongString,
    LanguageTag,
    Integer,
    Decimal,
    Double,
    Punctuation,
}
