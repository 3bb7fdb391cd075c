using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Tests.Rdf.Values;

public class XsdDateTimeTests
{
    [Theory]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T11:28:01Z", "2010-06-21T11:28:01Z")]
    [InlineData(XsdDatatype.DateTime, "2010-12-21T15:38:02-08:00", "2010-12-21T15:38:02-08:00")]
    [InlineData(XsdDatatype.DateTime, "2010-12-21T15:38:02+00:00", "2010-12-21T15:38:02Z")]
    [InlineData(XsdDatatype.DateTime, "2000-12-31T24:00:00", "2001-01-01T00:00:00")]
    [InlineData(XsdDatatype.DateTime, "2000-02-29T01:02:03.4500", "2000-02-29T01:02:03.45")]
    [InlineData(XsdDatatype.DateTime, "2000-01-01T00:00:00.1234567890123456789", "2000-01-01T00:00:00.1234567890123456789")]
    [InlineData(XsdDatatype.DateTime, "-0044-03-15T12:00:00", "-0044-03-15T12:00:00")]
    [InlineData(XsdDatatype.DateTime, "0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z")]
    [InlineData(XsdDatatype.DateTime, "12345-01-01T00:00:00Z", "12345-01-01T00:00:00Z")]
    [InlineData(XsdDatatype.DateTimeStamp, "2010-06-21T11:28:01+14:00", "2010-06-21T11:28:01+14:00")]
    [InlineData(XsdDatatype.Date, "2006-08-23", "2006-08-23")]
    [InlineData(XsdDatatype.Date, "2006-08-23+01:30", "2006-08-23+01:30")]
    [InlineData(XsdDatatype.Time, "09:05:00.5Z", "09:05:00.5Z")]
    [InlineData(XsdDatatype.Time, "24:00:00", "00:00:00")]
    [InlineData(XsdDatatype.GYear, "2001", "2001")]
    [InlineData(XsdDatatype.GYear, "-0001Z", "-0001Z")]
    [InlineData(XsdDatatype.GYearMonth, "2001-10", "2001-10")]
    [InlineData(XsdDatatype.GMonthDay, "--02-29", "--02-29")]
    [InlineData(XsdDatatype.GDay, "---31Z", "---31Z")]
    [InlineData(XsdDatatype.GMonth, "--05-05:00", "--05-05:00")]
    public void PrintsCanonicalForm_OfParsedText(XsdDatatype datatype, string text, string canonical)
    {
        Assert.True(XsdDateTime.TryParse(text, datatype, out var value));
        Assert.Equal(canonical, value.ToString());
    }

