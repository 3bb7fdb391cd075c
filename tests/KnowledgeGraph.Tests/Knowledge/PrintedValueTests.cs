using System.Globalization;
using KnowledgeGraph.Knowledge.Verification;

namespace KnowledgeGraph.Tests.Knowledge;

public sealed class PrintedValueTests
{
    [Theory]
    [InlineData("October 31", "2007-10-31", false)]
    [InlineData("31 October 2007", "2007-10-31", true)]
    [InlineData("October 4-6, 2005", "2005-10-06", true)]
    [InlineData("October 4-6, 2005", "2005-10-04", true)]
    [InlineData("October 4 and 6", "2005-10-06", false)]
    [InlineData("October", "2005-10-31", false)]
    [InlineData("early October", "2005-10-10", false)]
    [InlineData("late November", "2007-11-21", false)]
    [InlineData("mid-May", "2007-05-20", false)]
    [InlineData("February 2008", "2008-02-29", true)]
    [InlineData("late 2003", "2003-09-01", true)]
    [InlineData("the end of 2005", "2005-12-31", true)]
    [InlineData("summer of 2006", "2006-08-31", true)]
    [InlineData("fall of 2008", "2008-11-30", true)]
    [InlineData("winter 2004", "2005-02-28", true)]
    [InlineData("2006", "2006-01-01", true)]
    [InlineData("the 1990s", "1999-12-31", true)]
    [InlineData("2001-2006", "2006-12-31", true)]
    [InlineData("by 2007", "2006-12-31", true)]
    [InlineData("21 marta 2007 goda", "2007-03-21", true)]
    [InlineData("the first half of 2006", "2006-06-30", true)]
    public void ReadsDate(string text, string date, bool yearPrinted)
    {
        Assert.True(PrintedDate.Prints(text, Date(date), out bool printed));
        Assert.Equal(yearPrinted, printed);
    }

    [Theory]
    [InlineData("October 31", "2007-10-30")]
    [InlineData("October 31, 2006", "2007-10-31")]
    [InlineData("October", "2005-10-15")]
    [InlineData("late November", "2007-11-10")]
    [InlineData("2006", "2006-06-01")]
    [InlineData("recently", "2006-06-01")]
    [InlineData("2006", "2005-12-31")]
    public void RefusesDate_WhenTextDoesNotPrintIt(string text, string date)
    {
        Assert.False(PrintedDate.Prints(text, Date(date), out _));
    }

    [Theory]
    [InlineData("1,133 kg", "1133")]
    [InlineData("4 million", "4000000")]
    [InlineData("two hundred and five", "205")]
    [InlineData("twenty-one", "21")]
    [InlineData("three dozen", "36")]
    [InlineData("a dozen", "12")]
    [InlineData("five thousand two hundred", "5200")]
    [InlineData("the fourth", "4")]
    [InlineData("21st", "21")]
    [InlineData("two, three", "3")]
    [InlineData("2.5 billion", "2500000000")]
    [InlineData("2001-06", "2006")]
    [InlineData("the 1990s", "1999")]
    [InlineData("twice", "2")]
    public void ReadsNumber(string text, string number)
    {
        Assert.Contains(decimal.Parse(number, CultureInfo.InvariantCulture), PrintedNumber.In(text));
    }

    [Theory]
    [InlineData("1,133", "133")]
    [InlineData("4 million", "4000")]
    [InlineData("twenty-one", "2")]
    [InlineData("none", "1")]
    public void RefusesNumber_WhenTextDoesNotPrintIt(string text, string number)
    {
        Assert.DoesNotContain(decimal.Parse(number, CultureInfo.InvariantCulture), PrintedNumber.In(text));
    }

    [Theory]
    [InlineData("more than 40", "moreThan")]
    [InlineData("no more than 40", "upTo")]
    [InlineData("At least 40", "atLeast")]
    [InlineData("about 40", "roughly")]
    public void ReadsBound(string text, string bound)
    {
        Assert.Contains(bound, PrintedBound.In(text));
    }

    [Fact]
    public void ReadsNoBound_WhenNumberIsExact()
    {
        Assert.Empty(PrintedBound.In("40 mandates overall"));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
