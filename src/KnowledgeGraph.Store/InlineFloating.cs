using System.Buffers.Text;
using System.Globalization;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// Floats and doubles in the payload of a <see cref="TermId"/>, as up to 12 decimal digits, the exponent of the first one, and how the
/// number was printed. Never as IEEE bits: they would lose the lexical form, and truncated ones the value.
/// </summary>
internal static class InlineFloating
{
    private const int FractionBits = 5;
    private const int FormBits = 3;
    private const int DigitBits = 40;
    private const int ExponentBits = 10;
    private const int LowBits = FractionBits + FormBits;
    private const int MagnitudeBits = ExponentBits + DigitBits;
    private const ulong DigitMask = (1UL << DigitBits) - 1;
    private const ulong MagnitudeMask = (1UL << MagnitudeBits) - 1;
    private const ulong SignBit = 1UL << MagnitudeBits;
    private const int MaxDigits = 12;
    private const int ExponentBias = 1 << (ExponentBits - 1);
    private const ulong SpecialExponent = (1UL << ExponentBits) - 1;
    private const int MaxExponent = 400;
    private const int MaxPlainExponent = 20;
    private const int MaxFraction = (1 << FractionBits) - 1;

    // How the exponent is written: not at all, e5, E5, e+5, E+5.
    private const int Plain = 0;
    private const int Lower = 1;
    private const int Upper = 2;
    private const int LowerPlus = 3;
    private const int UpperPlus = 4;

