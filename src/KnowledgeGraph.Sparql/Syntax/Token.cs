namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>
/// One terminal. <paramref name="Text"/> is the value: keyword as written, IRI or string unescaped, name of a variable or label without
/// its mark, number as written, punctuation. A prefixed name has its prefix in <paramref name="Prefix"/>.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, string? Prefix = null)
{
    public bool Is(string punctuation) => Kind == TokenKind.Punctuation && Text == punctuation;

    public bool IsWord(string keyword) =>
        Kind == TokenKind.Word && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);
}
