using System.Buffers.Text;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>Integers and decimals in the payload of a <see cref="TermId"/>; the layout is drawn there.</summary>
internal static class InlineExact
{
    private const int LowBits = 4;
    private const ulong LowMask = (1UL << LowBits) - 1;

    /// <summary>The bits behind the value.</summary>
    internal const ulong FormMask = LowMask;

    private const int ValueBits = TermId.PayloadBits - LowBits;
    private const long Bias = 1L << (ValueBits - 1);
    private const int CommonScale = 6;

    // An array: a span over constants of more than a byte allocates where the compiler does not optimise.
    private static readonly long[] s_powersOfTen = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    internal static long Value(ulong payload) => (long)(payload >> LowBits) - Bias;

    internal static XsdDatatype IntegerType(ulong payload) => (XsdDatatype)((payload & LowMask) + (ulong)XsdDatatype.Integer);

    internal static bool TryEncodeInteger(long value, XsdDatatype type, out TermId id)
    {
        if (value is < -Bias or >= Bias || !XsdDatatypes.IsInteger(type) || !XsdDatatypes.IsInRange(type, value))
        {
            id = default;
            return false;
        }

        id = TermId.FromPayload(TermTag.Integer, ((ulong)(value + Bias) << LowBits) | (ulong)(type - XsdDatatype.Integer));
        return true;
    }

    internal static bool TryInteger(ReadOnlySpan<byte> lexical, XsdDatatype type, out TermId id)
    {
        id = default;
        return TryCanonicalDigits(lexical, out var value) && TryEncodeInteger(value, type, out id);
    }

    internal static bool TryEncodeDecimal(long unscaled, int scale, out TermId id)
    {
        id = default;
        if (scale is < 0 or > CommonScale)
        {
            return false;
        }

        var factor = s_powersOfTen[CommonScale - scale];
        if (unscaled > (Bias - 1) / factor || unscaled < -Bias / factor)
        {
            return false;
        }

        id = TermId.FromPayload(TermTag.Decimal, ((ulong)((unscaled * factor) + Bias) << LowBits) | (uint)scale);
        return true;
    }

    internal static bool TryDecimal(ReadOnlySpan<byte> lexical, out TermId id)
    {
        id = default;
        var point = lexical.IndexOf((byte)'.');
        if (point < 0)
        {
            return TryCanonicalDigits(lexical, out var integer) && TryEncodeDecimal(integer, 0, out id);
        }

        var fraction = lexical[(point + 1)..];
        var negative = lexical[0] == '-';
        var whole = negative ? lexical[1..point] : lexical[..point];
        if (fraction.Length is 0 or > CommonScale || !TryCanonicalDigits(whole, out var unscaled) || (whole[0] == '-'))
        {
            return false;
        }

        foreach (var digit in fraction)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            unscaled = (unscaled * 10) + (digit - '0');
        }

        // "-0.0" is a term of its own; the sign of zero has no place in the payload.
        return !(negative && unscaled == 0) && TryEncodeDecimal(negative ? -unscaled : unscaled, fraction.Length, out id);
    }

    internal static bool DecodeDecimal(ulong payload, out long unscaled, out int scale)
    {
        scale = (int)(payload & LowMask);
        unscaled = Value(payload) / s_powersOfTen[CommonScale - scale];
        return true;
    }

    internal static int FormatInteger(ulong payload, Span<byte> utf8)
    {
        Utf8Formatter.TryFormat(Value(payload), utf8, out var written);
        return written;
    }

    internal static int FormatDecimal(ulong payload, Span<byte> utf8)
    {
        DecodeDecimal(payload, out var unscaled, out var scale);
        var length = 0;
        if (unscaled < 0)
        {
            utf8[length++] = (byte)'-';
            unscaled = -unscaled;
        }

        Utf8Formatter.TryFormat(unscaled / s_powersOfTen[scale], utf8[length..], out var written);
        length += written;
        if (scale > 0)
        {
            utf8[length++] = (byte)'.';
            var fraction = unscaled % s_powersOfTen[scale];
            for (var i = scale - 1; i >= 0; i--)
            {
                utf8[length++] = (byte)('0' + (fraction / s_powersOfTen[i] % 10));
            }
        }

        return length;
    }

    // No sign but '-', no leading zero, no "-0"; at most 17 digits, which is what 2^54 has.
    private static bool TryCanonicalDigits(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var negative = text.Length > 0 && text[0] == '-';
        var digits = negative ? text[1..] : text;
        if (digits.Length is 0 or > 17 || (digits[0] == '0' && (digits.Length > 1 || negative)))
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        value = negative ? -value : value;
        return true;
    }
}
