using System.Numerics;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Tests.Rdf.Values;

public class XsdDecimalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("+1", "1")]
    [InlineData("12.50", "12.5")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-0.0010", "-0.001")]
    [InlineData("007", "7")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-170141183460469231731687303715884105729.0010", "-170141183460469231731687303715884105729.001")]
    [InlineData("0.0000000000000000000000000000000000001", "0.0000000000000000000000000000000000001")]
    public void PrintsCanonicalForm_OfParsedText(string text, string canonical)
    {
        Assert.True(XsdDecimal.TryParse(text, out var value));
        Assert.Equal(canonical, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,5")]
    [InlineData("1.2.3")]
    [InlineData("--1")]
    [InlineData("INF")]
    public void RejectsText_ThatIsNoDecimal(string text) => Assert.False(XsdDecimal.TryParse(text, out _));

    [Fact]
    public void RejectsPoint_InInteger() => Assert.False(XsdDecimal.TryParseInteger("1.0", out _));

    [Theory]
    [InlineData("9223372036854775807", "1", "9223372036854775808", "9223372036854775806", "9223372036854775807")]
    [InlineData("0.1", "0.2", "0.3", "-0.1", "0.02")]
    [InlineData("-9223372036854775808", "-1", "-9223372036854775809", "-9223372036854775807", "9223372036854775808")]
    [InlineData("99999999999999999999", "0.00000000000000000001", "99999999999999999999.00000000000000000001",
        "99999999999999999998.99999999999999999999", "0.99999999999999999999")]
    public void AddsSubtractsMultipliesExactly(string left, string right, string sum, string difference, string product)
    {
        var (a, b) = (Parse(left), Parse(right));
        Assert.Equal(sum, (a + b).ToString());
        Assert.Equal(difference, (a - b).ToString());
        Assert.Equal(product, (a * b).ToString());
    }

    [Theory]
    [InlineData("1", "4", "0.25")]
    [InlineData("6", "3", "2")]
    [InlineData("1", "3", "0.3333333333333333333333333333")]
    [InlineData("2", "3", "0.6666666666666666666666666667")]
    [InlineData("-2", "3", "-0.6666666666666666666666666667")]
    [InlineData("0", "7", "0")]
    public void DividesToTwentyEightDigits(string left, string right, string expected)
    {
        Assert.True(XsdDecimal.TryDivide(Parse(left), Parse(right), out var quotient));
        Assert.Equal(expected, quotient.ToString());
    }

    [Fact]
    public void KeepsSignificantDigits_WhenQuotientIsTiny()
    {
        Assert.True(XsdDecimal.TryDivide(1, Parse("3" + new string('0', 40)), out var quotient));
        Assert.StartsWith("0." + new string('0', 40) + new string('3', 28), quotient.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesDivisionByZero() => Assert.False(XsdDecimal.TryDivide(1, 0, out _));

    [Fact]
    public void RefusesProduct_BeyondTheLimit()
    {
        XsdDecimal huge = BigInteger.One << (int)(XsdDecimal.MaxBits - 1);
        Assert.False(XsdDecimal.TryMultiply(huge, huge, out _));
    }

    [Theory]
    [InlineData("1.10", "1.1", 0)]
    [InlineData("1.1", "1.09", 1)]
    [InlineData("-1", "0.000000000000000000000000001", -1)]
    [InlineData("123456789012345678901", "123456789012345678900", 1)]
    [InlineData("9223372036854775807", "9.223372036854775807", 1)]
    public void ComparesByValue(string left, string right, int order)
    {
        Assert.Equal(order, Math.Sign(Parse(left).CompareTo(Parse(right))));
        Assert.Equal(-order, Math.Sign(Parse(right).CompareTo(Parse(left))));
    }

    [Theory]
    [InlineData("2.5", "3", "2", "3")]
    [InlineData("-2.5", "-2", "-3", "-2")]
    [InlineData("-1.6", "-1", "-2", "-2")]
    [InlineData("1.1", "2", "1", "1")]
    [InlineData("-0.5", "0", "-1", "0")]
    [InlineData("7", "7", "7", "7")]
    public void RoundsAsXPathSays(string value, string ceiling, string floor, string round)
    {
        Assert.Equal(ceiling, Parse(value).Ceiling().ToString());
        Assert.Equal(floor, Parse(value).Floor().ToString());
        Assert.Equal(round, Parse(value).Round().ToString());
    }

    [Theory]
    [InlineData(0.5, "0.5")]
    [InlineData(-7.875, "-7.875")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(0.1, "0.1000000000000000055511151231257827021181583404541015625")]
    public void TakesExactValue_OfDouble(double value, string expected)
    {
        Assert.True(XsdDecimal.TryFromDouble(value, out var result));
        Assert.Equal(expected, result.ToString());
        Assert.Equal(value, result.ToDouble());
    }

    [Fact]
    public void GivesNearestDouble_OfRandomDecimals()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var text = $"{random.NextInt64(long.MinValue, long.MaxValue)}.{random.NextInt64(0, long.MaxValue)}";
            Assert.Equal(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture), Parse(text).ToDouble());
        }
    }

    [Fact]
    public void EqualsAndHashesByValue()
    {
        Assert.Equal(Parse("100"), Parse("100.000"));
        Assert.Equal(Parse("100").GetHashCode(), Parse("100.000").GetHashCode());
        Assert.Equal(Parse("1" + new string('0', 30)), Parse("1" + new string('0', 30) + ".00"));
    }

    private static XsdDecimal Parse(string text) => XsdDecimal.TryParse(text, out var value) ? value : throw new FormatException(text);
}
