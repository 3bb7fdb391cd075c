using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>The numeric types in the order of promotion (SPARQL 1.1 §17.3: integer → decimal → float → double).</summary>
internal enum NumericType
{
    Integer,
    Decimal,
    Float,
    Double,
}

/// <summary>A numeric value. Exactly the field that the type names is meaningful.</summary>
internal sealed partial record ReferenceNumber(NumericType Type, BigInteger Integer, decimal Decimal, double Double)
{
    // XML Schema 1.1 Part 2 §3.4: the types derived from integer, with their bounds.
    private static readonly Dictionary<string, (BigInteger? Min, BigInteger? Max)> s_integers = new(StringComparer.Ordinal)
    {
        ["integer"] = (null, null),
        ["nonPositiveInteger"] = (null, 0),
        ["negativeInteger"] = (null, -1),
        ["nonNegativeInteger"] = (0, null),
        ["positiveInteger"] = (1, null),
        ["long"] = (long.MinValue, long.MaxValue),
        ["int"] = (int.MinValue, int.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue),
        ["byte"] = (sbyte.MinValue, sbyte.MaxValue),
        ["unsignedLong"] = (0, ulong.MaxValue),
        ["unsignedInt"] = (0, uint.MaxValue),
        ["unsignedShort"] = (0, ushort.MaxValue),
        ["unsignedByte"] = (0, byte.MaxValue),
    };

    private decimal AsDecimal => Type == NumericType.Integer ? (decimal)Integer : Decimal;

    private double AsDouble => Type switch
    {
        NumericType.Integer => (double)Integer,
        NumericType.Decimal => (double)Decimal,
        _ => Double,
    };

    public bool IsZeroOrNaN => Type switch
    {
        NumericType.Integer => Integer.IsZero,
        NumericType.Decimal => Decimal == 0,
        _ => Double == 0 || double.IsNaN(Double),
    };

    /// <summary>True if two results differ by no more than rounding of doubles explains.</summary>
    public bool IsNear(ReferenceNumber other)
    {
        var (left, right) = (AsDouble, other.AsDouble);
        return left.Equals(right) || Math.Abs(left - right) <= 1e-9 * Math.Max(Math.Abs(left), Math.Abs(right));
    }

    public static ReferenceNumber Of(BigInteger value) => new(NumericType.Integer, value, 0, 0);

    public static ReferenceNumber Of(decimal value) => new(NumericType.Decimal, 0, value, 0);

    public static ReferenceNumber Of(double value) => new(NumericType.Double, 0, 0, value);

    public static ReferenceNumber OfFloat(double value) => new(NumericType.Float, 0, 0, (float)value);

    /// <summary>True if the datatype is numeric, whatever the lexical form.</summary>
    public static bool IsNumericType(Iri datatype) =>
        datatype == Xsd.Decimal || datatype == Xsd.Double || datatype == Xsd.Float || IntegerName(datatype) is not null;

    /// <summary>The value of a literal; null if it is not numeric or its lexical form does not belong to the datatype.</summary>
    public static ReferenceNumber? Of(Term? term)
    {
        if (term is not Literal literal)
        {
            return null;
        }

        // All numeric types have whiteSpace = collapse (XML Schema 1.1 Part 2 §4.3.6).
        var text = literal.Lexical.Trim(' ', '\t', '\n', '\r');
        if (IntegerName(literal.Datatype) is { } name)
        {
            if (!IntegerForm().IsMatch(text))
            {
                return null;
            }

            var value = BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            var (min, max) = s_integers[name];
            return value < min || value > max ? null : Of(value);
        }

        if (literal.Datatype == Xsd.Decimal)
        {
            return DecimalForm().IsMatch(text) && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
                ? Of(value)
                : null;
        }

        return literal.Datatype == Xsd.Double ? ParseDouble(text) is { } d ? Of(d) : null
            : literal.Datatype == Xsd.Float ? ParseDouble(text) is { } f ? OfFloat(f) : null
            : null;
    }

    /// <summary>The canonical literal of the value.</summary>
    public Literal ToLiteral() => Type switch
    {
        NumericType.Integer => new Literal(Integer.ToString(CultureInfo.InvariantCulture), Xsd.Integer),
        NumericType.Decimal => new Literal(Canonical(Decimal), Xsd.Decimal),
        NumericType.Float => new Literal(Canonical(Double, single: true), Xsd.Float),
        _ => new Literal(Canonical(Double, single: false), Xsd.Double),
    };

    /// <summary>Compares after promotion; null if one is NaN.</summary>
    public static int? Compare(ReferenceNumber left, ReferenceNumber right) => Common(left, right) switch
    {
        NumericType.Integer => left.Integer.CompareTo(right.Integer),
        NumericType.Decimal => left.AsDecimal.CompareTo(right.AsDecimal),
        NumericType.Float => CompareDoubles((float)left.AsDouble, (float)right.AsDouble),
        _ => CompareDoubles(left.AsDouble, right.AsDouble),
    };

