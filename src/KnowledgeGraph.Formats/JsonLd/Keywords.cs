using System.Collections.Frozen;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The keywords of JSON-LD 1.1 and of framing.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11/#syntax-tokens-and-keywords"/>
internal static class Keywords
{
    public const string Base = "@base";
    public const string Container = "@container";
    public const string Context = "@context";
    public const string Default = "@default";
    public const string Direction = "@direction";
    public const string Embed = "@embed";
    public const string Explicit = "@explicit";
    public const string Graph = "@graph";
    public const string Id = "@id";
    public const string Import = "@import";
    public const string Included = "@included";
    public const string Index = "@index";
    public const string Json = "@json";
    public const string Language = "@language";
    public const string List = "@list";
    public const string Nest = "@nest";
    public const string None = "@none";
    public const string Null = "@null";
    public const string OmitDefault = "@omitDefault";
    public const string Prefix = "@prefix";
    public const string Preserve = "@preserve";
    public const string Propagate = "@propagate";
    public const string Protected = "@protected";
    public const string RequireAll = "@requireAll";
    public const string Reverse = "@reverse";
    public const string Set = "@set";
    public const string Type = "@type";
    public const string Value = "@value";
    public const string Version = "@version";
    public const string Vocabulary = "@vocab";

    private static readonly FrozenSet<string> s_all = FrozenSet.Create(
        StringComparer.Ordinal,
        Base, Container, Context, Default, Direction, Embed, Explicit, Graph, Id, Import, Included, Index, Json, Language, List, Nest, None,
        Null, OmitDefault, Prefix, Preserve, Propagate, Protected, RequireAll, Reverse, Set, Type, Value, Version, Vocabulary);

    public static bool Contains(object? text) => text is string word && s_all.Contains(word);

    /// <summary>Whether a text has the form of a keyword, "@"1*ALPHA; such words are reserved.</summary>
    public static bool HasForm(string text) =>
        text.Length > 1 && text[0] == '@' && !text.AsSpan(1).ContainsAnyExcept(s_letters);

    private static readonly System.Buffers.SearchValues<char> s_letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
