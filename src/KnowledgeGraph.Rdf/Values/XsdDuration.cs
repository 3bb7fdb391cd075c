using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace KnowledgeGraph.Rdf.Values;

/// <summary>
/// A value of xsd:duration, xsd:dayTimeDuration or xsd:yearMonthDuration: months and seconds, of one sign. <c>default</c> is no time at all.
/// </summary>
/// <param name="Months">Whole months.</param>
/// <param name="Seconds">Seconds, exact.</param>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#duration"/>
public readonly record struct XsdDuration(BigInteger Months, XsdDecimal Seconds)
{
    private static readonly SearchValues<byte> s_decimalDigits = SearchValues.Create("0123456789."u8);

    // XSD 1.1 Part 2 §3.3.6.1: two durations are ordered if adding them to each of these instants gives the same order.
    private static readonly XsdDateTime[] s_references =
    [
        XsdDateTime.CreateDateTime(1696, 9, 1, 0, 0, 0, 0), XsdDateTime.CreateDateTime(1697, 2, 1, 0, 0, 0, 0),
        XsdDateTime.CreateDateTime(1903, 3, 1, 0, 0, 0, 0), XsdDateTime.CreateDateTime(1903, 7, 1, 0, 0, 0, 0),
    ];

    /// <summary>The length in seconds, a month taken as a twelfth of 365.2425 days.</summary>
    public XsdDecimal AverageSeconds => (Months * (XsdDecimal)2629746) + Seconds;

    /// <summary>The duration with the other sign.</summary>
    /// <param name="value">The duration.</param>
    public static XsdDuration operator -(XsdDuration value) => new(-value.Months, -value.Seconds);

    /// <summary>The duration with the other sign.</summary>
    /// <param name="value">The duration.</param>
    public static XsdDuration Negate(XsdDuration value) => -value;

    /// <summary>The sum; false if months and seconds would differ in sign, which no duration can.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="sum">The sum.</param>
    public static bool TryAdd(XsdDuration left, XsdDuration right, out XsdDuration sum)
    {
        sum = new XsdDuration(left.Months + right.Months, left.Seconds + right.Seconds);
        return sum.Months.Sign * sum.Seconds.Sign >= 0;
    }

    /// <summary>The order of two durations; false if it is not determined (one month and thirty days).</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="order">Negative, zero or positive.</param>
    public static bool TryCompare(XsdDuration left, XsdDuration right, out int order)
    {
        if (left.Months == right.Months)
        {
            order = left.Seconds.CompareTo(right.Seconds);
            return true;
        }

        if (left.Seconds == right.Seconds)
        {
            order = left.Months.CompareTo(right.Months);
            return true;
        }

        order = 0;
        for (var i = 0; i < s_references.Length; i++)
        {
            if (!s_references[i].TryAdd(left, out var leftEnd) || !s_references[i].TryAdd(right, out var rightEnd))
            {
                return false;
            }

            var next = leftEnd.TimelineSeconds.CompareTo(rightEnd.TimelineSeconds);
            if (i > 0 && Math.Sign(next) != Math.Sign(order))
            {
                return false;
            }

            order = next;
        }

        // Different months and seconds are never the same duration.
        return order != 0;
    }

    /// <summary>
    /// A total order that agrees with <see cref="TryCompare"/>: a month counts as its average length.
    /// </summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static int CompareTotal(XsdDuration left, XsdDuration right)
    {
        var order = left.AverageSeconds.CompareTo(right.AverageSeconds);
        return order != 0 ? order : left.Months.CompareTo(right.Months);
    }

    /// <summary>Reads a lexical form of a duration type; false if it is not one.</summary>
    /// <param name="text">The lexical form in UTF-8, without white space.</param>
    /// <param name="datatype">One of the three duration types.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, XsdDatatype datatype, out XsdDuration value)
    {
        value = default;
        var negative = text.StartsWith("-"u8);
        text = negative ? text[1..] : text;
        if (!text.StartsWith("P"u8))
        {
            return false;
        }

        text = text[1..];
        var time = text.IndexOf((byte)'T');
        var days = time < 0 ? text : text[..time];
        var any = false;
        BigInteger months = default;
        XsdDecimal seconds = default;
        if (!TryReadFields(ref days, "YMD"u8, allowFraction: false, [12, 1, 86400], 2, ref months, ref seconds, ref any)
            || !days.IsEmpty)
        {
            return false;
        }

        if (time >= 0)
        {
            var rest = text[(time + 1)..];
            any = false;
            if (!TryReadFields(ref rest, "HMS"u8, allowFraction: true, [3600, 60, 1], 0, ref months, ref seconds, ref any)
                || !rest.IsEmpty || !any)
            {
                return false;
            }
        }

        value = negative ? new XsdDuration(-months, -seconds) : new XsdDuration(months, seconds);
        return any && IsForm(text, time, datatype);
    }

    /// <summary>Reads a lexical form of a duration type; false if it is not one.</summary>
    /// <param name="text">The lexical form, without white space.</param>
    /// <param name="datatype">One of the three duration types.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(string text, XsdDatatype datatype, out XsdDuration value) =>
        TryParse(Encoding.UTF8.GetBytes(text), datatype, out value);

    /// <summary>The canonical form for a duration type: <c>P1Y2M</c>, <c>PT0S</c>, <c>P0M</c>, <c>-P1DT0.5S</c>.</summary>
    /// <param name="datatype">One of the three duration types.</param>
    public string ToCanonical(XsdDatatype datatype)
    {
        if (Months.IsZero && Seconds.Sign == 0)
        {
            return datatype == XsdDatatype.YearMonthDuration ? "P0M" : "PT0S";
        }

        var text = new StringBuilder(Months.Sign < 0 || Seconds.Sign < 0 ? "-P" : "P");
        var months = BigInteger.Abs(Months);
        Append(text, months / 12, 'Y');
        Append(text, months % 12, 'M');
        var seconds = Seconds.Abs();
        var whole = seconds.Truncate();
        Append(text, whole / 86400, 'D');
        var rest = seconds - (whole / 86400 * 86400);
        if (rest.Sign != 0)
        {
            text.Append('T');
            var restWhole = rest.Truncate();
            Append(text, restWhole / 3600, 'H');
            Append(text, restWhole / 60 % 60, 'M');
            var last = rest - (restWhole / 60 * 60);
            if (last.Sign != 0)
            {
                text.Append(last.ToString()).Append('S');
            }
        }

        return text.ToString();
    }

    /// <summary>The canonical form as xsd:duration.</summary>
    public override string ToString() => ToCanonical(XsdDatatype.Duration);


    private static void Append(StringBuilder text, BigInteger number, char unit)
    {
        if (!number.IsZero)
        {
            text.Append(number.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }
    }

    private static bool IsForm(ReadOnlySpan<byte> text, int time, XsdDatatype datatype) => datatype switch
    {
        XsdDatatype.YearMonthDuration => time < 0 && !text.Contains((byte)'D'),
        XsdDatatype.DayTimeDuration => !(time < 0 ? text : text[..time]).ContainsAny((byte)'Y', (byte)'M'),
        _ => true,
    };

    // Reads number-unit pairs in the order of the units. Units before secondsFrom count months, the others seconds.
    private static bool TryReadFields(
        ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> units, bool allowFraction, ReadOnlySpan<int> factors, int secondsFrom,
        ref BigInteger months, ref XsdDecimal seconds, ref bool any)
    {
        var next = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAnyExcept(s_decimalDigits);
            if (end <= 0)
            {
                return false;
            }

            var unit = units[next..].IndexOf(text[end]);
            if (unit < 0)
            {
                return false;
            }

            unit += next;
            var number = text[..end];
            var isSeconds = allowFraction && unit == units.Length - 1;
            if (!(isSeconds ? TryReadSeconds(number, out var value) : XsdDecimal.TryParseInteger(number, out value)))
            {
                return false;
            }

            if (unit < secondsFrom)
            {
                months += value.Unscaled * factors[unit];
            }
            else
            {
                seconds += value * factors[unit];
            }

            any = true;
            next = unit + 1;
            text = text[(end + 1)..];
        }

        return true;
    }

    // duSecondFrag: digits on both sides of the point, if there is one.
    private static bool TryReadSeconds(ReadOnlySpan<byte> text, out XsdDecimal value)
    {
        value = default;
        return text[0] != (byte)'.' && text[^1] != (byte)'.' && XsdDecimal.TryParse(text, out value);
    }
}
