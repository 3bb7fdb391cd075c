using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>The built-in functions and casts that the reference evaluator knows (SPARQL 1.1 §17.4, §17.5). Null is an error.</summary>
internal static class ReferenceFunctions
{
    public static Term? Call(BuiltInFunction function, ImmutableArray<Term> args, Iri? baseIri) => (function, args) switch
    {
        (BuiltInFunction.Str, [var t]) => ReferenceExpressions.Str(t) is { } text ? ReferenceValues.Of(text) : null,
        (BuiltInFunction.Lang, [Literal l]) => ReferenceValues.Of(l.Language ?? ""),
        (BuiltInFunction.LangMatches, [Literal tag, Literal range]) => LangMatches(tag, range),
        (BuiltInFunction.Datatype, [Literal l]) => l.Datatype,
        (BuiltInFunction.Iri, [Iri iri]) => iri,
        (BuiltInFunction.Iri, [Literal { Datatype: var type } l]) when type == Xsd.String =>
            new Iri(baseIri is null || IriReference.HasScheme(l.Lexical) ? l.Lexical : IriReference.Resolve(baseIri.Value, l.Lexical)),
        (BuiltInFunction.SameTerm, [var a, var b]) => ReferenceValues.Of(a == b),
        (BuiltInFunction.IsIri, [var t]) => ReferenceValues.Of(t is Iri),
        (BuiltInFunction.IsBlank, [var t]) => ReferenceValues.Of(t is BlankNode),
        (BuiltInFunction.IsLiteral, [var t]) => ReferenceValues.Of(t is Literal),
        (BuiltInFunction.IsNumeric, [var t]) => ReferenceValues.Of(ReferenceNumber.Of(t) is not null),
        (BuiltInFunction.IsTriple, [var t]) => ReferenceValues.Of(t is TripleTerm),
        (BuiltInFunction.HasLang, [var t]) => ReferenceValues.Of(t is Literal { Language: not null }),
        (BuiltInFunction.Subject, [TripleTerm t]) => t.Subject,
        (BuiltInFunction.Predicate, [TripleTerm t]) => t.Predicate,
        (BuiltInFunction.Object, [TripleTerm t]) => t.Object,
        (BuiltInFunction.Triple, [(Iri or BlankNode) and var s, Iri p, var o]) => new TripleTerm(s, p, o),
        (BuiltInFunction.StrLen, [var t]) => Text(t) is { } l ? Integer(CodePoints(l.Lexical)) : null,
        (BuiltInFunction.UCase, [var t]) => Text(t) is { } l ? Like(l, l.Lexical.ToUpperInvariant()) : null,
        (BuiltInFunction.LCase, [var t]) => Text(t) is { } l ? Like(l, l.Lexical.ToLowerInvariant()) : null,
        (BuiltInFunction.Contains, [var a, var b]) => OnStrings(a, b, (x, y) => x.Contains(y, StringComparison.Ordinal)),
        (BuiltInFunction.StrStarts, [var a, var b]) => OnStrings(a, b, (x, y) => x.StartsWith(y, StringComparison.Ordinal)),
        (BuiltInFunction.StrEnds, [var a, var b]) => OnStrings(a, b, (x, y) => x.EndsWith(y, StringComparison.Ordinal)),
        (BuiltInFunction.StrBefore, [var a, var b]) => Around(a, b, (text, at, _) => text[..at]),
        (BuiltInFunction.StrAfter, [var a, var b]) => Around(a, b, (text, at, length) => text[(at + length)..]),
        (BuiltInFunction.Concat, _) => Concat(args),
        (BuiltInFunction.Abs, [var t]) => ReferenceNumber.Of(t)?.Map(BigInteger.Abs, Math.Abs, Math.Abs).ToLiteral(),
        (BuiltInFunction.Ceil, [var t]) => ReferenceNumber.Of(t)?.Map(x => x, Math.Ceiling, Math.Ceiling).ToLiteral(),
        (BuiltInFunction.Floor, [var t]) => ReferenceNumber.Of(t)?.Map(x => x, Math.Floor, Math.Floor).ToLiteral(),

        // fn:round: halves go up.
        (BuiltInFunction.Round, [var t]) =>
            ReferenceNumber.Of(t)?.Map(x => x, x => Math.Floor(x + 0.5m), x => Math.Floor(x + 0.5)).ToLiteral(),
        (BuiltInFunction.Year, [Literal l]) => ReferenceValues.Date(l) is null ? null : Integer(int.Parse(l.Lexical[..4], CultureInfo.InvariantCulture)),
        (BuiltInFunction.Month, [Literal l]) => ReferenceValues.Date(l) is null ? null : Integer(int.Parse(l.Lexical[5..7], CultureInfo.InvariantCulture)),
        (BuiltInFunction.StrLang, [Literal { Datatype: var type } l, Literal tag]) when type == Xsd.String && tag.Lexical.Length > 0 =>
            new Literal(l.Lexical, tag.Lexical),
        (BuiltInFunction.StrDt, [Literal { Datatype: var type } l, Iri datatype]) when type == Xsd.String => new Literal(l.Lexical, datatype),
        (BuiltInFunction.Lang or BuiltInFunction.LangMatches or BuiltInFunction.Datatype or BuiltInFunction.Iri or BuiltInFunction.Subject
            or BuiltInFunction.Predicate or BuiltInFunction.Object or BuiltInFunction.Triple or BuiltInFunction.Year or BuiltInFunction.Month
            or BuiltInFunction.StrLang or BuiltInFunction.StrDt, _) => null,
        _ => throw new NotSupportedException($"{function} is not part of the reference evaluator."),
    };

