namespace KnowledgeGraph.Formats.Turtle;

/// <summary>The terminals of Turtle and TriG.</summary>
internal enum TurtleToken : byte
{
    End,
    Iri,
    PrefixedName,
    BlankNodeLabel,
    String,

    // '@' and what follows: @prefix, @base, @version or a LANG_DIR; the parser knows which may stand where.
    At,
    Integer,
    Decimal,
    Double,
    Word,
    Dot,
    Semicolon,
    Comma,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    OpenBrace,
    CloseBrace,
    OpenAnnotation,
    CloseAnnotation,
    OpenReifiedTriple,
    CloseReifiedTriple,
    OpenTripleTerm,
    CloseTripleTerm,
    Tilde,
    DoubleCaret,
}
