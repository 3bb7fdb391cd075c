namespace KnowledgeGraph.Formats;

/// <summary>The datatype IRIs the syntaxes imply, in UTF-8.</summary>
internal static class Datatypes
{
    public static ReadOnlySpan<byte> String => "http://www.w3.org/2001/XMLSchema#string"u8;

    public static ReadOnlySpan<byte> Boolean => "http://www.w3.org/2001/XMLSchema#boolean"u8;

    public static ReadOnlySpan<byte> Integer => "http://www.w3.org/2001/XMLSchema#integer"u8;

    public static ReadOnlySpan<byte> Decimal => "http://www.w3.org/2001/XMLSchema#decimal"u8;

    public static ReadOnlySpan<byte> Double => "http://www.w3.org/2001/XMLSchema#double"u8;

    public static ReadOnlySpan<byte> LangString => "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"u8;

    public static ReadOnlySpan<byte> DirLangString => "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString"u8;

    /// <summary>RDF 1.2 Concepts §3.3: literals of these two datatypes have a language tag.</summary>
    public static bool NeedsLanguage(ReadOnlySpan<byte> datatype) =>
        datatype.SequenceEqual(LangString) || datatype.SequenceEqual(DirLangString);
}
