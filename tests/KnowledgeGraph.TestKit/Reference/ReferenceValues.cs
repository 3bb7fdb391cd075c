using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Values of terms: effective boolean value, equality and comparison (SPARQL 1.1 §17.2.2, §17.3, §17.4.1.7). Null is an error.</summary>
internal static class ReferenceValues
{
    public static Literal True { get; } = new("true", Xsd.Boolean);

    public static Literal False { get; } = new("false", Xsd.Boolean);

    public static Literal Of(bool value) => value ? True : False;

    public static Literal? Of(bool? value) => value is { } known ? Of(known) : null;

    public static Literal Of(string value) => new(value);

    // SPARQL 1.1 §17.2.2 as revised by SPARQL 1.2 §17.2.2: a lexical form outside the datatype and a language tag are errors, too.
    public static bool? EffectiveBoolean(Term? term) => term switch
    {
        Literal { Datatype: var type } literal when type == Xsd.Boolean => Boolean(literal),
        Literal { Datatype: var type } literal when ReferenceNumber.IsNumericType(type) => !ReferenceNumber.Of(literal)?.IsZeroOrNaN,
        Literal { Datatype: var type } literal when type == Xsd.String => literal.Lexical.Length > 0,
        _ => null,
    };

    // SPARQL 1.1 §17.3, operator =, and RDFterm-equal (§17.4.1.7). SPARQL 1.2 §17.4.1.7 for triple terms.
    public static bool? Equal(Term? left, Term? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        if (left is TripleTerm a && right is TripleTerm b)
        {
            return And(Equal(a.Subject, b.Subject), And(Equal(a.Predicate, b.Predicate), Equal(a.Object, b.Object)));
        }

        if (left is not Literal l || right is not Literal r)
        {
            return left == right;
        }

        if (ReferenceNumber.Of(l) is { } x && ReferenceNumber.Of(r) is { } y)
        {
            return ReferenceNumber.Compare(x, y) == 0;
        }

        if (Boolean(l) is { } p && Boolean(r) is { } q)
        {
            return p == q;
        }

        if (ReferenceDate.Of(l) is { } d && ReferenceDate.Of(r) is { } e && l.Datatype == r.Datatype)
        {
            return ReferenceDate.Compare(d, e) is { } order ? order == 0 : null;
        }

        if (ReferenceDuration.Of(l) is { } m && ReferenceDuration.Of(r) is { } n)
        {
            return m == n;
        }

        // A language-tagged string equals nothing but itself. Two literals of known types and different values are unequal; of an
        // unknown type, or without a value, nothing is known.
        return l == r ? true : l.Language is not null || r.Language is not null || IsKnown(l) && IsKnown(r) ? false : null;
    }

    /// <summary>The operator &lt; as a three-way comparison; null where it is not defined.</summary>
    public static int? Compare(Term? left, Term? right)
    {
        if (left is not Literal l || right is not Literal r)
        {
            return null;
        }

        if (ReferenceNumber.Of(l) is { } x && ReferenceNumber.Of(r) is { } y)
        {
            return ReferenceNumber.Compare(x, y);
        }

        if (l.Datatype == Xsd.String && r.Datatype == Xsd.String)
        {
            return CompareCodePoints(l.Lexical, r.Lexical);
        }

        if (Boolean(l) is { } p && Boolean(r) is { } q)
        {
            return p.CompareTo(q);
        }

        // Beyond the recommendation, whose operators know no durations: TIMEZONE gives one.
        if (ReferenceDuration.Of(l) is { } m && ReferenceDuration.Of(r) is { } n)
        {
            return m.CompareTo(n);
        }

        return ReferenceDate.Of(l) is { } d && ReferenceDate.Of(r) is { } e && l.Datatype == r.Datatype ? ReferenceDate.Compare(d, e) : null;
    }

    /// <summary>Compares strings by code point (fn:compare with the code point collation).</summary>
    public static int CompareCodePoints(string left, string right)
    {
        using var a = left.EnumerateRunes().GetEnumerator();
        using var b = right.EnumerateRunes().GetEnumerator();
        while (true)
        {
            var more = a.MoveNext();
            if (!b.MoveNext())
            {
                return more ? 1 : 0;
            }

            if (!more)
            {
                return -1;
            }

            if (a.Current != b.Current)
            {
                return a.Current.CompareTo(b.Current);
            }
        }
    }

    // SPARQL 1.1 §17.2, the table of && with errors.
    public static bool? And(bool? left, bool? right) => left == false || right == false ? false : left is null || right is null ? null : true;

    // SPARQL 1.1 §17.2, the table of || with errors.
    public static bool? Or(bool? left, bool? right) => left == true || right == true ? true : left is null || right is null ? null : false;

    public static bool? Boolean(Literal literal) => literal.Datatype != Xsd.Boolean ? null : literal.Lexical.Trim(' ', '\t', '\n', '\r') switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    private static bool IsKnown(Literal literal) =>
        literal.Language is not null || literal.Datatype == Xsd.String || ReferenceNumber.Of(literal) is not null
        || Boolean(literal) is not null || ReferenceDate.Of(literal) is not null || ReferenceDuration.Of(literal) is not null;
}
