using System.Globalization;
using System.Numerics;

namespace KnowledgeGraph.Rdf.Values;

/// <summary>
/// A value of xsd:decimal or xsd:integer of any size: an integer divided by a power of ten, kept in lowest form. Nothing wraps or is
/// rounded except by division. <c>default</c> is zero. Values that fit in 64 bits do not allocate.
/// </summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#decimal"/>
public readonly partial struct XsdDecimal : IComparable<XsdDecimal>, IEquatable<XsdDecimal>
{
    /// <summary>Digits after the point that division gives at least (XPath F&amp;O §4.2.4 asks for 18 digits in all).</summary>
    public const int DivisionDigits = 28;

    /// <summary>Size of the largest unscaled value, in bits; larger results are an overflow (XPath F&amp;O §4.2, FOAR0002).</summary>
    public const long MaxBits = 1 << 20;

    // A long, E, and an int.
    private const int MaxSmallText = 32;

    private static readonly long[] s_powers = BuildPowers();

    private readonly long _small;
    private readonly BigUnscaled? _big;
    private readonly int _scale;

    private XsdDecimal(long small, BigUnscaled? big, int scale)
    {
        _small = small;
        _big = big;
        _scale = scale;
    }

    /// <summary>Zero.</summary>
    public static XsdDecimal Zero => default;

    /// <summary>Digits after the point, none of the last ones zero.</summary>
    public int Scale => _scale;

    /// <summary>The value times ten to the power of <see cref="Scale"/>.</summary>
    public BigInteger Unscaled => _big is null ? _small : _big.Value;

    /// <summary>True for a whole number.</summary>
    public bool IsInteger => _scale == 0;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _big is null ? Math.Sign(_small) : _big.Value.Sign;

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator XsdDecimal(long value) => new(value, null, 0);

    /// <summary>An integer of any size.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator XsdDecimal(BigInteger value) => Create(value, 0);

    /// <summary>True if equal in value.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator ==(XsdDecimal left, XsdDecimal right) => left.Equals(right);

    /// <summary>True if not equal in value.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator !=(XsdDecimal left, XsdDecimal right) => !left.Equals(right);

    /// <summary>True if less.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator <(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) < 0;

    /// <summary>True if greater.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator >(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) > 0;

    /// <summary>True if less or equal.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator <=(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>True if greater or equal.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator >=(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) >= 0;

    /// <summary><paramref name="unscaled"/> divided by ten to the power of <paramref name="scale"/>.</summary>
    /// <param name="unscaled">The integer.</param>
    /// <param name="scale">Digits after the point, not negative.</param>
    public static XsdDecimal Create(BigInteger unscaled, int scale)
    {
        if (unscaled >= long.MinValue && unscaled <= long.MaxValue)
        {
            return CreateSmall((long)unscaled, scale);
        }

        while (scale > 0)
        {
            // Strip many zeros at once, then one by one: a long run of zeros would otherwise cost a division each.
            var step = scale >= 16 ? 16 : 1;
            var quotient = BigInteger.DivRem(unscaled, s_powers[step], out var remainder);
            if (!remainder.IsZero)
            {
                if (step == 1)
                {
                    break;
                }

                quotient = BigInteger.DivRem(unscaled, 10, out remainder);
                step = 1;
                if (!remainder.IsZero)
                {
                    break;
                }
            }

            unscaled = quotient;
            scale -= step;
        }

        return unscaled >= long.MinValue && unscaled <= long.MaxValue
            ? CreateSmall((long)unscaled, scale)
            : new XsdDecimal(0, new BigUnscaled(unscaled), scale);
    }

    /// <summary><paramref name="unscaled"/> divided by ten to the power of <paramref name="scale"/>. Allocates nothing.</summary>
    /// <param name="unscaled">The integer.</param>
    /// <param name="scale">Digits after the point, not negative.</param>
    public static XsdDecimal Create(long unscaled, int scale) => CreateSmall(unscaled, scale);

    /// <inheritdoc/>
    public int CompareTo(XsdDecimal other)
    {
        if (_big is null && other._big is null)
        {
            if (_scale == other._scale)
            {
                return _small.CompareTo(other._small);
            }

            if (_scale < other._scale)
            {
                return CompareScaled(_small, other._scale - _scale, other._small);
            }

            return -CompareScaled(other._small, _scale - other._scale, _small);
        }

        if (Sign != other.Sign)
        {
            return Sign.CompareTo(other.Sign);
        }

        var scale = Math.Max(_scale, other._scale);
        return Rescale(scale).CompareTo(other.Rescale(scale));
    }

    /// <inheritdoc/>
    public bool Equals(XsdDecimal other) =>
        _scale == other._scale && (_big is null ? other._big is null && _small == other._small : _big.Equals(other._big));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is XsdDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_small, _scale, _big);

    /// <summary>True if the value is a whole number of 64 bits.</summary>
    /// <param name="value">The number.</param>
    public bool TryGetInt64(out long value)
    {
        value = _small;
        return _big is null && _scale == 0;
    }

    /// <summary>True if the unscaled value has 64 bits.</summary>
    /// <param name="unscaled">The unscaled value.</param>
    public bool TryGetSmallUnscaled(out long unscaled)
    {
        unscaled = _small;
        return _big is null;
    }

    /// <summary>The whole part, fraction cut off (toward zero).</summary>
    public BigInteger Truncate() => _scale == 0 ? Unscaled : BigInteger.Divide(Unscaled, PowerOfTen(_scale));

    /// <summary>The nearest double (round half to even), infinite beyond the range.</summary>
    public double ToDouble()
    {
        // Both factors are exact in a double, so the one division rounds correctly.
        if (_big is null && _scale <= 22 && _small is >= -(1L << 53) and <= 1L << 53)
        {
            return _scale == 0 ? _small : _small / Math.Pow(10, _scale);
        }

        Span<byte> text = stackalloc byte[MaxSmallText];
        return _big is null
            ? double.Parse(text[..FormatScientific(text)], NumberStyles.Float, CultureInfo.InvariantCulture)
            : double.Parse(ScientificText(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The nearest float (round half to even), infinite beyond the range.</summary>
    public float ToSingle()
    {
        if (_big is null && _scale == 0 && _small is >= -(1L << 24) and <= 1L << 24)
        {
            return _small;
        }

        Span<byte> text = stackalloc byte[MaxSmallText];
        return _big is null
            ? float.Parse(text[..FormatScientific(text)], NumberStyles.Float, CultureInfo.InvariantCulture)
            : float.Parse(ScientificText(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Ten to a power.</summary>
    /// <param name="exponent">The exponent, not negative.</param>
    internal static BigInteger PowerOfTen(int exponent) => exponent <= 18 ? s_powers[exponent] : BigInteger.Pow(10, exponent);

    internal BigInteger Rescale(int scale) => scale == _scale ? Unscaled : Unscaled * PowerOfTen(scale - _scale);

    // The order of left · 10^shift and right: a product beyond 64 bits is beyond every right, on the side of its sign.
    private static int CompareScaled(long left, int shift, long right)
    {
        if (left == 0)
        {
            return 0L.CompareTo(right);
        }

        return TryScale(left, shift, out var scaled) ? scaled.CompareTo(right) : Math.Sign(left);
    }

    private static bool TryScale(long value, int shift, out long scaled)
    {
        scaled = 0;
        if (shift > 18)
        {
            return false;
        }

        var high = Math.BigMul(value, s_powers[shift], out scaled);
        return high == scaled >> 63;
    }

    private static XsdDecimal CreateSmall(long unscaled, int scale)
    {
        if (unscaled == 0)
        {
            return default;
        }

        while (scale > 0 && unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        return new XsdDecimal(unscaled, null, scale);
    }

    private static long[] BuildPowers()
    {
        var powers = new long[19];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }

    private int FormatScientific(Span<byte> utf8)
    {
        _small.TryFormat(utf8, out var digits, default, CultureInfo.InvariantCulture);
        utf8[digits++] = (byte)'E';
        (-_scale).TryFormat(utf8[digits..], out var exponent, default, CultureInfo.InvariantCulture);
        return digits + exponent;
    }

    private string ScientificText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Unscaled}E{-_scale}");

    private sealed record BigUnscaled(BigInteger Value);
}
