using System.Numerics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Constructor functions (SPARQL 1.1 §17.5), after the casting table of XPath and XQuery Functions and Operators. Null is an error.</summary>
internal static class ReferenceCasts
{
    public static Term? Cast(Iri type, Term value)
    {
        if (type == Xsd.String)
        {
            return value switch
            {
                Iri iri => ReferenceValues.Of(iri.Value),
                Literal l => ReferenceValues.Of(Canonical(l).Lexical),
                _ => null,
            };
        }

        if (value is not Literal literal || literal.Language is not null)
        {
            return null;
        }

        var isText = literal.Datatype == Xsd.String;
        if (type == Xsd.Boolean)
        {
            return isText ? ReferenceValues.Of(ReferenceValues.Boolean(new Literal(literal.Lexical, Xsd.Boolean)))
                : ReferenceNumber.Of(literal) is { } n ? ReferenceValues.Of(!n.IsZeroOrNaN)
                : ReferenceValues.Of(ReferenceValues.Boolean(literal));
        }

        if (type == Xsd.DateTime || type == Xsd.Date)
        {
            // XPath F&O §19.1.5: a date is cast to its first moment, a dateTime to its day.
            var date = ReferenceDate.Of(isText ? new Literal(literal.Lexical, type) : literal);
            return (date is null || type == Xsd.DateTime ? date : date with { Local = date.Local.Date })?.ToLiteral(type == Xsd.DateTime);
        }

        NumericType? target = type == Xsd.Integer ? NumericType.Integer
            : type == Xsd.Decimal ? NumericType.Decimal
            : type == Xsd.Float ? NumericType.Float
            : type == Xsd.Double ? NumericType.Double
            : null;
        return target is not { } numeric ? throw new NotSupportedException($"A cast to {type} is not part of the reference evaluator.")
            : isText ? ReferenceNumber.Of(new Literal(literal.Lexical, type))?.ToLiteral()
            : ReferenceValues.Boolean(literal) is { } truth ? ReferenceNumber.Of(truth ? BigInteger.One : BigInteger.Zero).CastTo(numeric)?.ToLiteral()
            : ReferenceNumber.Of(literal)?.CastTo(numeric)?.ToLiteral();
    }

    // XPath F&O §19.1.1: a cast to xsd:string starts from the value, not from how it was written.
    private static Literal Canonical(Literal literal) => ReferenceNumber.Of(literal) switch
    {
        // Doubles from 0.000001 up to 1000000 are written like decimals.
        { Type: NumericType.Double or NumericType.Float, Double: var d } when d == 0 || Math.Abs(d) is >= 1e-6 and < 1e6 =>
            double.IsNegative(d) && d == 0 ? new Literal("-0")
            : ReferenceNumber.Of(literal.Datatype == Xsd.Float ? (decimal)(float)d : (decimal)d).ToLiteral(),
        { } number => number.ToLiteral(),
        null => ReferenceValues.Boolean(literal) is { } truth ? ReferenceValues.Of(truth)
            : ReferenceDate.Of(literal)?.ToLiteral(literal.Datatype == Xsd.DateTime) ?? literal,
    };
}
