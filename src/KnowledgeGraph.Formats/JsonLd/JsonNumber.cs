using System.Globalization;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>A JSON number in the very form it was written.</summary>
internal sealed record JsonNumber(string Lexical)
{
    /// <summary>The nearest double.</summary>
    public double Value => double.Parse(Lexical, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>
    /// The canonical lexical form of xsd:integer; null if the number has a fraction, or is 10^21 or more (JSON-LD 1.1 API §8.2.2, step 10).
    /// </summary>
    public string? ToInteger()
    {
        const double Limit = 1e21;
        if (Lexical.AsSpan().IndexOfAny("eE.") < 0)
        {
            var digits = Lexical.TrimStart('-').Length;
            return digits > 21 && Math.Abs(Value) >= Limit ? null : Lexical == "-0" ? "0" : Lexical;
        }

        var value = Value;
        return double.IsInteger(value) && Math.Abs(value) < Limit
            ? (value + 0d).ToString("F0", CultureInfo.InvariantCulture) switch { "-0" => "0", var text => text }
            : null;
    }

    /// <summary>The canonical lexical form of xsd:double: one digit before the point, at least one behind it, and an exponent.</summary>
    public string ToCanonicalDouble()
    {
        var value = Value;
        if (double.IsInfinity(value))
        {
            return value > 0 ? "INF" : "-INF";
        }

        var (negative, digits, exponent) = Shortest(value);
        var fraction = digits.Length == 1 ? "0" : digits[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{(negative ? "-" : "")}{digits[0]}.{fraction}E{exponent}");
    }

    /// <summary>The form of RFC 8785 §3.2.2.3, which is that of ECMAScript's Number.prototype.toString.</summary>
    public static string ToEcmaScript(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        var (negative, digits, exponent) = Shortest(value);
        var sign = negative ? "-" : "";
        var point = exponent + 1;
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point
                ? sign + digits.PadRight(point, '0')
                : $"{sign}{digits[..point]}.{digits[point..]}";
        }

        if (point is > -6 and <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }

        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    // The shortest digits that read back as the value, without zeros at the end, and the exponent of the first.
    private static (bool Negative, string Digits, int Exponent) Shortest(double value)
    {
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? text : text[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent = (e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            + (point < 0 ? mantissa.Length : point) - (all.Length - digits.Length) - 1;
        digits = digits.TrimEnd('0');
        return digits.Length == 0 ? (double.IsNegative(value), "0", 0) : (double.IsNegative(value), digits, exponent);
    }
}
