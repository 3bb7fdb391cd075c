namespace KnowledgeGraph.Rdf.Values;

/// <summary>
/// Numeric operators and rounding functions with type promotion (SPARQL 1.1 §17.3 and §17.4.4, XPath F&amp;O §4.2 and §4.4). A method
/// that returns false reports an error of the expression.
/// </summary>
/// <seealso href="https://www.w3.org/TR/xpath-functions/#op.numeric"/>
public static class XsdArithmetic
{
    /// <summary>The sum.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdNumber Add(in XsdNumber left, in XsdNumber right) => Promote(left, right) switch
    {
        XsdNumberKind.Integer => XsdNumber.Integer(left.Exact + right.Exact),
        XsdNumberKind.Decimal => XsdNumber.Decimal(left.Exact + right.Exact),
        XsdNumberKind.Float => XsdNumber.Float(left.ToSingle() + right.ToSingle()),
        _ => XsdNumber.Double(left.ToDouble() + right.ToDouble()),
    };

    /// <summary>The difference.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static XsdNumber Subtract(in XsdNumber left, in XsdNumber right) => Promote(left, right) switch
    {
        XsdNumberKind.Integer => XsdNumber.Integer(left.Exact - right.Exact),
        XsdNumberKind.Decimal => XsdNumber.Decimal(left.Exact - right.Exact),
        XsdNumberKind.Float => XsdNumber.Float(left.ToSingle() - right.ToSingle()),
        _ => XsdNumber.Double(left.ToDouble() - right.ToDouble()),
    };

    /// <summary>The product; false if it is too large.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="product">The product.</param>
    public static bool TryMultiply(in XsdNumber left, in XsdNumber right, out XsdNumber product)
    {
        product = default;
        switch (Promote(left, right))
        {
            case XsdNumberKind.Float:
                product = XsdNumber.Float(left.ToSingle() * right.ToSingle());
                return true;
            case XsdNumberKind.Double:
                product = XsdNumber.Double(left.ToDouble() * right.ToDouble());
                return true;
            case var kind:
                if (!XsdDecimal.TryMultiply(left.Exact, right.Exact, out var exact))
                {
                    return false;
                }

                product = kind == XsdNumberKind.Integer ? XsdNumber.Integer(exact) : XsdNumber.Decimal(exact);
                return true;
        }
    }

    /// <summary>
    /// The quotient; of two integers it is a decimal. False if an integer or decimal is divided by zero; floats and doubles give INF or NaN.
    /// </summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <param name="quotient">The quotient.</param>
    public static bool TryDivide(in XsdNumber left, in XsdNumber right, out XsdNumber quotient)
    {
        quotient = default;
        switch (Promote(left, right))
        {
            case XsdNumberKind.Float:
                quotient = XsdNumber.Float(left.ToSingle() / right.ToSingle());
                return true;
            case XsdNumberKind.Double:
                quotient = XsdNumber.Double(left.ToDouble() / right.ToDouble());
                return true;
            default:
                if (!XsdDecimal.TryDivide(left.Exact, right.Exact, out var exact))
                {
                    return false;
                }

                quotient = XsdNumber.Decimal(exact);
                return true;
        }
    }

    /// <summary>The number with the other sign.</summary>
    /// <param name="value">The number.</param>
    public static XsdNumber Negate(in XsdNumber value) => value.Kind switch
    {
        XsdNumberKind.Integer => XsdNumber.Integer(-value.Exact),
        XsdNumberKind.Decimal => XsdNumber.Decimal(-value.Exact),
        XsdNumberKind.Float => XsdNumber.Float(-value.ToSingle()),
        _ => XsdNumber.Double(-value.ToDouble()),
    };

    /// <summary>The absolute value, in the same type.</summary>
    /// <param name="value">The number.</param>
    public static XsdNumber Abs(in XsdNumber value) => value.Kind switch
    {
        XsdNumberKind.Integer => XsdNumber.Integer(value.Exact.Abs()),
        XsdNumberKind.Decimal => XsdNumber.Decimal(value.Exact.Abs()),
        XsdNumberKind.Float => XsdNumber.Float(Math.Abs(value.ToSingle())),
        _ => XsdNumber.Double(Math.Abs(value.ToDouble())),
    };

    /// <summary>The least whole number not less than the value, in the same type.</summary>
    /// <param name="value">The number.</param>
    public static XsdNumber Ceiling(in XsdNumber value) => value.Kind switch
    {
        XsdNumberKind.Integer => value,
        XsdNumberKind.Decimal => XsdNumber.Decimal(value.Exact.Ceiling()),
        XsdNumberKind.Float => XsdNumber.Float(MathF.Ceiling(value.ToSingle())),
        _ => XsdNumber.Double(Math.Ceiling(value.ToDouble())),
    };

    /// <summary>The greatest whole number not greater than the value, in the same type.</summary>
    /// <param name="value">The number.</param>
    public static XsdNumber Floor(in XsdNumber value) => value.Kind switch
    {
        XsdNumberKind.Integer => value,
        XsdNumberKind.Decimal => XsdNumber.Decimal(value.Exact.Floor()),
        XsdNumberKind.Float => XsdNumber.Float(MathF.Floor(value.ToSingle())),
        _ => XsdNumber.Double(Math.Floor(value.ToDouble())),
    };

    /// <summary>The nearest whole number, halves toward positive infinity, in the same type.</summary>
    /// <param name="value">The number.</param>
    public static XsdNumber Round(in XsdNumber value) => value.Kind switch
    {
        XsdNumberKind.Integer => value,
        XsdNumberKind.Decimal => XsdNumber.Decimal(value.Exact.Round()),
        XsdNumberKind.Float => XsdNumber.Float((float)RoundHalfUp(value.ToSingle())),
        _ => XsdNumber.Double(RoundHalfUp(value.ToDouble())),
    };

    private static XsdNumberKind Promote(in XsdNumber left, in XsdNumber right) => left.Kind > right.Kind ? left.Kind : right.Kind;

    // Not Floor(x + 0.5): the sum rounds for 0.49999999999999994 and for odd numbers above 2^52. Keeps negative zero.
    private static double RoundHalfUp(double value)
    {
        var floor = Math.Floor(value);
        var rounded = value - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 ? Math.CopySign(0, value) : rounded;
    }
}