    // SPARQL 1.1 §17.5, after the casting table of XPath and XQuery Functions and Operators.
    public static Term? Cast(Iri type, Term value)
    {
        if (type == Xsd.String)
        {
            return value switch
            {
                Iri iri => ReferenceValues.Of(iri.Value),
                Literal l => ReferenceValues.Of(Canonical(l).Lexical),
                _ => null,
            };
        }

        if (value is not Literal literal || literal.Language is not null)
        {
            return null;
        }

        if (type == Xsd.Boolean)
        {
            return literal.Datatype == Xsd.String ? ReferenceValues.Of(ReferenceValues.Boolean(new Literal(literal.Lexical, Xsd.Boolean)))
                : ReferenceNumber.Of(literal) is { } n ? ReferenceValues.Of(!n.IsZeroOrNaN)
                : ReferenceValues.Of(ReferenceValues.Boolean(literal));
        }

        NumericType? target = type == Xsd.Integer ? NumericType.Integer
            : type == Xsd.Decimal ? NumericType.Decimal
            : type == Xsd.Float ? NumericType.Float
            : type == Xsd.Double ? NumericType.Double
            : null;
        if (target is not { } numeric)
        {
            throw new NotSupportedException($"A cast to {type} is not part of the reference evaluator.");
        }

        return literal.Datatype == Xsd.String ? ReferenceNumber.Of(new Literal(literal.Lexical, type))?.ToLiteral()
            : ReferenceValues.Boolean(literal) is { } truth ? ReferenceNumber.Of(truth ? BigInteger.One : BigInteger.Zero).CastTo(numeric)?.ToLiteral()
            : ReferenceNumber.Of(literal)?.CastTo(numeric)?.ToLiteral();
    }

    // XPath Functions §19.1.1: a cast to xsd:string starts from the value, not from how it was written.
    private static Literal Canonical(Literal literal) => ReferenceNumber.Of(literal) switch
    {
        // Doubles from 0.000001 up to 1000000 are written like decimals.
        { Type: NumericType.Double or NumericType.Float, Double: var d } when d == 0 || Math.Abs(d) is >= 1e-6 and < 1e6 =>
            double.IsNegative(d) && d == 0 ? new Literal("-0")
            : ReferenceNumber.Of(literal.Datatype == Xsd.Float ? (decimal)(float)d : (decimal)d).ToLiteral(),
        { } number => number.ToLiteral(),
        null => ReferenceValues.Boolean(literal) is { } truth ? ReferenceValues.Of(truth) : literal,
    };

    // SPARQL 1.1 §17.4.3: "string literals" are xsd:string and language-tagged strings.
    private static Literal? Text(Term term) => term is Literal l && (l.Datatype == Xsd.String || l.Language is not null) ? l : null;

    // SPARQL 1.1 §17.4.3.1: the result is a literal of the same kind as the argument.
    private static Literal Like(Literal model, string text) =>
        model.Language is { } tag ? new Literal(text, tag, model.Direction) : ReferenceValues.Of(text);

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

    // SPARQL 1.1 §17.4.3.14, basic filtering of RFC 4647 §3.3.1.
    private static Literal? LangMatches(Literal tag, Literal range) =>
        tag.Datatype != Xsd.String || range.Datatype != Xsd.String ? null
        : ReferenceValues.Of(range.Lexical == "*"
            ? tag.Lexical.Length > 0
            : tag.Lexical.Equals(range.Lexical, StringComparison.OrdinalIgnoreCase)
                || tag.Lexical.StartsWith(range.Lexical + "-", StringComparison.OrdinalIgnoreCase));

    private static int CodePoints(string text) => text.EnumerateRunes().Count();

    private static Literal Integer(int value) => new(value.ToString(CultureInfo.InvariantCulture), Xsd.Integer);
}
