using System.Collections.Frozen;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Rdf.Values;

/// <summary>Names and families of the datatypes whose values are known here.</summary>
public static class XsdDatatypes
{
    private static readonly Iri[] s_iris = BuildIris();
    private static readonly byte[][] s_utf8 = [.. s_iris.Select(i => System.Text.Encoding.UTF8.GetBytes(i.Value))];

    private static readonly XsdDatatype[][] s_byLength = [.. Enumerable.Range(0, s_utf8.Max(i => i.Length) + 1).Select(OfLength)];

    private static readonly FrozenDictionary<string, XsdDatatype> s_byIri =
        s_iris.Select((iri, index) => (iri, index)).Skip(1).ToFrozenDictionary(p => p.iri.Value, p => (XsdDatatype)p.index);

    /// <summary>The datatype with an IRI, <see cref="XsdDatatype.Unknown"/> if it is none of these.</summary>
    /// <param name="iri">The IRI in UTF-8.</param>
    public static XsdDatatype Find(ReadOnlySpan<byte> iri)
    {
        var xsd = "http://www.w3.org/2001/XMLSchema#"u8;
        if (!iri.StartsWith(xsd))
        {
            return iri.SequenceEqual(s_utf8[(int)XsdDatatype.LangString]) ? XsdDatatype.LangString
                : iri.SequenceEqual(s_utf8[(int)XsdDatatype.DirLangString]) ? XsdDatatype.DirLangString
                : XsdDatatype.Unknown;
        }

        foreach (var candidate in iri.Length < s_byLength.Length ? s_byLength[iri.Length] : [])
        {
            if (iri.SequenceEqual(s_utf8[(int)candidate]))
            {
                return candidate;
            }
        }

        return XsdDatatype.Unknown;
    }

    /// <summary>The datatype with an IRI, <see cref="XsdDatatype.Unknown"/> if it is none of these.</summary>
    /// <param name="iri">The IRI.</param>
    public static XsdDatatype Find(string iri) => s_byIri.GetValueOrDefault(iri);

    /// <summary>The IRI of a datatype.</summary>
    /// <param name="datatype">A known datatype.</param>
    public static Iri IriOf(XsdDatatype datatype) => s_iris[(int)datatype];

    /// <summary>The IRI of a datatype in UTF-8.</summary>
    /// <param name="datatype">A known datatype.</param>
    public static ReadOnlySpan<byte> Utf8IriOf(XsdDatatype datatype) => s_utf8[(int)datatype];

    /// <summary>True for xsd:integer and the types derived from it.</summary>
    /// <param name="datatype">The datatype.</param>
    public static bool IsInteger(XsdDatatype datatype) => datatype is >= XsdDatatype.Integer and <= XsdDatatype.PositiveInteger;

    /// <summary>True for the numeric types of SPARQL 1.1 §17.1.</summary>
    /// <param name="datatype">The datatype.</param>
    public static bool IsNumeric(XsdDatatype datatype) => datatype is >= XsdDatatype.Integer and <= XsdDatatype.Double;

    /// <summary>True for the nine date and time types.</summary>
    /// <param name="datatype">The datatype.</param>
    public static bool IsDateTime(XsdDatatype datatype) => datatype is >= XsdDatatype.DateTime and <= XsdDatatype.GMonth;

    /// <summary>True for xsd:duration and its two subtypes.</summary>
    /// <param name="datatype">The datatype.</param>
    public static bool IsDuration(XsdDatatype datatype) => datatype is >= XsdDatatype.Duration and <= XsdDatatype.YearMonthDuration;

    /// <summary>True if the value lies in the value space of an integer type (XSD 1.1 Part 2 §3.4.13 and following).</summary>
    /// <param name="datatype">An integer type.</param>
    /// <param name="value">The value.</param>
    public static bool IsInRange(XsdDatatype datatype, XsdDecimal value)
    {
        if (!value.IsInteger)
        {
            return false;
        }

        if (value.TryGetInt64(out var small))
        {
            return IsInRange(datatype, small);
        }

        // Beyond 64 bits only the unbounded types go on, and one whose bound is 2^64.
        return datatype switch
        {
            XsdDatatype.Integer => true,
            XsdDatatype.NonPositiveInteger or XsdDatatype.NegativeInteger => value.Sign < 0,
            XsdDatatype.NonNegativeInteger or XsdDatatype.PositiveInteger => value.Sign > 0,
            XsdDatatype.UnsignedLong => value.Sign > 0 && value.Unscaled <= ulong.MaxValue,
            _ => false,
        };
    }

    /// <summary>True if the value lies in the value space of an integer type. Allocates nothing.</summary>
    /// <param name="datatype">An integer type.</param>
    /// <param name="value">The value.</param>
    public static bool IsInRange(XsdDatatype datatype, long value) => datatype switch
    {
        XsdDatatype.Integer or XsdDatatype.Long => true,
        XsdDatatype.NonPositiveInteger => value <= 0,
        XsdDatatype.NegativeInteger => value < 0,
        XsdDatatype.Int => value is >= int.MinValue and <= int.MaxValue,
        XsdDatatype.Short => value is >= short.MinValue and <= short.MaxValue,
        XsdDatatype.Byte => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        XsdDatatype.NonNegativeInteger or XsdDatatype.UnsignedLong => value >= 0,
        XsdDatatype.UnsignedInt => value is >= 0 and <= uint.MaxValue,
        XsdDatatype.UnsignedShort => value is >= 0 and <= ushort.MaxValue,
        XsdDatatype.UnsignedByte => value is >= 0 and <= byte.MaxValue,
        XsdDatatype.PositiveInteger => value > 0,
        _ => false,
    };

    private static XsdDatatype[] OfLength(int length) =>
        [.. Enum.GetValues<XsdDatatype>().Where(d => d != XsdDatatype.Unknown && s_utf8[(int)d].Length == length)];

    private static Iri[] BuildIris()
    {
        var iris = new Iri[(int)XsdDatatype.AnyUri + 1];
        foreach (var datatype in Enum.GetValues<XsdDatatype>())
        {
            var name = datatype.ToString();
            var local = datatype == XsdDatatype.AnyUri ? "anyURI" : char.ToLowerInvariant(name[0]) + name[1..];
            var space = datatype is XsdDatatype.LangString or XsdDatatype.DirLangString ? RdfVocabulary.Namespace : Xsd.Namespace;
            iris[(int)datatype] = new Iri(space + local);
        }

        return iris;
    }
}
