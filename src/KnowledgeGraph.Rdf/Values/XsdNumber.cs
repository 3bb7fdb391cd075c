namespace KnowledgeGraph.Rdf.Values;

/// <summary>The four numeric types that operators work in, in the order of type promotion (SPARQL 1.1 §17.3, XPath B.1).</summary>
public enum XsdNumberKind : byte
{
    /// <summary>xsd:integer; its derived types are used as integers.</summary>
    Integer,

    /// <summary>xsd:decimal.</summary>
    Decimal,

    /// <summary>xsd:float.</summary>
    Float,

    /// <summary>xsd:double.</summary>
    Double,
}

/// <summary>
/// A numeric value with the type it is computed in. Operators promote both operands to the later of their types
/// (integer, decimal, float, double). <c>default</c> is the integer zero.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#OperatorMapping"/>
public readonly struct XsdNumber : IEquatable<XsdNumber>
{
    private readonly XsdDecimal _exact;
    private readonly double _floating;

    private XsdNumber(XsdNumberKind kind, XsdDecimal exact, double floating)
    {
        Kind = kind;
        _exact = exact;
        _floating = floating;
    }

    /// <summary>The type.</summary>
    public XsdNumberKind Kind { get; }

    /// <summary>The value of an integer or decimal; zero for the others.</summary>
    public XsdDecimal Exact => _exact;

    /// <summary>True for float and double.</summary>
    public bool IsFloating => Kind >= XsdNumberKind.Float;

    /// <summary>True for NaN.</summary>
    public bool IsNaN => double.IsNaN(_floating);

    /// <summary>True for zero, negative zero and NaN, whose effective boolean value is false.</summary>
    public bool IsZeroOrNaN => IsFloating ? _floating == 0 || double.IsNaN(_floating) : _exact.Sign == 0;

    /// <summary>True if equal in kind and value; NaN equals NaN here. See <see cref="TryCompare"/> for the operator.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator ==(XsdNumber left, XsdNumber right) => left.Equals(right);

    /// <summary>True if different in kind or value.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator !=(XsdNumber left, XsdNumber right) => !left.Equals(right);

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static XsdNumber Integer(long value) => new(XsdNumberKind.Integer, value, 0);

    /// <summary>An integer of any size.</summary>
    /// <param name="value">The value; a fraction is cut off.</param>
    public static XsdNumber Integer(XsdDecimal value) => new(XsdNumberKind.Integer, value.IsInteger ? value : value.Truncate(), 0);

    /// <summary>A decimal.</summary>
    /// <param name="value">The value.</param>
    public static XsdNumber Decimal(XsdDecimal value) => new(XsdNumberKind.Decimal, value, 0);

    /// <summary>A float.</summary>
    /// <param name="value">The value.</param>
    public static XsdNumber Float(float value) => new(XsdNumberKind.Float, default, value);

    /// <summary>A double.</summary>
    /// <param name="value">The value.</param>
    public static XsdNumber Double(double value) => new(XsdNumberKind.Double, default, value);

    /// <summary>Reads a literal of a numeric datatype; false if it is ill-typed or the datatype is not numeric.</summary>
    /// <param name="lexical">The lexical form in UTF-8.</param>
    /// <param name="datatype">The datatype.</param>
    /// <param name="number">The value.</param>
    public static bool TryParse(ReadOnlySpan<byte> lexical, XsdDatatype datatype, out XsdNumber number)
    {
        number = default;
        switch (datatype)
        {
            case XsdDatatype.Decimal:
                if (!XsdDecimal.TryParse(lexical, out var @decimal))
                {
                    return false;
                }

                number = Decimal(@decimal);
                return true;
            case XsdDatatype.Double:
                if (!XsdFloating.TryParseDouble(lexical, out var @double))
                {
                    return false;
                }

                number = Double(@double);
                return true;
            case XsdDatatype.Float:
                if (!XsdFloating.TryParseFloat(lexical, out var @float))
                {
                    return false;
                }

                number = Float(@float);
                return true;
            default:
                if (!XsdDatatypes.IsInteger(datatype) || !XsdDecimal.TryParseInteger(lexical, out var integer)
                    || !XsdDatatypes.IsInRange(datatype, integer))
                {
                    return false;
                }

                number = Integer(integer);
                return true;
        }
    }

    /// <summary>The order of two numbers after promotion; false if one of them is NaN.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="order">Negative, zero or positive.</param>
    public static bool TryCompare(in XsdNumber left, in XsdNumber right, out int order)
    {
        switch (left.Kind > right.Kind ? left.Kind : right.Kind)
        {
            case XsdNumberKind.Float:
                var (leftFloat, rightFloat) = (left.ToSingle(), right.ToSingle());
                order = leftFloat.CompareTo(rightFloat);
                return !float.IsNaN(leftFloat) && !float.IsNaN(rightFloat);
            case XsdNumberKind.Double:
                var (leftDouble, rightDouble) = (left.ToDouble(), right.ToDouble());
                order = leftDouble.CompareTo(rightDouble);
                return !double.IsNaN(leftDouble) && !double.IsNaN(rightDouble);
            default:
                order = left._exact.CompareTo(right._exact);
                return true;
        }
    }

    /// <summary>
    /// A total order by mathematical value without promotion, NaN before everything: agrees with <see cref="TryCompare"/> wherever that
    /// says less or greater, and is transitive where promotion would not be.
    /// </summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static int CompareTotal(in XsdNumber left, in XsdNumber right)
    {
        if (left.IsFloating && right.IsFloating)
        {
            return left._floating.CompareTo(right._floating);
        }

        if (!left.IsFloating && !right.IsFloating)
        {
            return left._exact.CompareTo(right._exact);
        }

        return left.IsFloating ? -CompareMixed(right._exact, left._floating) : CompareMixed(left._exact, right._floating);
    }

    /// <summary>The value as a double, rounded to the nearest.</summary>
    public double ToDouble() => IsFloating ? _floating : _exact.ToDouble();

    /// <summary>The value as a float, rounded to the nearest.</summary>
    public float ToSingle() => IsFloating ? (float)_floating : _exact.ToSingle();

    /// <summary>The value as a decimal, exactly; false for INF and NaN.</summary>
    /// <param name="value">The decimal.</param>
    public bool TryToDecimal(out XsdDecimal value)
    {
        if (IsFloating)
        {
            return XsdDecimal.TryFromDouble(_floating, out value);
        }

        value = _exact;
        return true;
    }

    /// <summary>The value as an integer, fraction cut off (XPath F&amp;O §19.1.2.3); false for INF and NaN.</summary>
    /// <param name="value">The integer.</param>
    public bool TryToInteger(out XsdDecimal value)
    {
        if (!TryToDecimal(out value))
        {
            return false;
        }

        value = value.IsInteger ? value : value.Truncate();
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(XsdNumber other) => Kind == other.Kind && _exact.Equals(other._exact) && _floating.Equals(other._floating);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is XsdNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _exact, _floating);

    /// <summary>The canonical lexical form of the value in its type.</summary>
    public override string ToString() => Kind switch
    {
        XsdNumberKind.Float => XsdFloating.ToCanonical((float)_floating),
        XsdNumberKind.Double => XsdFloating.ToCanonical(_floating),
        _ => _exact.ToString(),
    };

    private static int CompareMixed(XsdDecimal exact, double floating)
    {
        if (XsdDecimal.TryFromDouble(floating, out var other))
        {
            return exact.CompareTo(other);
        }

        return double.IsPositiveInfinity(floating) ? -1 : 1;
    }
}
