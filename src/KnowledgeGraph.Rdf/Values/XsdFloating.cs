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

    /// <summary>The longest canonical form, in bytes.</summary>
    public const int MaxCanonicalLength = 32;

    /// <summary>The canonical form: <c>1.5E3</c>, <c>0.0E0</c>, <c>-0.0E0</c>, <c>INF</c>, <c>-INF</c>, <c>NaN</c>.</summary>
    /// <param name="value">The value.</param>
    public static string ToCanonical(double value)
    {
        Span<byte> text = stackalloc byte[MaxCanonicalLength];
        return Encoding.ASCII.GetString(text[..FormatCanonical(value, text)]);
    }

    /// <summary>The canonical form of a float; the fewest digits that give the float back.</summary>
    /// <param name="value">The value.</param>
    public static string ToCanonical(float value)
    {
        Span<byte> text = stackalloc byte[MaxCanonicalLength];
        return Encoding.ASCII.GetString(text[..FormatCanonical(value, text)]);
    }

    /// <summary>Writes the canonical form. Allocates nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="utf8">At least <see cref="MaxCanonicalLength"/> bytes.</param>
    /// <returns>Number of bytes written.</returns>
    public static int FormatCanonical(double value, Span<byte> utf8)
    {
        Span<byte> shortest = stackalloc byte[MaxCanonicalLength];
        value.TryFormat(shortest, out var length, default, CultureInfo.InvariantCulture);
        return Canonical(value, shortest[..length], utf8);
    }

    /// <summary>Writes the canonical form of a float. Allocates nothing.</summary>
    /// <param name="value">The value.</param>
    /// <param name="utf8">At least <see cref="MaxCanonicalLength"/> bytes.</param>
    /// <returns>Number of bytes written.</returns>
    public static int FormatCanonical(float value, Span<byte> utf8)
    {
        Span<byte> shortest = stackalloc byte[MaxCanonicalLength];
        value.TryFormat(shortest, out var length, default, CultureInfo.InvariantCulture);
        return Canonical(value, shortest[..length], utf8);
    }

    /// <summary>
    /// The string a double is cast to (XPath F&amp;O §19.1.1): like a decimal from 0.000001 up to, not including, 1000000, else canonical.
    /// </summary>
    /// <param name="value">The value.</param>
    public static string ToCastString(double value) => ToCastString(value, ToCanonical(value));

    /// <summary>The string a float is cast to.</summary>
    /// <param name="value">The value.</param>
    public static string ToCastString(float value) => ToCastString(value, ToCanonical(value));

    private static string ToCastString(double value, string canonical)
    {
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0" : "0";
        }

        if (!(Math.Abs(value) >= 0.000001 && Math.Abs(value) < 1000000))
        {
            return canonical;
        }

        // The mantissa as a decimal, its point moved by the exponent.
        var mark = canonical.IndexOf('E', StringComparison.Ordinal);
        _ = XsdDecimal.TryParse(canonical[..mark], out var mantissa);
        var exponent = int.Parse(canonical.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (exponent >= 0 ? mantissa * XsdDecimal.PowerOfTen(exponent) : mantissa * XsdDecimal.Create(1, -exponent)).ToString();
    }

    private static int Canonical(double value, ReadOnlySpan<byte> shortest, Span<byte> utf8)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            var special = double.IsNaN(value) ? "NaN"u8
                : double.IsPositiveInfinity(value) ? "INF"u8
                : double.IsNegativeInfinity(value) ? "-INF"u8
                : double.IsNegative(value) ? "-0.0E0"u8 : "0.0E0"u8;
            special.CopyTo(utf8);
            return special.Length;
        }

        var written = 0;
        if (shortest[0] == (byte)'-')
        {
            utf8[written++] = (byte)'-';
            shortest = shortest[1..];
        }

        // The shortest text that gives the value back, as .NET writes it: digits, maybe a point, maybe an exponent.
        var mark = shortest.IndexOf((byte)'E');
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(shortest[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf((byte)'.');
        var first = mantissa.IndexOfAnyInRange((byte)'1', (byte)'9');
        var last = mantissa.LastIndexOfAnyInRange((byte)'1', (byte)'9');
        exponent += (point < 0 ? mantissa.Length : point) - first - (point >= 0 && first > point ? 0 : 1);
        utf8[written++] = mantissa[first];
        utf8[written++] = (byte)'.';
        var start = written;
        foreach (var digit in mantissa[(first + 1)..(last + 1)])
        {
            if (digit != (byte)'.')
            {
                utf8[written++] = digit;
            }
        }

        if (written == start)
        {
            utf8[written++] = (byte)'0';
        }

        utf8[written++] = (byte)'E';
        exponent.TryFormat(utf8[written..], out var length, default, CultureInfo.InvariantCulture);
        return written + length;
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
