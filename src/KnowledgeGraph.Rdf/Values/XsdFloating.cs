using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Rdf.Values;

/// <summary>Lexical and canonical forms of xsd:double and xsd:float (XSD 1.1 Part 2 §3.3.4 and §3.3.5).</summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#double"/>
public static class XsdFloating
{
    /// <summary>Reads a lexical form of xsd:double, to the nearest value.</summary>
    /// <param name="text">The lexical form in UTF-8, without white space.</param>
    /// <param name="value">The value.</param>
    public static bool TryParseDouble(ReadOnlySpan<byte> text, out double value) =>
        TryParseSpecial(text, out value)
        || (IsNumeral(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value));

    /// <summary>Reads a lexical form of xsd:double, to the nearest value.</summary>
    /// <param name="text">The lexical form, without white space.</param>
    /// <param name="value">The value.</param>
    public static bool TryParseDouble(string text, out double value) => TryParseDouble(Encoding.UTF8.GetBytes(text), out value);

    /// <summary>Reads a lexical form of xsd:float, to the nearest value.</summary>
    /// <param name="text">The lexical form in UTF-8, without white space.</param>
    /// <param name="value">The value.</param>
    public static bool TryParseFloat(ReadOnlySpan<byte> text, out float value)
    {
        if (TryParseSpecial(text, out var special))
        {
            value = (float)special;
            return true;
        }

        value = 0;
        return IsNumeral(text) && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a lexical form of xsd:float, to the nearest value.</summary>
    /// <param name="text">The lexical form, without white space.</param>
    /// <param name="value">The value.</param>
    public static bool TryParseFloat(string text, out float value) => TryParseFloat(Encoding.UTF8.GetBytes(text), out value);

    /// <summary>The canonical form: <c>1.5E3</c>, <c>0.0E0</c>, <c>-0.0E0</c>, <c>INF</c>, <c>-INF</c>, <c>NaN</c>.</summary>
    /// <param name="value">The value.</param>
    public static string ToCanonical(double value) =>
        Special(value) ?? Canonical(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The canonical form of a float; the fewest digits that give the float back.</summary>
    /// <param name="value">The value.</param>
    public static string ToCanonical(float value) =>
        Special(value) ?? Canonical(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>
    /// The string a double is cast to (XPath F&amp;O §19.1.1): like a decimal from 0.000001 up to, not including, 1000000, else canonical.
    /// </summary>
    /// <param name="value">The value.</param>
    public static string ToCastString(double value) => ToCastString(value, ToCanonical(value), value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The string a float is cast to.</summary>
    /// <param name="value">The value.</param>
    public static string ToCastString(float value) => ToCastString(value, ToCanonical(value), value.ToString("R", CultureInfo.InvariantCulture));

    private static string ToCastString(double value, string canonical, string shortest)
    {
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        if (!(Math.Abs(value) >= 0.000001 && Math.Abs(value) < 1000000))
        {
            return canonical;
        }

        var (negative, digits, exponent) = Digits(shortest);
        XsdDecimal magnitude = System.Numerics.BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        var scale = digits.Length - 1 - exponent;
        var exact = scale >= 0 ? XsdDecimal.Create(magnitude.Unscaled, scale) : magnitude * XsdDecimal.PowerOfTen(-scale);
        return (negative ? -exact : exact).ToString();
    }

    private static string? Special(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsPositiveInfinity(value) ? "INF"
        : double.IsNegativeInfinity(value) ? "-INF"
        : value == 0 ? (double.IsNegative(value) ? "-0.0E0" : "0.0E0")
        : null;

    private static string Canonical(string shortest)
    {
        var (negative, digits, exponent) = Digits(shortest);
        var text = new StringBuilder(digits.Length + 8);
        text.Append(negative ? "-" : "").Append(digits[0]).Append('.').Append(digits.Length == 1 ? "0" : digits.AsSpan(1));
        return text.Append('E').Append(CultureInfo.InvariantCulture, $"{exponent}").ToString();
    }

    // Splits the shortest round-trip text into sign, digits without zeros at either end, and the exponent of d.ddd.
    private static (bool Negative, string Digits, int Exponent) Digits(string shortest)
    {
        var negative = shortest[0] == '-';
        var text = negative ? shortest[1..] : shortest;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa : mantissa[..point];
        var digits = point < 0 ? mantissa : whole + mantissa[(point + 1)..];
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (negative, digits.Trim('0'), exponent + whole.Length - 1 - leading);
    }

    private static bool TryParseSpecial(ReadOnlySpan<byte> text, out double value)
    {
        value = text.SequenceEqual("INF"u8) || text.SequenceEqual("+INF"u8) ? double.PositiveInfinity
            : text.SequenceEqual("-INF"u8) ? double.NegativeInfinity
            : text.SequenceEqual("NaN"u8) ? double.NaN
            : 0;
        return value != 0;
    }

    // noDecimalPtNumeral | decimalPtNumeral, then an optional exponent; checked here because .NET accepts more.
    private static bool IsNumeral(ReadOnlySpan<byte> text)
    {
        var e = text.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = e < 0 ? text : text[..e];
        if (e >= 0)
        {
            var exponent = text[(e + 1)..];
            exponent = !exponent.IsEmpty && exponent[0] is (byte)'+' or (byte)'-' ? exponent[1..] : exponent;
            if (exponent.IsEmpty || exponent.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return false;
            }
        }

        mantissa = !mantissa.IsEmpty && mantissa[0] is (byte)'+' or (byte)'-' ? mantissa[1..] : mantissa;
        var point = mantissa.IndexOf((byte)'.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        return whole.Length + fraction.Length > 0 && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