    // Arrays: a span over constants of more than a byte allocates where the compiler does not optimise.
    private static readonly double[] s_powersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    private static readonly long[] s_integerPowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000,
    ];

    internal static bool TryEncode(ReadOnlySpan<byte> lexical, XsdDatatype type, out TermId id)
    {
        id = default;
        if (!TryPayload(lexical, out var payload))
        {
            return false;
        }

        // What the payload cannot say (1.e0, 10e1, 1e05, +1 …) prints differently and goes to the dictionary.
        Span<byte> printed = stackalloc byte[TermId.MaxInlineLength];
        if (!printed[..Format(payload, printed)].SequenceEqual(lexical))
        {
            return false;
        }

        id = TermId.FromPayload(type == XsdDatatype.Float ? TermTag.Float : TermTag.Double, payload);
        return true;
    }

    internal static bool Decode(ulong payload, out double value)
    {
        Split(payload, out var negative, out var exponent, out var digits, out var special);
        if (special)
        {
            value = digits != 0 ? double.NaN : negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        // Digits are below 2^53 and powers up to 10^22 exact: one operation rounds once.
        var power = exponent - (MaxDigits - 1);
        if (digits == 0)
        {
            value = 0;
        }
        else if (power is >= -22 and <= 22)
        {
            value = power >= 0 ? digits * s_powersOfTen[power] : digits / s_powersOfTen[-power];
        }
        else
        {
            Span<byte> text = stackalloc byte[TermId.MaxInlineLength];
            value = double.Parse(text[..Format(payload, text)], NumberStyles.Float, CultureInfo.InvariantCulture);
            return true;
        }

        value = negative ? -value : value;
        return true;
    }

    internal static bool Decode(ulong payload, out float value)
    {
        Decode(payload, out double wide);
        value = (float)wide;

        // Rounding twice differs from rounding once only if the first result lies exactly between two floats, or below the normal ones.
        const ulong Discarded = (1UL << 29) - 1;
        const ulong Half = 1UL << 28;
        if ((BitConverter.DoubleToUInt64Bits(wide) & Discarded) == Half || (wide != 0 && Math.Abs(wide) < 1.2e-38))
        {
            Span<byte> text = stackalloc byte[TermId.MaxInlineLength];
            value = float.Parse(text[..Format(payload, text)], NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return true;
    }

    internal static int Format(ulong payload, Span<byte> utf8)
    {
        Split(payload, out var negative, out var exponent, out var digits, out var special);
        if (special)
        {
            var text = digits != 0 ? "NaN"u8 : negative ? "-INF"u8 : "INF"u8;
            text.CopyTo(utf8);
            return text.Length;
        }

        var form = (int)((payload >> FractionBits) & ((1UL << FormBits) - 1));
        var fraction = (int)(payload & MaxFraction);
        var length = 0;
        if (negative)
        {
            utf8[length++] = (byte)'-';
        }

        // In scientific form the first digit stands before the point, whatever its exponent.
        var first = form == Plain ? exponent : 0;
        for (var position = Math.Max(first, 0); position >= -fraction; position--)
        {
            if (position == -1)
            {
                utf8[length++] = (byte)'.';
            }

            var index = first - position;
            utf8[length++] = (byte)('0' + (index is >= 0 and < MaxDigits ? digits / s_integerPowersOfTen[MaxDigits - 1 - index] % 10 : 0));
        }

        if (form != Plain)
        {
            utf8[length++] = form is Lower or LowerPlus ? (byte)'e' : (byte)'E';
            if (form is LowerPlus or UpperPlus)
            {
                utf8[length++] = (byte)'+';
            }

            Utf8Formatter.TryFormat(exponent, utf8[length..], out var written);
            length += written;
        }

        return length;
    }

    private static void Split(ulong payload, out bool negative, out int exponent, out long digits, out bool special)
    {
        var key = payload >> LowBits;
        negative = (key & SignBit) == 0;
        var magnitude = negative ? ~key & MagnitudeMask : key & MagnitudeMask;
        digits = (long)(magnitude & DigitMask);
        var raw = magnitude >> DigitBits;
        special = raw == SpecialExponent;
        exponent = raw == 0 ? 0 : (int)raw - ExponentBias;
    }

    private static ulong Join(bool negative, ulong magnitude, int form, int fraction)
    {
        // Negative magnitudes are complemented, so that a larger payload is a larger number.
        var key = negative ? ~magnitude & MagnitudeMask : magnitude | SignBit;
        return (key << LowBits) | ((ulong)(uint)form << FractionBits) | (uint)fraction;
    }

    private static bool TryPayload(ReadOnlySpan<byte> lexical, out ulong payload)
    {
        payload = 0;
        var negative = lexical[0] == '-';
        var body = negative ? lexical[1..] : lexical;
        if (body.SequenceEqual("INF"u8) || (!negative && body.SequenceEqual("NaN"u8)))
        {
            payload = Join(negative, (SpecialExponent << DigitBits) | (body[0] == 'N' ? 1UL : 0), Plain, 0);
            return true;
        }

        var mark = body.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = mark < 0 ? body : body[..mark];
        var point = mantissa.IndexOf((byte)'.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        if (fraction > MaxFraction || !TryDigits(mantissa, point, out var digits, out var first))
        {
            return false;
        }

        var form = Plain;
        if (mark >= 0)
        {
            var written = body[(mark + 1)..];
            var plus = written.Length > 0 && written[0] == '+';
            if (!Utf8Parser.TryParse(written, out int power, out var used) || used != written.Length || Math.Abs((long)power) > MaxExponent
                || (digits == 0 && power != 0))
            {
                return false;
            }

            form = body[mark] == 'e' ? plus ? LowerPlus : Lower : plus ? UpperPlus : Upper;
            first += power;
        }
        else if (first > MaxPlainExponent)
        {
            return false;
        }

        var magnitude = digits == 0 ? 0 : ((ulong)(uint)(first + ExponentBias) << DigitBits) | (ulong)digits;
        payload = Join(negative, magnitude, form, fraction);
        return true;
    }

    // The significant digits, left-aligned to 12 places, and the power of ten of the first one.
    private static bool TryDigits(ReadOnlySpan<byte> mantissa, int point, out long digits, out int first)
    {
        digits = 0;
        first = 0;
        var count = 0;
        for (var i = 0; i < mantissa.Length; i++)
        {
            if (i == point)
            {
                continue;
            }

            var digit = mantissa[i] - '0';
            if (digit is < 0 or > 9)
            {
                return false;
            }

            if (count == 0 && digit == 0)
            {
                continue;
            }

            if (count == 0)
            {
                first = point < 0 ? mantissa.Length - 1 - i : i < point ? point - 1 - i : point - i;
            }

            if (count < MaxDigits)
            {
                digits = (digits * 10) + digit;
            }
            else if (digit != 0)
            {
                return false;
            }

            count++;
        }

        if (count is > 0 and < MaxDigits)
        {
            digits *= s_integerPowersOfTen[MaxDigits - count];
        }

        return mantissa.Length > 0;
    }
}
