using System.Text;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Tests.Rdf.Values;

public class XsdNumberTests
{
    [Theory]
    [InlineData(XsdDatatype.Byte, "127", true)]
    [InlineData(XsdDatatype.Byte, "128", false)]
    [InlineData(XsdDatatype.UnsignedByte, "255", true)]
    [InlineData(XsdDatatype.UnsignedByte, "-1", false)]
    [InlineData(XsdDatatype.UnsignedLong, "18446744073709551615", true)]
    [InlineData(XsdDatatype.UnsignedLong, "18446744073709551616", false)]
    [InlineData(XsdDatatype.Long, "9223372036854775808", false)]
    [InlineData(XsdDatatype.Integer, "9223372036854775808", true)]
    [InlineData(XsdDatatype.PositiveInteger, "0", false)]
    [InlineData(XsdDatatype.NonNegativeInteger, "-0", true)]
    [InlineData(XsdDatatype.NegativeInteger, "0", false)]
    [InlineData(XsdDatatype.NonPositiveInteger, "1", false)]
    [InlineData(XsdDatatype.Integer, "1.0", false)]
    [InlineData(XsdDatatype.Decimal, "1.0", true)]
    [InlineData(XsdDatatype.Boolean, "1", false)]
    public void ReadsLiteral_IfItsTypeHasTheValue(XsdDatatype datatype, string text, bool expected) =>
        Assert.Equal(expected, XsdNumber.TryParse(Encoding.UTF8.GetBytes(text), datatype, out _));

    // SPARQL 1.1 §17.3: the result type of + for every pair of operand types.
    [Theory]
    [InlineData(XsdDatatype.Integer, XsdDatatype.Integer, XsdNumberKind.Integer)]
    [InlineData(XsdDatatype.Short, XsdDatatype.UnsignedInt, XsdNumberKind.Integer)]
    [InlineData(XsdDatatype.Integer, XsdDatatype.Decimal, XsdNumberKind.Decimal)]
    [InlineData(XsdDatatype.Integer, XsdDatatype.Float, XsdNumberKind.Float)]
    [InlineData(XsdDatatype.Integer, XsdDatatype.Double, XsdNumberKind.Double)]
    [InlineData(XsdDatatype.Decimal, XsdDatatype.Decimal, XsdNumberKind.Decimal)]
    [InlineData(XsdDatatype.Decimal, XsdDatatype.Float, XsdNumberKind.Float)]
    [InlineData(XsdDatatype.Decimal, XsdDatatype.Double, XsdNumberKind.Double)]
    [InlineData(XsdDatatype.Float, XsdDatatype.Float, XsdNumberKind.Float)]
    [InlineData(XsdDatatype.Float, XsdDatatype.Double, XsdNumberKind.Double)]
    [InlineData(XsdDatatype.Double, XsdDatatype.Double, XsdNumberKind.Double)]
    public void PromotesOperands(XsdDatatype left, XsdDatatype right, XsdNumberKind expected)
    {
        var (a, b) = (Parse("1", left), Parse("2", right));
        Assert.Equal(expected, XsdArithmetic.Add(a, b).Kind);
        Assert.Equal(expected, XsdArithmetic.Subtract(b, a).Kind);
        Assert.True(XsdArithmetic.TryMultiply(a, b, out var product));
        Assert.Equal(expected, product.Kind);
        Assert.True(XsdArithmetic.TryDivide(a, b, out var quotient));
        Assert.Equal(expected == XsdNumberKind.Integer ? XsdNumberKind.Decimal : expected, quotient.Kind);
        Assert.Equal(0.5, quotient.ToDouble());
    }

    [Fact]
    public void DividesByZero_OnlyInFloatingTypes()
    {
        Assert.False(XsdArithmetic.TryDivide(XsdNumber.Integer(1), XsdNumber.Integer(0), out _));
        Assert.True(XsdArithmetic.TryDivide(XsdNumber.Integer(1), XsdNumber.Double(0), out var infinity));
        Assert.Equal("INF", infinity.ToString());
    }

    [Fact]
    public void ComparesNaN_WithNothing() =>
        Assert.False(XsdNumber.TryCompare(XsdNumber.Double(double.NaN), XsdNumber.Double(double.NaN), out _));

    [Theory]
    [InlineData(2.5, 3)]
    [InlineData(-2.5, -2)]
    [InlineData(0.49999999999999994, 0)]
    [InlineData(4503599627370497, 4503599627370497)]
    public void RoundsDoubles_HalfUp(double value, double expected) =>
        Assert.Equal(expected, XsdArithmetic.Round(XsdNumber.Double(value)).ToDouble());

    [Fact]
    public void OrdersTotally_WherePromotionIsNotTransitive()
    {
        // 2^53 and 2^53 + 1 are equal as doubles, but not as integers.
        var small = XsdNumber.Integer(9007199254740992);
        var large = XsdNumber.Integer(9007199254740993);
        var between = XsdNumber.Double(9007199254740992);
        Assert.Equal(0, XsdNumber.CompareTotal(small, between));
        Assert.True(XsdNumber.CompareTotal(between, large) < 0);
        Assert.True(XsdNumber.CompareTotal(small, large) < 0);
        Assert.True(XsdNumber.CompareTotal(XsdNumber.Double(double.NaN), XsdNumber.Double(double.NegativeInfinity)) < 0);
        Assert.True(XsdNumber.CompareTotal(XsdNumber.Double(double.NaN), small) < 0);
        Assert.True(XsdNumber.CompareTotal(small, XsdNumber.Float(float.PositiveInfinity)) < 0);
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/XMLSchema#integer", XsdDatatype.Integer)]
    [InlineData("http://www.w3.org/2001/XMLSchema#anyURI", XsdDatatype.AnyUri)]
    [InlineData("http://www.w3.org/2001/XMLSchema#gMonthDay", XsdDatatype.GMonthDay)]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", XsdDatatype.LangString)]
    [InlineData("http://www.w3.org/2001/XMLSchema#Integer", XsdDatatype.Unknown)]
    [InlineData("http://example.org/t", XsdDatatype.Unknown)]
    public void FindsDatatype_ByIri(string iri, XsdDatatype datatype)
    {
        Assert.Equal(datatype, XsdDatatypes.Find(Encoding.UTF8.GetBytes(iri)));
        Assert.Equal(datatype, XsdDatatypes.Find(iri));
    }

    private static XsdNumber Parse(string text, XsdDatatype datatype) =>
        XsdNumber.TryParse(Encoding.UTF8.GetBytes(text), datatype, out var number) ? number : throw new FormatException(text);
}
