using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Tests.Rdf.Values;

public class XsdDurationTests
{
    [Theory]
    [InlineData(XsdDatatype.Duration, "P1Y2M3DT4H5M6.70S", "P1Y2M3DT4H5M6.7S")]
    [InlineData(XsdDatatype.Duration, "P0Y", "PT0S")]
    [InlineData(XsdDatatype.Duration, "P14M", "P1Y2M")]
    [InlineData(XsdDatatype.Duration, "PT36H", "P1DT12H")]
    [InlineData(XsdDatatype.Duration, "-PT90S", "-PT1M30S")]
    [InlineData(XsdDatatype.YearMonthDuration, "P0M", "P0M")]
    [InlineData(XsdDatatype.YearMonthDuration, "-P25M", "-P2Y1M")]
    [InlineData(XsdDatatype.DayTimeDuration, "-PT8H", "-PT8H")]
    [InlineData(XsdDatatype.DayTimeDuration, "P1DT0.5S", "P1DT0.5S")]
    [InlineData(XsdDatatype.Duration, "P99999999999999999999Y", "P99999999999999999999Y")]
    public void PrintsCanonicalForm_OfParsedText(XsdDatatype datatype, string text, string canonical)
    {
        Assert.True(XsdDuration.TryParse(text, datatype, out var value));
        Assert.Equal(canonical, value.ToCanonical(datatype));
    }

    [Theory]
    [InlineData(XsdDatatype.Duration, "P")]
    [InlineData(XsdDatatype.Duration, "PT")]
    [InlineData(XsdDatatype.Duration, "P1YT")]
    [InlineData(XsdDatatype.Duration, "1Y")]
    [InlineData(XsdDatatype.Duration, "P1D2M")]
    [InlineData(XsdDatatype.Duration, "P1.5D")]
    [InlineData(XsdDatatype.Duration, "PT1.S")]
    [InlineData(XsdDatatype.Duration, "P-1Y")]
    [InlineData(XsdDatatype.Duration, "P1H")]
    [InlineData(XsdDatatype.Duration, "PT.5S")]
    [InlineData(XsdDatatype.YearMonthDuration, "P1D")]
    [InlineData(XsdDatatype.YearMonthDuration, "P1YT1H")]
    [InlineData(XsdDatatype.DayTimeDuration, "P1M")]
    [InlineData(XsdDatatype.DayTimeDuration, "P1Y")]
    public void RejectsText_ThatIsNotOfTheType(XsdDatatype datatype, string text) =>
        Assert.False(XsdDuration.TryParse(text, datatype, out _));

    [Theory]
    [InlineData("P1Y", "P12M", 0)]
    [InlineData("P1M", "P32D", -1)]
    [InlineData("P1M", "P27D", 1)]
    [InlineData("P1Y", "P364D", 1)]
    [InlineData("PT36H", "P1DT12H", 0)]
    [InlineData("-P1D", "PT0S", -1)]
    public void OrdersDurations(string left, string right, int order)
    {
        Assert.True(XsdDuration.TryCompare(Parse(left), Parse(right), out var actual));
        Assert.Equal(order, Math.Sign(actual));
        Assert.Equal(order, Math.Sign(XsdDuration.CompareTotal(Parse(left), Parse(right))));
    }

    [Theory]
    [InlineData("P1M", "P30D")]
    [InlineData("P1Y", "P365D")]
    [InlineData("P5M", "P152D")]
    public void HasNoOrder_WhenTheMonthDecides(string left, string right) =>
        Assert.False(XsdDuration.TryCompare(Parse(left), Parse(right), out _));

    [Fact]
    public void AddsDurations_OfOneSignOnly()
    {
        Assert.True(XsdDuration.TryAdd(Parse("P1M"), Parse("PT5S"), out var sum));
        Assert.Equal("P1MT5S", sum.ToString());
        Assert.False(XsdDuration.TryAdd(Parse("P1M"), Parse("-PT5S"), out _));
    }

    private static XsdDuration Parse(string text) =>
        XsdDuration.TryParse(text, XsdDatatype.Duration, out var value) ? value : throw new FormatException(text);
}
