using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace KnowledgeGraph.Store;

/// <summary>
/// The value of a numeric literal: an integer, a scaled integer (decimal), or a binary floating-point number. <c>default</c> has type
/// <see cref="XsdType.Other"/> and is no number.
/// </summary>
public readonly struct NumericValue
{
    private static readonly SearchValues<byte> s_floatingCharacters = SearchValues.Create("0123456789+-.eE"u8);

    private readonly BigInteger _big;

    private NumericValue(XsdType type, long small, BigInteger big, bool isBig, int scale, double floating)
    {
        Type = type;
        Small = small;
        _big = big;
        IsBig = isBig;
        Scale = scale;
        Floating = floating;
    }

    /// <summary>The datatype.</summary>
    public XsdType Type { get; }

    /// <summary>True if the unscaled integer needs more than 64 bits; then read <see cref="Unscaled"/>.</summary>
    public bool IsBig { get; }

    /// <summary>The integer, or the unscaled value of a decimal, unless <see cref="IsBig"/>.</summary>
    public long Small { get; }

    /// <summary>The integer, or the unscaled value of a decimal, of any size.</summary>
    public BigInteger Unscaled => IsBig ? _big : Small;

    /// <summary>Fraction digits of a decimal: the value is <see cref="Unscaled"/> / 10^Scale; 0 for integers.</summary>
    public int Scale { get; }

    /// <summary>The value of a float (exactly, widened) or a double.</summary>
    public double Floating { get; }

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">xsd:integer or a type derived from it.</param>
    public static NumericValue Integer(long value, XsdType type = XsdType.Integer) => new(type, value, default, false, 0, 0);

    /// <summary>An integer or decimal of any size.</summary>
    /// <param name="unscaled">The value times 10^scale.</param>
    /// <param name="scale">Fraction digits, 0 for integers.</param>
    /// <param name="type">xsd:decimal or an integer type.</param>
    public static NumericValue Exact(BigInteger unscaled, int scale, XsdType type) =>
        unscaled >= long.MinValue && unscaled <= long.MaxValue
            ? new(type, (long)unscaled, default, false, scale, 0)
            : new(type, 0, unscaled, true, scale, 0);

    /// <summary>A double.</summary>
    /// <param name="value">The value.</param>
    public static NumericValue Double(double value) => new(XsdType.Double, 0, default, false, 0, value);

    /// <summary>A float.</summary>
    /// <param name="value">The value.</param>
    public static NumericValue Float(float value) => new(XsdType.Float, 0, default, false, 0, value);

    /// <summary>Reads a lexical form. False if it is not in the lexical space of the type (XSD 1.1 Part 2 §3.3).</summary>
    /// <param name="lexical">The lexical form; no white space is skipped (RDF 1.2 Concepts §5).</param>
    /// <param name="type">A numeric type.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(ReadOnlySpan<byte> lexical, XsdType type, out NumericValue value)
    {
        value = default;
        if (type is XsdType.Float or XsdType.Double)
        {
            return TryParseFloating(lexical, type, out value);
        }

        return type.IsNumeric() && TryParseExact(lexical, type, out value);
    }

    private static bool TryParseExact(ReadOnlySpan<byte> lexical, XsdType type, out NumericValue value)
    {
        value = default;
        var negative = lexical.Length > 0 && lexical[0] == '-';
        var body = lexical.Length > 0 && lexical[0] is (byte)'-' or (byte)'+' ? lexical[1..] : lexical;
        var point = body.IndexOf((byte)'.');
        var whole = point < 0 ? body : body[..point];
        var fraction = point < 0 ? default : body[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || (point >= 0 && type != XsdType.Decimal)
            || whole.ContainsAnyExceptInRange((byte)'0', (byte)'9') || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        BigInteger unscaled;
        if (whole.Length + fraction.Length <= 18)
        {
            unscaled = Digits(fraction, Digits(whole, 0));
        }
        else
        {
            unscaled = BigInteger.Parse(
                Encoding.ASCII.GetString(whole) + Encoding.ASCII.GetString(fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        }

        unscaled = negative ? -unscaled : unscaled;
        value = Exact(unscaled, fraction.Length, type);
        return type == XsdType.Decimal || type.Contains(unscaled);
    }

    private static long Digits(ReadOnlySpan<byte> digits, long start)
    {
        foreach (var digit in digits)
        {
            start = (start * 10) + (digit - '0');
        }

        return start;
    }

    private static bool TryParseFloating(ReadOnlySpan<byte> lexical, XsdType type, out NumericValue value)
    {
        value = default;
        double? special = lexical switch
        {
            [(byte)'I', (byte)'N', (byte)'F'] or [(byte)'+', (byte)'I', (byte)'N', (byte)'F'] => double.PositiveInfinity,
            [(byte)'-', (byte)'I', (byte)'N', (byte)'F'] => double.NegativeInfinity,
            [(byte)'N', (byte)'a', (byte)'N'] => double.NaN,
            _ => null,
        };
        if (special is { } found)
        {
            value = type == XsdType.Double ? Double(found) : Float((float)found);
            return true;
        }

        // The framework's parser takes words and separators that XSD does not have.
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (lexical.ContainsAnyExcept(s_floatingCharacters))
        {
            return false;
        }

        if (type == XsdType.Double)
        {
            var parsed = double.TryParse(lexical, Style, CultureInfo.InvariantCulture, out var number);
            value = Double(number);
            return parsed;
        }

        var ok = float.TryParse(lexical, Style, CultureInfo.InvariantCulture, out var single);
        value = Float(single);
        return ok;
    }
}
