using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Functions on strings and hashes (SPARQL 1.1 §17.4.3 and §17.4.6). Null is an error.</summary>
/// <seealso href="https://www.w3.org/TR/sparql12-query/#func-strings"/>
internal static class ReferenceStrings
{
    // The unconditional entries of SpecialCasing.txt that the generated data and the W3C tests have.
    private static readonly (string Small, string Large)[] s_longerCapitals = [("ß", "SS"), ("ŉ", "ʼN"), ("ﬁ", "FI")];

    public static Term? Call(BuiltInFunction function, ImmutableArray<Term> args) => (function, args) switch
    {
        (BuiltInFunction.StrLen, [var t]) => Text(t) is { } l ? Integer(l.Lexical.EnumerateRunes().Count()) : null,
        (BuiltInFunction.SubStr, [var t, var from]) => SubString(t, from, null),
        (BuiltInFunction.SubStr, [var t, var from, var length]) => SubString(t, from, length),
        (BuiltInFunction.UCase, [var t]) => Text(t) is { } l ? Like(l, UpperCase(l.Lexical)) : null,

        // The one unconditional special lower case: capital I with dot above.
        (BuiltInFunction.LCase, [var t]) =>
            Text(t) is { } l ? Like(l, l.Lexical.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal)) : null,
        (BuiltInFunction.EncodeForUri, [var t]) => Text(t) is { } l ? ReferenceValues.Of(Encoded(l.Lexical)) : null,
        (BuiltInFunction.Contains, [var a, var b]) => OnStrings(a, b, (x, y) => x.Contains(y, StringComparison.Ordinal)),
        (BuiltInFunction.StrStarts, [var a, var b]) => OnStrings(a, b, (x, y) => x.StartsWith(y, StringComparison.Ordinal)),
        (BuiltInFunction.StrEnds, [var a, var b]) => OnStrings(a, b, (x, y) => x.EndsWith(y, StringComparison.Ordinal)),
        (BuiltInFunction.StrBefore, [var a, var b]) => Around(a, b, (text, at, _) => text[..at]),
        (BuiltInFunction.StrAfter, [var a, var b]) => Around(a, b, (text, at, length) => text[(at + length)..]),
        (BuiltInFunction.Concat, _) => Concat(args),
        (BuiltInFunction.LangMatches, [Literal tag, Literal range]) => LangMatches(tag, range),
        (BuiltInFunction.Regex, _) => ReferencePatterns.Regex(args),
        (BuiltInFunction.Replace, _) => ReferencePatterns.Replace(args),
#pragma warning disable CA5350, CA5351 // The recommendation names these algorithms; nothing is protected by them here.
        (BuiltInFunction.Md5, [var t]) => Hash(t, MD5.HashData),
        (BuiltInFunction.Sha1, [var t]) => Hash(t, SHA1.HashData),
#pragma warning restore CA5350, CA5351
        (BuiltInFunction.Sha256, [var t]) => Hash(t, SHA256.HashData),
        (BuiltInFunction.Sha384, [var t]) => Hash(t, SHA384.HashData),
        (BuiltInFunction.Sha512, [var t]) => Hash(t, SHA512.HashData),
        _ => null,
    };

    // SPARQL 1.1 §17.4.3: "string literals" are xsd:string and language-tagged strings.
    public static Literal? Text(Term term) => term is Literal l && (l.Datatype == Xsd.String || l.Language is not null) ? l : null;

    public static Literal? Simple(Term term) => term is Literal { Datatype: var type } l && type == Xsd.String ? l : null;

    // SPARQL 1.1 §17.4.3.1: the result is a literal of the same kind as the argument.
    public static Literal Like(Literal model, string text) =>
        model.Language is { } tag ? new Literal(text, tag, model.Direction) : ReferenceValues.Of(text);

    public static Literal Integer(int value) => new(value.ToString(CultureInfo.InvariantCulture), Xsd.Integer);

    // XPath F&O §5.4.3: the characters at the positions p with round(start) <= p < round(start) + round(length), counted from 1.
    private static Literal? SubString(Term term, Term from, Term? length)
    {
        if (Text(term) is not { } text || Double(from) is not { } start || (length is not null && Double(length) is null))
        {
            return null;
        }

        var first = Math.Floor(start + 0.5);
        var end = length is null ? double.PositiveInfinity : first + Math.Floor(Double(length)!.Value + 0.5);
        return Like(text, string.Concat(text.Lexical.EnumerateRunes().Where((_, i) => i + 1 >= first && i + 1 < end)));
    }

    private static double? Double(Term term) => ReferenceNumber.Of(term)?.CastTo(NumericType.Double)!.Double;

    private static string UpperCase(string text) => s_longerCapitals.Aggregate(
        text.ToUpperInvariant(), (upper, special) => upper.Replace(special.Small, special.Large, StringComparison.Ordinal));

    // XPath F&O §6.2: every byte but those of unreserved characters (RFC 3986 §2.3).
    private static string Encoded(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(b =>
        char.IsAsciiLetterOrDigit((char)b) || "-_.~".Contains((char)b, StringComparison.Ordinal)
            ? ((char)b).ToString()
            : "%" + b.ToString("X2", CultureInfo.InvariantCulture)));

    // SPARQL 1.1 §17.4.3.1.2, argument compatibility: the second has no tag, or both have the same.
    private static bool AreCompatible(Literal left, Literal right) =>
        right.Language is null
        || string.Equals(left.Language, right.Language, StringComparison.OrdinalIgnoreCase) && left.Direction == right.Direction;

    private static Literal? OnStrings(Term left, Term right, Func<string, string, bool> test) =>
        Text(left) is { } a && Text(right) is { } b && AreCompatible(a, b) ? ReferenceValues.Of(test(a.Lexical, b.Lexical)) : null;

    // SPARQL 1.1 §17.4.3.9: no match gives the empty simple literal; a match of "" keeps the kind of the argument.
    private static Literal? Around(Term left, Term right, Func<string, int, int, string> part)
    {
        if (Text(left) is not { } a || Text(right) is not { } b || !AreCompatible(a, b))
        {
            return null;
        }

        var at = a.Lexical.IndexOf(b.Lexical, StringComparison.Ordinal);
        return at < 0 ? ReferenceValues.Of("") : Like(a, part(a.Lexical, at, b.Lexical.Length));
    }

    // SPARQL 1.1 §17.4.3.12: the common tag if all have the same, else a simple literal.
    private static Literal? Concat(ImmutableArray<Term> args)
    {
        var texts = args.Select(Text).OfType<Literal>().ToList();
        if (texts.Count < args.Length)
        {
            return null;
        }

        var joined = string.Concat(texts.Select(t => t.Lexical));
        return texts.Count > 0 && texts.All(t =>
            t.Language is not null && string.Equals(t.Language, texts[0].Language, StringComparison.OrdinalIgnoreCase) && t.Direction == texts[0].Direction)
            ? Like(texts[0], joined)
            : ReferenceValues.Of(joined);
    }

    // SPARQL 1.1 §17.4.3.13, basic filtering of RFC 4647 §3.3.1. A language range is not empty (RFC 4647 §2.1).
    private static Literal? LangMatches(Literal tag, Literal range) =>
        tag.Datatype != Xsd.String || range.Datatype != Xsd.String ? null
        : ReferenceValues.Of(range.Lexical == "*"
            ? tag.Lexical.Length > 0
            : range.Lexical.Length > 0
                && (tag.Lexical.Equals(range.Lexical, StringComparison.OrdinalIgnoreCase)
                    || tag.Lexical.StartsWith(range.Lexical + "-", StringComparison.OrdinalIgnoreCase)));

    private static Literal? Hash(Term term, Func<byte[], byte[]> algorithm) =>
        Simple(term) is { } text ? ReferenceValues.Of(Convert.ToHexStringLower(algorithm(Encoding.UTF8.GetBytes(text.Lexical)))) : null;
}
