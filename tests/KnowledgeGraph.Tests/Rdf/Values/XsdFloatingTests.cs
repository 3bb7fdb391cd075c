using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Tests.Rdf.Values;

public class XsdFloatingTests
{
    [Theory]
    [InlineData("1", "1.0E0", "1")]
    [InlineData("1.0e0", "1.0E0", "1")]
    [InlineData("-10.2E3", "-1.02E4", "-10200")]
    [InlineData("+33.3300", "3.333E1", "33.33")]
    [InlineData("0E1", "0.0E0", "0")]
    [InlineData("-0", "-0.0E0", "-0")]
    [InlineData("1e6", "1.0E6", "1.0E6")]
    [InlineData("999999.5", "9.999995E5", "999999.5")]
    [InlineData("0.000001", "1.0E-6", "0.000001")]
    [InlineData("0.0000001", "1.0E-7", "1.0E-7")]
    [InlineData("INF", "INF", "INF")]
    [InlineData("+INF", "INF", "INF")]
    [InlineData("-INF", "-INF", "-INF")]
    [InlineData("NaN", "NaN", "NaN")]
    [InlineData("5e-324", "5.0E-324", "5.0E-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157E308", "1.7976931348623157E308")]
    [InlineData("1e400", "INF", "INF")]
    [InlineData(".5", "5.0E-1", "0.5")]
    [InlineData("5.", "5.0E0", "5")]
    public void PrintsCanonicalAndCastForm_OfDouble(string text, string canonical, string cast)
    {
        Assert.True(XsdFloating.TryParseDouble(text, out var value));
        Assert.Equal(canonical, XsdFloating.ToCanonical(value));
        Assert.Equal(cast, XsdFloating.ToCastString(value));
    }

    [Theory]
    [InlineData("1.1", "1.1E0", "1.1")]
    [InlineData("16777216", "1.6777216E7", "1.6777216E7")]
    [InlineData("NaN", "NaN", "NaN")]
    [InlineData("3.4028235E38", "3.4028235E38", "3.4028235E38")]
    public void PrintsCanonicalAndCastForm_OfFloat(string text, string canonical, string cast)
    {
        Assert.True(XsdFloating.TryParseFloat(text, out var value));
        Assert.Equal(canonical, XsdFloating.ToCanonical(value));
        Assert.Equal(cast, XsdFloating.ToCastString(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Infinity")]
    [InlineData("nan")]
    [InlineData("inf")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("1e1.5")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData(".")]
    public void RejectsText_ThatIsNoDouble(string text)
    {
        Assert.False(XsdFloating.TryParseDouble(text, out _));
        Assert.False(XsdFloating.TryParseFloat(text, out _));
    }

    [Fact]
    public void ReadsBackEveryPrintedDouble()
    {
        var random = new Random(11);
        for (var i = 0; i < 5000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            Assert.True(XsdFloating.TryParseDouble(XsdFloating.ToCanonical(value), out var back));
            Assert.Equal(value, back);
        }
    }
}
