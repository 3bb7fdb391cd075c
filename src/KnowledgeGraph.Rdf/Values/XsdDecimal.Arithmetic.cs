using System.Numerics;

namespace KnowledgeGraph.Rdf.Values;

/// <content>Arithmetic and rounding (XPath F&amp;O §4.2 and §4.4).</content>
public readonly partial struct XsdDecimal
{
    /// <summary>The sum.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdDecimal operator +(XsdDecimal left, XsdDecimal right) => Add(left, right);

    /// <summary>The difference.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdDecimal operator -(XsdDecimal left, XsdDecimal right) => Add(left, -right);

    /// <summary>The product. See <see cref="TryMultiply"/> for operands of unbounded size.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdDecimal operator *(XsdDecimal left, XsdDecimal right) => Multiply(left, right);

    /// <summary>The value with the other sign.</summary>
    /// <param name="value">The value.</param>
    public static XsdDecimal operator -(XsdDecimal value) => Negate(value);

    /// <summary>The sum.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdDecimal Add(XsdDecimal left, XsdDecimal right)
    {
        var scale = Math.Max(left._scale, right._scale);
        if (left._big is null && right._big is null && TryScale(left._small, scale - left._scale, out var leftScaled)
            && TryScale(right._small, scale - right._scale, out var rightScaled))
        {
            var sum = unchecked(leftScaled + rightScaled);

            // An overflow gives a sign that neither operand has.
            if (((leftScaled ^ sum) & (rightScaled ^ sum)) >= 0)
            {
                return CreateSmall(sum, scale);
            }
        }

        return Create(left.Rescale(scale) + right.Rescale(scale), scale);
    }

    /// <summary>The difference.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdDecimal Subtract(XsdDecimal left, XsdDecimal right) => Add(left, -right);

    /// <summary>The product.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdDecimal Multiply(XsdDecimal left, XsdDecimal right)
    {
        var scale = checked(left._scale + right._scale);
        return left._big is null && right._big is null
            && Math.BigMul(left._small, right._small, out var product) is var high && high == product >> 63
            ? CreateSmall(product, scale)
            : Create(left.Unscaled * right.Unscaled, scale);
    }

    /// <summary>The value with the other sign.</summary>
    /// <param name="value">The value.</param>
    public static XsdDecimal Negate(XsdDecimal value) => value._big is null && value._small != long.MinValue
        ? new XsdDecimal(-value._small, null, value._scale)
        : Create(-value.Unscaled, value._scale);

    /// <summary>The product, unless it is larger than <see cref="MaxBits"/>.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="product">The product.</param>
    public static bool TryMultiply(XsdDecimal left, XsdDecimal right, out XsdDecimal product)
    {
        product = default;
        if ((left._big is not null || right._big is not null)
            && (left.Unscaled.GetBitLength() + right.Unscaled.GetBitLength() > MaxBits || (long)left._scale + right._scale > MaxBits))
        {
            return false;
        }

        product = left * right;
        return true;
    }

    /// <summary>
    /// The quotient, rounded half away from zero, with at least <see cref="DivisionDigits"/> digits after the point and at least that
    /// many significant ones; false if the divisor is zero.
    /// </summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <param name="quotient">The quotient.</param>
    public static bool TryDivide(XsdDecimal left, XsdDecimal right, out XsdDecimal quotient)
    {
        quotient = default;
        if (right.Sign == 0)
        {
            return false;
        }

        if (left.Sign == 0)
        {
            return true;
        }

        if (TryDivideSmall(left, right, out quotient))
        {
            return true;
        }

        // left/10^a ÷ right/10^b = (left · 10^(scale + b - a) ÷ right) / 10^scale; the quotient may be tiny, then more digits are kept.
        var magnitude = (long)((right.Unscaled.GetBitLength() - left.Unscaled.GetBitLength()) * 0.30103) + left._scale - right._scale;
        var scale = magnitude <= 0 ? DivisionDigits : (int)Math.Min(int.MaxValue / 4, magnitude + DivisionDigits + 1);
        var shift = scale + right._scale - left._scale;
        var dividend = shift >= 0 ? left.Unscaled * PowerOfTen(shift) : left.Unscaled;
        var divisor = shift >= 0 ? right.Unscaled : right.Unscaled * PowerOfTen(-shift);
        quotient = Create(DivideRounded(dividend, divisor), scale);
        return true;
    }

    /// <summary>The absolute value.</summary>
    public XsdDecimal Abs() => Sign < 0 ? -this : this;

    /// <summary>The least whole number not less than this (XPath F&amp;O §4.4.2).</summary>
    public XsdDecimal Ceiling()
    {
        var floor = Floor();
        return floor == this ? floor : floor + 1;
    }

    /// <summary>The greatest whole number not greater than this (XPath F&amp;O §4.4.3).</summary>
    public XsdDecimal Floor()
    {
        if (_scale == 0)
        {
            return this;
        }

        if (_big is null)
        {
            // A scale above 18 is more digits than 64 bits have.
            var quotient = _scale <= 18 ? _small / s_powers[_scale] : 0;
            return _small < 0 ? quotient - 1 : quotient;
        }

        var whole = Truncate();
        return Sign < 0 ? whole - 1 : whole;
    }

    /// <summary>The nearest whole number; of two, the one closer to positive infinity (XPath F&amp;O §4.4.4).</summary>
    public XsdDecimal Round() => _scale == 0 ? this : (this + Create(5, 1)).Floor();

    // Quotients that end within 18 more digits and are no longer than what the general way keeps, so that both give the same.
    private static bool TryDivideSmall(XsdDecimal left, XsdDecimal right, out XsdDecimal quotient)
    {
        const int MoreDigits = 18;
        quotient = default;
        var scale = MoreDigits + left._scale - right._scale;
        if (left._big is not null || right._big is not null || scale is < 0 or > DivisionDigits)
        {
            return false;
        }

        // 64 bits and 60 of the power of ten.
        var (exact, remainder) = Int128.DivRem((Int128)left._small * s_powers[MoreDigits], right._small);
        if (remainder != 0)
        {
            return false;
        }

        while (scale > 0 && exact % 10 == 0)
        {
            exact /= 10;
            scale--;
        }

        if (exact < long.MinValue || exact > long.MaxValue)
        {
            return false;
        }

        quotient = new XsdDecimal((long)exact, null, scale);
        return true;
    }

    private static BigInteger DivideRounded(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        return BigInteger.Abs(remainder) * 2 >= BigInteger.Abs(divisor)
            ? quotient + (dividend.Sign * divisor.Sign)
            : quotient;
    }
}
