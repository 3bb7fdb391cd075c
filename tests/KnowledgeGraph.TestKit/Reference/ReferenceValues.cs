using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Values of terms: effective boolean value, equality and comparison (SPARQL 1.1 §17.2.2, §17.3, §17.4.1.7). Null is an error.</summary>
internal static partial class ReferenceValues
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

        if (Date(l) is { } d && Date(r) is { } e && l.Datatype == r.Datatype)
        {
            return CompareDates(d, e) is { } order ? order == 0 : null;
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

        return Date(l) is { } d && Date(r) is { } e && l.Datatype == r.Datatype ? CompareDates(d, e) : null;
    }

    // XML Schema 1.1 Part 2 §3.3.7: without a time zone the instant is known to within 14 hours.
    private static int? CompareDates((DateTime Instant, bool HasZone) left, (DateTime Instant, bool HasZone) right)
    {
        if (left.HasZone == right.HasZone)
        {
            return left.Instant.CompareTo(right.Instant);
        }

        var difference = left.Instant - right.Instant;
        return difference.Duration() > TimeSpan.FromHours(14) ? difference.CompareTo(TimeSpan.Zero) : null;
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

    /// <summary>The start of an xsd:dateTime or xsd:date on the time line, with years 1 to 9999 only; null for anything else.</summary>
    public static (DateTime Instant, bool HasZone)? Date(Literal literal)
    {
        var form = literal.Datatype == Xsd.DateTime ? DateTimeForm() : literal.Datatype == Xsd.Date ? DateForm() : null;

        // 24:00:00 is midnight at the end of the day.
        var isEndOfDay = form is not null && literal.Lexical.Contains("T24:00:00", StringComparison.Ordinal);
        var match = form?.Match(isEndOfDay ? literal.Lexical.Replace("T24:", "T00:", StringComparison.Ordinal) : literal.Lexical);
        if (match is not { Success: true }
            || !DateTime.TryParse(
                match.Groups["local"].Value, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var local))
        {
            return null;
        }

        var zone = match.Groups["zone"].Value;
        var minutes = zone is "" or "Z" ? 0 : Number(zone[1..3]) * 60 + Number(zone[4..6]);
        minutes = zone.StartsWith('-') ? -minutes : minutes;
        return (local.AddMinutes(-minutes).AddDays(isEndOfDay ? 1 : 0), zone.Length > 0);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static bool IsKnown(Literal literal) =>
        literal.Language is not null || literal.Datatype == Xsd.String || ReferenceNumber.Of(literal) is not null
        || Boolean(literal) is not null || Date(literal) is not null;

    [GeneratedRegex(@"^(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?)(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex DateTimeForm();

    [GeneratedRegex(@"^(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2})(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?\z")]
    private static partial Regex DateForm();
}
