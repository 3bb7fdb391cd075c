using System.Numerics;

namespace KnowledgeGraph.Store;

/// <summary>Names and ranges of the datatypes in <see cref="XsdType"/>.</summary>
public static class XsdTypes
{
    private static ReadOnlySpan<byte> Namespace => "http://www.w3.org/2001/XMLSchema#"u8;

    /// <summary>True for xsd:integer and everything derived from it.</summary>
    /// <param name="type">The type.</param>
    public static bool IsInteger(this XsdType type) => type is >= XsdType.Integer and <= XsdType.PositiveInteger;

    /// <summary>True for integers, decimal, float and double.</summary>
    /// <param name="type">The type.</param>
    public static bool IsNumeric(this XsdType type) => type is >= XsdType.Integer and <= XsdType.Double;

    /// <summary>True for the types whose values are <see cref="CalendarValue"/>.</summary>
    /// <param name="type">The type.</param>
    public static bool IsCalendar(this XsdType type) => type is >= XsdType.DateTime and <= XsdType.GYear;

    /// <summary>The type with this IRI, <see cref="XsdType.Other"/> if it is none of ours.</summary>
    /// <param name="datatype">A datatype IRI in UTF-8.</param>
    public static XsdType FromIri(ReadOnlySpan<byte> datatype)
    {
        if (!datatype.StartsWith(Namespace))
        {
            return XsdType.Other;
        }

        var name = datatype[Namespace.Length..];
        for (var type = XsdType.Integer; type <= XsdType.String; type++)
        {
            var candidate = Iri(type);
            if (candidate.Length == datatype.Length && candidate[^1] == name[^1] && candidate.SequenceEqual(datatype))
            {
                return type;
            }
        }

        return XsdType.Other;
    }

    /// <summary>The IRI of a type in UTF-8; empty for <see cref="XsdType.Other"/>.</summary>
    /// <param name="type">The type.</param>
    public static ReadOnlySpan<byte> Iri(XsdType type) => type switch
    {
        XsdType.Integer => "http://www.w3.org/2001/XMLSchema#integer"u8,
        XsdType.NonPositiveInteger => "http://www.w3.org/2001/XMLSchema#nonPositiveInteger"u8,
        XsdType.NegativeInteger => "http://www.w3.org/2001/XMLSchema#negativeInteger"u8,
        XsdType.Long => "http://www.w3.org/2001/XMLSchema#long"u8,
        XsdType.Int => "http://www.w3.org/2001/XMLSchema#int"u8,
        XsdType.Short => "http://www.w3.org/2001/XMLSchema#short"u8,
        XsdType.Byte => "http://www.w3.org/2001/XMLSchema#byte"u8,
        XsdType.NonNegativeInteger => "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"u8,
        XsdType.UnsignedLong => "http://www.w3.org/2001/XMLSchema#unsignedLong"u8,
        XsdType.UnsignedInt => "http://www.w3.org/2001/XMLSchema#unsignedInt"u8,
        XsdType.UnsignedShort => "http://www.w3.org/2001/XMLSchema#unsignedShort"u8,
        XsdType.UnsignedByte => "http://www.w3.org/2001/XMLSchema#unsignedByte"u8,
        XsdType.PositiveInteger => "http://www.w3.org/2001/XMLSchema#positiveInteger"u8,
        XsdType.Decimal => "http://www.w3.org/2001/XMLSchema#decimal"u8,
        XsdType.Float => "http://www.w3.org/2001/XMLSchema#float"u8,
        XsdType.Double => "http://www.w3.org/2001/XMLSchema#double"u8,
        XsdType.Boolean => "http://www.w3.org/2001/XMLSchema#boolean"u8,
        XsdType.DateTime => "http://www.w3.org/2001/XMLSchema#dateTime"u8,
        XsdType.Date => "http://www.w3.org/2001/XMLSchema#date"u8,
        XsdType.Time => "http://www.w3.org/2001/XMLSchema#time"u8,
        XsdType.GYearMonth => "http://www.w3.org/2001/XMLSchema#gYearMonth"u8,
        XsdType.GYear => "http://www.w3.org/2001/XMLSchema#gYear"u8,
        XsdType.String => "http://www.w3.org/2001/XMLSchema#string"u8,
        _ => default,
    };

    /// <summary>Whether an integer belongs to the value space of an integer type (XSD 1.1 Part 2 §3.4.13–25).</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The integer.</param>
    public static bool Contains(this XsdType type, BigInteger value) => type switch
    {
        XsdType.Integer => true,
        XsdType.NonPositiveInteger => value.Sign <= 0,
        XsdType.NegativeInteger => value.Sign < 0,
        XsdType.NonNegativeInteger => value.Sign >= 0,
        XsdType.PositiveInteger => value.Sign > 0,
        XsdType.UnsignedLong => value.Sign >= 0 && value <= ulong.MaxValue,
        XsdType.Long => value >= long.MinValue && value <= long.MaxValue,
        _ => value >= long.MinValue && value <= long.MaxValue && type.Contains((long)value),
    };

    /// <summary>Whether an integer belongs to the value space of an integer type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The integer.</param>
    public static bool Contains(this XsdType type, long value) => type switch
    {
        XsdType.Integer or XsdType.Long => true,
        XsdType.NonPositiveInteger => value <= 0,
        XsdType.NegativeInteger => value < 0,
        XsdType.Int => value is >= int.MinValue and <= int.MaxValue,
        XsdType.Short => value is >= short.MinValue and <= short.MaxValue,
        XsdType.Byte => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        XsdType.NonNegativeInteger or XsdType.UnsignedLong => value >= 0,
        XsdType.UnsignedInt => value is >= 0 and <= uint.MaxValue,
        XsdType.UnsignedShort => value is >= 0 and <= ushort.MaxValue,
        XsdType.UnsignedByte => value is >= 0 and <= byte.MaxValue,
        XsdType.PositiveInteger => value > 0,
        _ => false,
    };
}
