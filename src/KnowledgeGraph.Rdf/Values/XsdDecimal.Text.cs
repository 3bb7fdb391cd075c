using System.Globalization;
using System.Numerics;
using System.Text;

namespace KnowledgeGraph.Rdf.Values;

/// <content>Lexical forms (XSD 1.1 Part 2 §3.3.3 and §3.4.13) and conversion from doubles.</content>
public readonly partial struct XsdDecimal
{
    /// <summary>Reads a lexical form of xsd:decimal; no white space, no exponent.</summary>
    /// <param name="text">The lexical form in UTF-8.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out XsdDecimal value) => TryParse(text, allowPoint: true, out value);

    /// <summary>Reads a lexical form of xsd:decimal; no white space, no exponent.</summary>
    /// <param name="text">The lexical form.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(string text, out XsdDecimal value) => TryParse(Encoding.UTF8.GetBytes(text), out value);

    /// <summary>Reads a lexical form of xsd:integer; no white space.</summary>
    /// <param name="text">The lexical form in UTF-8.</param>
    /// <param name="value">The value.</param>
    public static bool TryParseInteger(ReadOnlySpan<byte> text, out XsdDecimal value) => TryParse(text, allowPoint: false, out value);

    /// <summary>Reads a lexical form of xsd:integer; no white space.</summary>
    /// <param name="text">The lexical form.</param>
    /// <param name="value">The value.</param>
    public static bool TryParseInteger(string text, out XsdDecimal value) => TryParseInteger(Encoding.UTF8.GetBytes(text), out value);

    /// <summary>
    /// The exact value of a finite double (XPath F&amp;O §19.1.2.2: the numerically closest decimal, and every double is one).
    /// </summary>
    /// <param name="value">The double.</param>
    /// <param name="result">The decimal.</param>
    public static bool TryFromDouble(double value, out XsdDecimal result)
    {
        result = default;
        if (!double.IsFinite(value))
        {
            return false;
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent == 0)
        {
            exponent = 1;
        }
        else
        {
            mantissa |= 1L << 52;
        }

        exponent -= 1075;
        var signed = (BigInteger)(value < 0 ? -mantissa : mantissa);
        while (exponent < 0 && !signed.IsZero && signed.IsEven)
        {
            signed >>= 1;
            exponent++;
        }

        // m · 2^-k = m · 5^k / 10^k.
        result = exponent >= 0 ? Create(signed << exponent, 0) : Create(signed * BigInteger.Pow(5, -exponent), -exponent);
        return true;
    }

    /// <summary>The canonical form of XSD 1.1: no point in a whole number, no zeros at the end (<c>2</c>, <c>-0.5</c>).</summary>
    public override string ToString()
    {
        var digits = Unscaled.ToString(CultureInfo.InvariantCulture);
        if (_scale == 0)
        {
            return digits;
        }

        var sign = digits[0] == '-' ? "-" : "";
        digits = digits[sign.Length..].PadLeft(_scale + 1, '0');
        return string.Concat(sign, digits.AsSpan(0, digits.Length - _scale), ".", digits.AsSpan(digits.Length - _scale));
    }

    private static bool TryParse(ReadOnlySpan<byte> text, bool allowPoint, out XsdDecimal value)
    {
        value = default;
        var negative = !text.IsEmpty && text[0] == (byte)'-';
        var digits = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var point = allowPoint ? digits.IndexOf((byte)'.') : -1;
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? default : digits[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        whole = whole.TrimStart((byte)'0');
        fraction = fraction.TrimEnd((byte)'0');
        if (whole.Length + fraction.Length <= 18)
        {
            long small = 0;
            foreach (var digit in whole)
            {
                small = (small * 10) + (digit - '0');
            }

            foreach (var digit in fraction)
            {
                small = (small * 10) + (digit - '0');
            }

            value = CreateSmall(negative ? -small : small, fraction.Length);
            return true;
        }

        var big = BigInteger.Parse(
            string.Concat(Encoding.ASCII.GetString(whole), Encoding.ASCII.GetString(fraction)), NumberStyles.None,
            CultureInfo.InvariantCulture);
        value = Create(negative ? -big : big, fraction.Length);
        return true;
    }
}