    [Theory]
    [InlineData(XsdDatatype.DateTime, "2010-06-21")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21 11:28:01")]
    [InlineData(XsdDatatype.DateTime, "2010-13-21T11:28:01")]
    [InlineData(XsdDatatype.DateTime, "2010-02-29T11:28:01")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T24:00:01")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T11:60:01")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T11:28:60")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T11:28:1")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T11:28:01.")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T11:28:01+14:01")]
    [InlineData(XsdDatatype.DateTime, "2010-06-21T11:28:01+1:00")]
    [InlineData(XsdDatatype.DateTime, "02010-06-21T11:28:01")]
    [InlineData(XsdDatatype.DateTime, "+2010-06-21T11:28:01")]
    [InlineData(XsdDatatype.DateTime, "99999999999999999-06-21T11:28:01")]
    [InlineData(XsdDatatype.DateTimeStamp, "2010-06-21T11:28:01")]
    [InlineData(XsdDatatype.Date, "2010-6-21")]
    [InlineData(XsdDatatype.Date, "2010-06-21T")]
    [InlineData(XsdDatatype.Date, "10-06-21")]
    [InlineData(XsdDatatype.Time, "9:05:00")]
    [InlineData(XsdDatatype.GYear, "201")]
    [InlineData(XsdDatatype.GYear, "2001-10")]
    [InlineData(XsdDatatype.GMonthDay, "--02-30")]
    [InlineData(XsdDatatype.GDay, "--31")]
    [InlineData(XsdDatatype.GMonth, "--5")]
    public void RejectsText_ThatIsNotOfTheType(XsdDatatype datatype, string text) =>
        Assert.False(XsdDateTime.TryParse(text, datatype, out _));

    [Theory]
    [InlineData("2006-08-23T09:00:00+01:00", "2006-08-23T08:00:00Z", 0)]
    [InlineData("2006-08-23T09:00:00", "2006-08-23T09:00:00.0", 0)]
    [InlineData("2006-08-23T09:00:00Z", "2006-08-23T09:00:00.000000000000000000001Z", -1)]
    [InlineData("2006-08-25T09:00:00Z", "2006-08-23T09:00:00", 1)]
    [InlineData("-0001-12-31T24:00:00Z", "0000-01-01T00:00:00Z", 0)]
    [InlineData("99999-01-01T00:00:00Z", "9999-12-31T23:59:59Z", 1)]
    public void OrdersDateTimes_OnTheTimeLine(string left, string right, int order)
    {
        Assert.True(XsdDateTime.TryCompare(Parse(left, XsdDatatype.DateTime), Parse(right, XsdDatatype.DateTime), out var actual));
        Assert.Equal(order, Math.Sign(actual));
    }

    [Theory]
    [InlineData("2006-08-23T09:00:00Z", "2006-08-23T09:00:00")]
    [InlineData("2006-08-23T22:59:59Z", "2006-08-23T09:00:00")]
    [InlineData("2006-08-23T23:00:00Z", "2006-08-23T09:00:00")]
    public void HasNoOrder_WhenOnlyOneIsZonedAndBothAreWithinFourteenHours(string left, string right) =>
        Assert.False(XsdDateTime.TryCompare(Parse(left, XsdDatatype.DateTime), Parse(right, XsdDatatype.DateTime), out _));

    [Fact]
    public void HasNoOrder_BetweenDateAndDateTime() => Assert.False(XsdDateTime.TryCompare(
        Parse("2006-08-23", XsdDatatype.Date), Parse("2006-08-25T00:00:00", XsdDatatype.DateTime), out _));

    [Theory]
    [InlineData("2000-01-31T00:00:00Z", "P1M", "2000-02-29T00:00:00Z")]
    [InlineData("2000-01-12T12:13:14Z", "P1Y3M5DT7H10M3.3S", "2001-04-17T19:23:17.3Z")]
    [InlineData("2000-01-01T00:00:00", "-PT1S", "1999-12-31T23:59:59")]
    [InlineData("0000-01-01T00:00:00", "-P1M", "-0001-12-01T00:00:00")]
    [InlineData("2000-03-30T10:00:00", "-P1M1D", "2000-02-28T10:00:00")]
    public void AddsDuration_AsInAppendixE(string start, string duration, string end)
    {
        Assert.True(XsdDuration.TryParse(duration, XsdDatatype.Duration, out var value));
        Assert.True(Parse(start, XsdDatatype.DateTime).TryAdd(value, out var sum));
        Assert.Equal(end, sum.ToString());
    }

    [Fact]
    public void AgreesWithTheCalendarOfTheFramework()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var instant = new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero);
            var value = XsdDateTime.From(instant);
            var expected = XsdDecimal.Create(instant.Ticks - DateTimeOffset.UnixEpoch.Ticks, 7);
            Assert.Equal(expected, value.TimelineSeconds);
            Assert.True(XsdDateTime.TryParse(value.ToString(), XsdDatatype.DateTime, out var back));
            Assert.Equal(value, back);
        }
    }

    [Theory]
    [InlineData("2002-10-10T17:00:00Z", XsdDatatype.Date, "2002-10-10Z")]
    [InlineData("2002-10-10T17:00:00Z", XsdDatatype.Time, "17:00:00Z")]
    [InlineData("2002-10-10T17:00:00Z", XsdDatatype.GYear, "2002Z")]
    [InlineData("2002-10-10T17:00:00", XsdDatatype.GMonthDay, "--10-10")]
    public void ConvertsDateTime_ByDroppingParts(string text, XsdDatatype datatype, string expected)
    {
        Assert.True(Parse(text, XsdDatatype.DateTime).TryConvert(datatype, out var value));
        Assert.Equal(expected, value.ToString());
    }

    [Fact]
    public void ConvertsDate_ToMidnight()
    {
        Assert.True(Parse("2002-10-10+02:00", XsdDatatype.Date).TryConvert(XsdDatatype.DateTime, out var value));
        Assert.Equal("2002-10-10T00:00:00+02:00", value.ToString());
        Assert.False(Parse("2002", XsdDatatype.GYear).TryConvert(XsdDatatype.Date, out _));
    }

    private static XsdDateTime Parse(string text, XsdDatatype datatype) =>
        XsdDateTime.TryParse(text, datatype, out var value) ? value : throw new FormatException(text);
}
