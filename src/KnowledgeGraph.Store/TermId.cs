using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// A term as 64 bits: equal ids of one snapshot and its <see cref="LocalDictionary"/> are equal terms, and different ids are
/// different terms. <c>default</c> is undefined: unbound, or a free position. Ids of one tag are in value order where the payload is a
/// value, and in string order where it is an index into a sorted dictionary.
/// </summary>
/// <param name="Bits">The raw bits; meaningful only to this type and to sorting.</param>
public readonly record struct TermId(ulong Bits) : IComparable<TermId>
{
    // 63    59 58                                                        0
    // +-------+----------------------------------------------------------+
    // | tag 5 |                       payload 59                         |
    // +-------+--+-------------------------------------------------------+
    // | not inline: local 1 |              index or number 58            |
    // | Boolean:                      value 1  | numeral 1               |  numeral: written 0 or 1
    // | Integer:          value + 2^54  55            | subtype 4        |
    // | Decimal:  value * 10^6 + 2^54   55            | fraction digits 4|
    // | Float, Double:  sign 1 | exponent 10 | 12 digits 40 | form 3 | fraction digits 5
    // | DateTime: UTC milliseconds + 2^49  50 | zone 7 | fraction digits 2
    // | Date, GYearMonth, GYear: UTC minutes + 2^47  48 | zone 11        |
    internal const int TagBits = 5;
    internal const int PayloadBits = 64 - TagBits;
    internal const int IndexBits = PayloadBits - 1;
    internal const ulong PayloadMask = (1UL << PayloadBits) - 1;
    internal const ulong IndexMask = (1UL << IndexBits) - 1;
    internal const ulong LocalBit = 1UL << IndexBits;

    /// <summary>The longest lexical form that <see cref="FormatInline"/> writes.</summary>
    public const int MaxInlineLength = 64;

    /// <summary>Fraction digits of <see cref="TryGetMillionths"/>.</summary>
    public const int MillionthsScale = 6;

    /// <summary>No term.</summary>
    public static TermId Undefined => default;

    /// <summary>The literal <c>"true"^^xsd:boolean</c>.</summary>
    public static TermId True => FromBoolean(true);

    /// <summary>The literal <c>"false"^^xsd:boolean</c>.</summary>
    public static TermId False => FromBoolean(false);

    /// <summary>What the id holds.</summary>
    public TermTag Tag => (TermTag)(Bits >> PayloadBits);

    /// <summary>True for <c>default</c>: no term.</summary>
    public bool IsUndefined => Bits == 0;

    /// <summary>True for an IRI.</summary>
    public bool IsIri => Tag == TermTag.Iri;

    /// <summary>True for a blank node.</summary>
    public bool IsBlankNode => Tag == TermTag.BlankNode;

    /// <summary>True for a literal, in the id or in a dictionary.</summary>
    public bool IsLiteral => Tag is >= TermTag.String and <= TermTag.GYear;

    /// <summary>True for a triple term.</summary>
    public bool IsTripleTerm => Tag == TermTag.TripleTerm;

    /// <summary>True if the value is in the id and needs no dictionary.</summary>
    public bool IsInline => Tag is >= TermTag.Boolean and <= TermTag.GYear;

    /// <summary>True for a term that belongs to one query's <see cref="LocalDictionary"/>.</summary>
    public bool IsLocal => (Bits & LocalBit) != 0 && !IsInline;

    /// <summary>The index or blank node number of an id that is not inline.</summary>
    public long Index => (long)(Bits & IndexMask);

    internal ulong Payload => Bits & PayloadMask;

    /// <summary>
    /// The datatype of an inline literal and of xsd:string; <see cref="XsdDatatype.Unknown"/> where the dictionary has to be asked.
    /// </summary>
    public XsdDatatype Datatype => Tag switch
    {
        TermTag.Boolean => XsdDatatype.Boolean,
        TermTag.Integer => InlineExact.IntegerType(Payload),
        TermTag.Decimal => XsdDatatype.Decimal,
        TermTag.Float => XsdDatatype.Float,
        TermTag.Double => XsdDatatype.Double,
        TermTag.DateTime => XsdDatatype.DateTime,
        TermTag.Date => XsdDatatype.Date,
        TermTag.GYearMonth => XsdDatatype.GYearMonth,
        TermTag.GYear => XsdDatatype.GYear,
        TermTag.String => XsdDatatype.String,
        _ => XsdDatatype.Unknown,
    };

    /// <summary>An id of a tag with an index or blank node number.</summary>
    /// <param name="tag">A tag that is not inline.</param>
    /// <param name="index">0 or more.</param>
    /// <param name="isLocal">Whether the index belongs to a local dictionary.</param>
    public static TermId FromIndex(TermTag tag, long index, bool isLocal = false)
    {
        Debug.Assert(index >= 0 && (ulong)index <= IndexMask, "an index has 58 bits");
        return new(((ulong)tag << PayloadBits) | (isLocal ? LocalBit : 0) | (ulong)index);
    }

    internal static TermId FromPayload(TermTag tag, ulong payload)
    {
        Debug.Assert(payload <= PayloadMask, "a payload has 59 bits");
        return new(((ulong)tag << PayloadBits) | payload);
    }

    /// <summary>The least id of a tag; with <c>tag + 1</c>, the end of the tag's range.</summary>
    /// <param name="tag">The tag.</param>
    public static TermId First(TermTag tag) => new((ulong)tag << PayloadBits);

    /// <summary>The canonical xsd:boolean.</summary>
    /// <param name="value">The value.</param>
    public static TermId FromBoolean(bool value) => FromPayload(TermTag.Boolean, value ? 2UL : 0UL);

    /// <summary>The canonical literal of an integer. False if it does not fit (magnitude 2^54 and above) or is not in the type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">An integer type.</param>
    /// <param name="id">The id.</param>
    public static bool TryFromInteger(long value, XsdDatatype type, out TermId id) => InlineExact.TryEncodeInteger(value, type, out id);

    /// <summary>The literal of a decimal with exactly <paramref name="scale"/> fraction digits. False if it does not fit.</summary>
    /// <param name="unscaled">The value times 10^scale.</param>
    /// <param name="scale">Fraction digits printed; 0 prints no point.</param>
    /// <param name="id">The id.</param>
    public static bool TryFromDecimal(long unscaled, int scale, out TermId id) => InlineExact.TryEncodeDecimal(unscaled, scale, out id);

    /// <summary>The canonical literal of a dateTime, date, gYearMonth or gYear. False if it does not fit or is of another type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="id">The id.</param>
    public static bool TryFromDateTime(in XsdDateTime value, out TermId id) => InlineCalendar.TryEncode(value, out id);

    /// <summary>
    /// Puts a literal into an id if the id gives back the very same lexical form and datatype; otherwise the literal belongs into a
    /// dictionary. Ill-typed literals never fit.
    /// </summary>
    /// <param name="literal">A term; false for everything but literals.</param>
    /// <param name="id">The id.</param>
    public static bool TryInline(in TermView literal, out TermId id)
    {
        id = default;
        return literal.Kind == TermKind.Literal && literal.Value.Length <= MaxInlineLength
            && TryInline(literal.Value, XsdDatatypes.Find(literal.Datatype), out id);
    }

    internal static bool TryInline(ReadOnlySpan<byte> lexical, XsdDatatype type, out TermId id)
    {
        if (lexical.IsEmpty || lexical.Length > MaxInlineLength)
        {
            id = default;
            return false;
        }

        switch (type)
        {
            case XsdDatatype.Boolean:
                return TryBoolean(lexical, out id);
            case XsdDatatype.Decimal:
                return InlineExact.TryDecimal(lexical, out id);
            case XsdDatatype.Float:
            case XsdDatatype.Double:
                return InlineFloating.TryEncode(lexical, type, out id);
            case XsdDatatype.DateTime:
            case XsdDatatype.Date:
            case XsdDatatype.GYearMonth:
            case XsdDatatype.GYear:
                return InlineCalendar.TryEncode(lexical, type, out id);
            default:
                id = default;
                return XsdDatatypes.IsInteger(type) && InlineExact.TryInteger(lexical, type, out id);
        }
    }

    /// <summary>The value of an xsd:boolean.</summary>
    /// <param name="value">The value.</param>
    public bool TryGetBoolean(out bool value)
    {
        value = (Bits & 2) != 0;
        return Tag == TermTag.Boolean;
    }

    /// <summary>The value of an inline integer of any subtype.</summary>
    /// <param name="value">The value, magnitude below 2^54.</param>
    public bool TryGetInteger(out long value)
    {
        value = InlineExact.Value(Payload);
        return Tag == TermTag.Integer;
    }

    /// <summary>The value of an inline decimal.</summary>
    /// <param name="unscaled">The value times 10^scale.</param>
    /// <param name="scale">The printed fraction digits, 0 to 6.</param>
    public bool TryGetDecimal(out long unscaled, out int scale)
    {
        unscaled = 0;
        scale = 0;
        return Tag == TermTag.Decimal && InlineExact.DecodeDecimal(Payload, out unscaled, out scale);
    }

    /// <summary>The value of an inline decimal, whatever its printed digits.</summary>
    /// <param name="millionths">The value times a million, magnitude below 2^54.</param>
    public bool TryGetMillionths(out long millionths)
    {
        millionths = InlineExact.Value(Payload);
        return Tag == TermTag.Decimal;
    }

    /// <summary>The value of an inline double.</summary>
    /// <param name="value">The double nearest to the lexical form.</param>
    public bool TryGetDouble(out double value)
    {
        value = 0;
        return Tag == TermTag.Double && InlineFloating.Decode(Payload, out value);
    }

    /// <summary>The value of an inline float.</summary>
    /// <param name="value">The float nearest to the lexical form.</param>
    public bool TryGetFloat(out float value)
    {
        value = 0;
        return Tag == TermTag.Float && InlineFloating.Decode(Payload, out value);
    }

    /// <summary>The value of an inline numeric literal of any type.</summary>
    /// <param name="value">The value.</param>
    public bool TryGetNumber(out XsdNumber value)
    {
        switch (Tag)
        {
            case TermTag.Integer:
                TryGetInteger(out var integer);
                value = XsdNumber.Integer(integer);
                return true;
            case TermTag.Decimal:
                TryGetDecimal(out var unscaled, out var scale);
                value = XsdNumber.Decimal(XsdDecimal.Create(unscaled, scale));
                return true;
            case TermTag.Float:
                TryGetFloat(out var single);
                value = XsdNumber.Float(single);
                return true;
            case TermTag.Double:
                TryGetDouble(out var number);
                value = XsdNumber.Double(number);
                return true;
            default:
                value = default;
                return false;
        }
    }

    /// <summary>The value of an inline dateTime, date, gYearMonth or gYear.</summary>
    /// <param name="value">The value.</param>
    public bool TryGetDateTime(out XsdDateTime value)
    {
        value = default;
        return Tag is >= TermTag.DateTime and <= TermTag.GYear && InlineCalendar.Decode(this, out value, out _, out _);
    }

    /// <summary>
    /// Order of two inline dateTimes, dates, gYearMonths or gYears without decoding them. False if they are of different tags, or if one
    /// has a time zone and the other has none, so that their order is not always known (XSD 1.1 Part 2 §E.3.5).
    /// </summary>
    /// <param name="other">The other.</param>
    /// <param name="order">Less than, equal to or greater than zero.</param>
    public bool TryCompareInstants(TermId other, out int order)
    {
        order = 0;
        return Tag == other.Tag && Tag is >= TermTag.DateTime and <= TermTag.GYear && InlineCalendar.TryCompare(this, other, out order);
    }

    /// <summary>
    /// The bits without those that only tell terms of equal value apart: subtype, printed digits, time zone. Of two xsd:integers (subtypes
    /// included), decimals, dateTimes, dates, gYearMonths, gYears or booleans in ids, the one with the lower key has the lower value,
    /// where values without a time zone count as UTC. No meaning for ids of other tags.
    /// </summary>
    public ulong ValueKey => Tag switch
    {
        TermTag.Boolean => Bits & ~1UL,
        TermTag.Integer or TermTag.Decimal => Bits & ~InlineExact.FormMask,
        TermTag.DateTime => Bits & ~InlineCalendar.DateTimeZoneMask,
        TermTag.Date or TermTag.GYearMonth or TermTag.GYear => Bits & ~InlineCalendar.ZoneMask,
        _ => Bits,
    };

    /// <summary>Writes the lexical form of an inline literal. Allocates nothing.</summary>
    /// <param name="utf8">At least <see cref="MaxInlineLength"/> bytes.</param>
    /// <returns>Number of bytes written; 0 if the id is not inline.</returns>
    public int FormatInline(Span<byte> utf8)
    {
        switch (Tag)
        {
            case TermTag.Boolean:
                ReadOnlySpan<byte> text = (Payload & 3) switch { 0 => "false"u8, 1 => "0"u8, 2 => "true"u8, _ => "1"u8 };
                text.CopyTo(utf8);
                return text.Length;
            case TermTag.Integer:
                return InlineExact.FormatInteger(Payload, utf8);
            case TermTag.Decimal:
                return InlineExact.FormatDecimal(Payload, utf8);
            case TermTag.Float:
            case TermTag.Double:
                return InlineFloating.Format(Payload, utf8);
            case >= TermTag.DateTime and <= TermTag.GYear:
                return InlineCalendar.Format(this, utf8);
            default:
                return 0;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(TermId other) => Bits.CompareTo(other.Bits);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)((Bits * 0x9E37_79B9_7F4A_7C15UL) >> 32));

    /// <inheritdoc/>
    public override string ToString()
    {
        if (!IsInline)
        {
            return IsUndefined ? "undefined" : string.Create(CultureInfo.InvariantCulture, $"{Tag}{(IsLocal ? " local" : "")} {Index}");
        }

        Span<byte> text = stackalloc byte[MaxInlineLength];
        return Tag + " " + Encoding.UTF8.GetString(text[..FormatInline(text)]);
    }

    /// <summary>Id order.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another id.</param>
    public static bool operator <(TermId left, TermId right) => left.Bits < right.Bits;

    /// <summary>Id order.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another id.</param>
    public static bool operator <=(TermId left, TermId right) => left.Bits <= right.Bits;

    /// <summary>Id order.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another id.</param>
    public static bool operator >(TermId left, TermId right) => left.Bits > right.Bits;

    /// <summary>Id order.</summary>
    /// <param name="left">One id.</param>
    /// <param name="right">Another id.</param>
    public static bool operator >=(TermId left, TermId right) => left.Bits >= right.Bits;

    private static bool TryBoolean(ReadOnlySpan<byte> lexical, out TermId id)
    {
        var payload = lexical.SequenceEqual("false"u8) ? 0
            : lexical.SequenceEqual("0"u8) ? 1
            : lexical.SequenceEqual("true"u8) ? 2
            : lexical.SequenceEqual("1"u8) ? 3
            : -1;
        id = payload < 0 ? default : FromPayload(TermTag.Boolean, (ulong)payload);
        return payload >= 0;
    }
}