    /// <summary>SPARQL 1.1 §17.3 arithmetic; null for an error (division by zero outside xsd:double and xsd:float).</summary>
    public static ReferenceNumber? Calculate(ArithmeticOperator op, ReferenceNumber left, ReferenceNumber right)
    {
        var type = Common(left, right);

        // op:numeric-divide of two integers gives a decimal.
        type = type == NumericType.Integer && op == ArithmeticOperator.Divide ? NumericType.Decimal : type;
        return type switch
        {
            NumericType.Integer => Of(op switch
            {
                ArithmeticOperator.Add => left.Integer + right.Integer,
                ArithmeticOperator.Subtract => left.Integer - right.Integer,
                _ => left.Integer * right.Integer,
            }),
            NumericType.Decimal => op switch
            {
                ArithmeticOperator.Add => Of(left.AsDecimal + right.AsDecimal),
                ArithmeticOperator.Subtract => Of(left.AsDecimal - right.AsDecimal),
                ArithmeticOperator.Multiply => Of(left.AsDecimal * right.AsDecimal),
                _ => right.AsDecimal == 0 ? null : Of(left.AsDecimal / right.AsDecimal),
            },
            NumericType.Float => OfFloat(Calculate(op, (float)left.AsDouble, (float)right.AsDouble)),
            _ => Of(Calculate(op, left.AsDouble, right.AsDouble)),
        };
    }

    public ReferenceNumber Negated() => Type switch
    {
        NumericType.Integer => Of(-Integer),
        NumericType.Decimal => Of(-Decimal),
        _ => this with { Double = -Double },
    };

    /// <summary>ABS, CEIL, FLOOR and ROUND (SPARQL 1.1 §17.4.4), which keep the type; fn:round takes halves up.</summary>
    public ReferenceNumber Rounded(BuiltInFunction function) => function switch
    {
        BuiltInFunction.Abs => Map(BigInteger.Abs, Math.Abs, Math.Abs),
        BuiltInFunction.Ceil => Map(x => x, Math.Ceiling, Math.Ceiling),
        BuiltInFunction.Floor => Map(x => x, Math.Floor, Math.Floor),
        _ => Map(x => x, x => Math.Floor(x + 0.5m), x => Math.Floor(x + 0.5)),
    };

    /// <summary>A cast to one of the numeric types (XPath 3.1 Functions §19.1); null where the value has no counterpart.</summary>
    public ReferenceNumber? CastTo(NumericType type) => type switch
    {
        NumericType.Integer => Type switch
        {
            NumericType.Integer => this,
            NumericType.Decimal => Of(new BigInteger(decimal.Truncate(Decimal))),
            _ => double.IsFinite(Double) ? Of(new BigInteger(Math.Truncate(Double))) : null,
        },
        NumericType.Decimal => Type switch
        {
            NumericType.Integer or NumericType.Decimal => Of(AsDecimal),
            _ => double.IsFinite(Double) ? Of(Exact(Double)) : null,
        },
        NumericType.Float => OfFloat(AsDouble),
        _ => Of(AsDouble),
    };

    // System.Decimal takes 15 digits of a double. Larger ones are whole, but for halves and eighths of a few that nobody writes.
    private static decimal Exact(double value) => Math.Abs(value) < 1e15 ? (decimal)value
        : value == Math.Truncate(value) ? (decimal)new BigInteger(value)
        : throw new OverflowException("A double of more than 15 digits with a fraction.");

    private ReferenceNumber Map(Func<BigInteger, BigInteger> integer, Func<decimal, decimal> dec, Func<double, double> dbl) => Type switch
    {
        NumericType.Integer => Of(integer(Integer)),
        NumericType.Decimal => Of(dec(Decimal)),
        _ => this with { Double = dbl(Double) },
    };

    private static NumericType Common(ReferenceNumber left, ReferenceNumber right) => left.Type > right.Type ? left.Type : right.Type;

    private static int? CompareDoubles(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? null : left < right ? -1 : left > right ? 1 : 0;

    private static double Calculate(ArithmeticOperator op, double left, double right) => op switch
    {
        ArithmeticOperator.Add => left + right,
        ArithmeticOperator.Subtract => left - right,
        ArithmeticOperator.Multiply => left * right,
        _ => left / right,
    };

    private static string? IntegerName(Iri datatype) =>
        datatype.Value.StartsWith(Xsd.Namespace, StringComparison.Ordinal) && s_integers.ContainsKey(datatype.Value[Xsd.Namespace.Length..])
            ? datatype.Value[Xsd.Namespace.Length..]
            : null;

    private static double? ParseDouble(string text) => text switch
    {
        "INF" or "+INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => DoubleForm().IsMatch(text) ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null,
    };

    // XML Schema 1.1 Part 2 §E.1, decimalCanonicalMap: no point in a whole number, no trailing zero.
    private static string Canonical(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        text = text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
        return text is "-0" or "" ? "0" : text;
    }

    // XML Schema 1.1 Part 2 §E.1, doubleCanonicalMap: one digit before the point, at least one after, exponent without sign.
    private static string Canonical(double value, bool single)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF";
        }

        var text = single ? ((float)value).ToString("E8", CultureInfo.InvariantCulture) : value.ToString("E16", CultureInfo.InvariantCulture);

        // The shortest digits that read back to the same value.
        for (var digits = 0; digits < 17; digits++)
        {
            var candidate = value.ToString($"E{digits}", CultureInfo.InvariantCulture);
            var back = double.Parse(candidate, CultureInfo.InvariantCulture);
            if (single ? (float)back == (float)value : back.Equals(value))
            {
                text = candidate;
                break;
            }
        }

        var parts = text.Split('E');
        var exponent = int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(parts[0].Contains('.', StringComparison.Ordinal) ? parts[0] : parts[0] + ".0")}E{exponent}");
    }

    [GeneratedRegex(@"^[+-]?[0-9]+\z")]
    private static partial Regex IntegerForm();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\z")]
    private static partial Regex DecimalForm();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([Ee][+-]?[0-9]+)?\z")]
    private static partial Regex DoubleForm();
}
