using System.Numerics;

namespace KnowledgeGraph.Rdf.Values;

/// <summary>
/// A value of one of the nine date and time types: the seven properties of XSD 1.1 Part 2 §D.2.1, exact to any fraction of a second,
/// with years from -10^15 to 10^15 (year 0000 is 1 BC) and with a time zone or without.
/// </summary>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#dateTime"/>
public readonly partial struct XsdDateTime : IEquatable<XsdDateTime>
{
    /// <summary>Largest absolute value of a year.</summary>
    public const long MaxYear = 1_000_000_000_000_000;

    // In XSD 1.1 a property that a type lacks is filled in to find the place on the time line (§E.3.4); the leap year 1972 makes
    // --02-29 a day.
    private const long FillYear = 1972;
    private const int ZoneLimit = 14 * 60;

    private readonly short _offset;

    private XsdDateTime(
        XsdDatatype datatype, long year, int month, int day, int hour, int minute, XsdDecimal second, int? offsetMinutes)
    {
        Datatype = datatype;
        Year = year;
        Month = (byte)month;
        Day = (byte)day;
        Hour = (byte)hour;
        Minute = (byte)minute;
        Second = second;
        HasTimezone = offsetMinutes is not null;
        _offset = (short)(offsetMinutes ?? 0);
    }

    /// <summary>The type; <see cref="XsdDatatype.Unknown"/> for <c>default</c>.</summary>
    public XsdDatatype Datatype { get; }

    /// <summary>The year; 1972 in a type without year.</summary>
    public long Year { get; }

    /// <summary>The month from 1; 1 in a type without month.</summary>
    public byte Month { get; }

    /// <summary>The day of the month from 1; 1 in a type without day.</summary>
    public byte Day { get; }

    /// <summary>Hours from 0 to 23.</summary>
    public byte Hour { get; }

    /// <summary>Minutes from 0 to 59.</summary>
    public byte Minute { get; }

    /// <summary>Seconds, not negative and below 60, with their fraction.</summary>
    public XsdDecimal Second { get; }

    /// <summary>True if the value has a time zone.</summary>
    public bool HasTimezone { get; }

    /// <summary>The offset of the time zone in minutes east of UTC; zero if there is none.</summary>
    public int OffsetMinutes => _offset;

    /// <summary>Seconds on the time line, counted from the start of 1970 UTC; a value without time zone is taken as UTC.</summary>
    public XsdDecimal TimelineSeconds
    {
        get
        {
            XsdDecimal days = DaysFromCivil(Year, Month, Day);
            return (days * 86400) + (((Hour * 60) + Minute - _offset) * 60) + Second;
        }
    }

    /// <summary>True if equal in type and all properties.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator ==(XsdDateTime left, XsdDateTime right) => left.Equals(right);

    /// <summary>True if different in type or any property.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool operator !=(XsdDateTime left, XsdDateTime right) => !left.Equals(right);

    /// <summary>A dateTime from parts that are in range.</summary>
    /// <param name="year">Year.</param>
    /// <param name="month">Month from 1.</param>
    /// <param name="day">Day from 1.</param>
    /// <param name="hour">Hour.</param>
    /// <param name="minute">Minute.</param>
    /// <param name="second">Second.</param>
    /// <param name="offsetMinutes">Offset of the time zone in minutes, null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is out of range.</exception>
    public static XsdDateTime CreateDateTime(
        long year, int month, int day, int hour, int minute, XsdDecimal second, int? offsetMinutes) =>
        TryCreate(XsdDatatype.DateTime, year, month, day, hour, minute, second, offsetMinutes, out var value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(year), "The parts are no date and time.");

    /// <summary>The dateTime of an instant, with its offset and fraction.</summary>
    /// <param name="instant">The instant.</param>
    public static XsdDateTime From(DateTimeOffset instant) => CreateDateTime(
        instant.Year, instant.Month, instant.Day, instant.Hour, instant.Minute,
        instant.Second + XsdDecimal.Create(instant.Ticks % TimeSpan.TicksPerSecond, 7), (int)instant.Offset.TotalMinutes);

    /// <summary>
    /// A value of one of the types from its parts; parts that the type lacks are ignored. False if a part is out of range.
    /// 24:00:00 is the start of the next day.
    /// </summary>
    /// <param name="datatype">One of the nine types.</param>
    /// <param name="year">Year.</param>
    /// <param name="month">Month from 1.</param>
    /// <param name="day">Day from 1.</param>
    /// <param name="hour">Hour.</param>
    /// <param name="minute">Minute.</param>
    /// <param name="second">Second.</param>
    /// <param name="offsetMinutes">Offset of the time zone in minutes, null for none.</param>
    /// <param name="value">The value.</param>
    public static bool TryCreate(
        XsdDatatype datatype, long year, int month, int day, int hour, int minute, XsdDecimal second, int? offsetMinutes,
        out XsdDateTime value)
    {
        value = default;
        var parts = PartsOf(datatype);
        year = Has(parts, Parts.Year) ? year : FillYear;
        month = Has(parts, Parts.Month) ? month : 1;
        day = Has(parts, Parts.Day) ? day : 1;
        if (year is < -MaxYear or > MaxYear || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month)
            || offsetMinutes is < -ZoneLimit or > ZoneLimit
            || (datatype == XsdDatatype.DateTimeStamp && offsetMinutes is null))
        {
            return false;
        }

        if (!Has(parts, Parts.Time))
        {
            value = new XsdDateTime(datatype, year, month, day, 0, 0, default, offsetMinutes);
            return true;
        }

        var endOfDay = hour == 24 && minute == 0 && second.Sign == 0;
        if ((hour is < 0 or > 23 && !endOfDay) || minute is < 0 or > 59 || second.Sign < 0 || second >= 60)
        {
            return false;
        }

        if (endOfDay)
        {
            hour = 0;
            if (datatype != XsdDatatype.Time)
            {
                (year, month, day) = CivilFromDays(DaysFromCivil(year, month, day) + 1);
            }
        }

        value = new XsdDateTime(datatype, year, month, day, hour, minute, second, offsetMinutes);
        return true;
    }

    /// <summary>True if both are of one primitive type, so that they have an order at all.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static bool AreComparable(in XsdDateTime left, in XsdDateTime right) => Primitive(left.Datatype) == Primitive(right.Datatype);

    /// <summary>
    /// The order of two values of comparable types; false if they are of different types, or if one has a time zone, the other none, and
    /// they are within 14 hours of each other (XSD 1.1 Part 2 §E.3.5), which makes the comparison an error.
    /// </summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    /// <param name="order">Negative, zero or positive.</param>
    public static bool TryCompare(in XsdDateTime left, in XsdDateTime right, out int order)
    {
        order = 0;
        if (!AreComparable(left, right))
        {
            return false;
        }

        var (leftSeconds, rightSeconds) = (left.TimelineSeconds, right.TimelineSeconds);
        order = leftSeconds.CompareTo(rightSeconds);
        if (left.HasTimezone == right.HasTimezone)
        {
            return true;
        }

        return (leftSeconds - rightSeconds).Abs() > ZoneLimit * 60;
    }

    /// <summary>A total order within one type that agrees with <see cref="TryCompare"/>: no time zone counts as UTC.</summary>
    /// <param name="left">Left operand.</param>
    /// <param name="right">Right operand.</param>
    public static int CompareTotal(in XsdDateTime left, in XsdDateTime right) => left.TimelineSeconds.CompareTo(right.TimelineSeconds);

    /// <summary>The instant a duration later (XSD 1.1 Part 2 §E.3.3); false if the type has no such end or the year is out of range.</summary>
    /// <param name="duration">The duration, which may be negative.</param>
    /// <param name="sum">The sum, of the same type and time zone.</param>
    public bool TryAdd(in XsdDuration duration, out XsdDateTime sum)
    {
        sum = default;
        if (Primitive(Datatype) is not (XsdDatatype.DateTime or XsdDatatype.Date or XsdDatatype.Time)
            || (Datatype == XsdDatatype.Time && !duration.Months.IsZero))
        {
            return false;
        }

        var months = (((BigInteger)Year * 12) + (Month - 1)) + duration.Months;
        var year = BigInteger.DivRem(months, 12, out var month);
        if (month.Sign < 0)
        {
            month += 12;
            year -= 1;
        }

        if (BigInteger.Abs(year) > MaxYear)
        {
            return false;
        }

        var day = Math.Min(Day, DaysInMonth((long)year, (int)month + 1));
        var seconds = (Hour * 3600) + (Minute * 60) + Second + duration.Seconds;
        var days = (seconds.Floor().Unscaled - FloorModulo(seconds.Floor().Unscaled, 86400)) / 86400;
        var time = seconds - (days * 86400);
        var wholeTime = (int)time.Truncate();
        var date = DaysFromCivil((long)year, (int)month + 1, day);
        if (BigInteger.Abs(days) > MaxYear * 366)
        {
            return false;
        }

        var (newYear, newMonth, newDay) = Datatype == XsdDatatype.Time ? (FillYear, 1, 1) : CivilFromDays(date + (long)days);
        return TryCreate(
            Datatype, newYear, newMonth, newDay, wholeTime / 3600, wholeTime / 60 % 60, time - (wholeTime / 60 * 60),
            HasTimezone ? _offset : null, out sum);
    }

    /// <inheritdoc/>
    public bool Equals(XsdDateTime other) =>
        Datatype == other.Datatype && Year == other.Year && Month == other.Month && Day == other.Day && Hour == other.Hour
        && Minute == other.Minute && Second == other.Second && HasTimezone == other.HasTimezone && _offset == other._offset;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is XsdDateTime other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Datatype, Year, Month, Day, Hour, Minute, Second, _offset);

    /// <summary>Number of days of a month in the proleptic Gregorian calendar.</summary>
    /// <param name="year">The year; 0 is 1 BC.</param>
    /// <param name="month">The month from 1.</param>
    internal static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static XsdDatatype Primitive(XsdDatatype datatype) =>
        datatype == XsdDatatype.DateTimeStamp ? XsdDatatype.DateTime : datatype;

    private static BigInteger FloorModulo(BigInteger value, int modulus)
    {
        var remainder = value % modulus;
        return remainder.Sign < 0 ? remainder + modulus : remainder;
    }

    /// <summary>Days from 1970-01-01 to a day of the proleptic Gregorian calendar; negative before.</summary>
    /// <param name="year">The year; 0 is 1 BC.</param>
    /// <param name="month">The month from 1.</param>
    /// <param name="day">The day from 1.</param>
    public static long DaysFromCivil(long year, int month, int day)
    {
        // Years are counted from March, so that the leap day is the last of its year; 400 years have 146,097 days.
        year -= month <= 2 ? 1 : 0;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + dayOfEra - 719468;
    }

    /// <summary>The inverse of <see cref="DaysFromCivil"/>.</summary>
    /// <param name="days">Days from 1970-01-01.</param>
    public static (long Year, int Month, int Day) CivilFromDays(long days)
    {
        days += 719468;
        var era = (days >= 0 ? days : days - 146096) / 146097;
        var dayOfEra = days - (era * 146097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1));
    }

    private static Parts PartsOf(XsdDatatype datatype) => datatype switch
    {
        XsdDatatype.DateTime or XsdDatatype.DateTimeStamp => Parts.Year | Parts.Month | Parts.Day | Parts.Time,
        XsdDatatype.Date => Parts.Year | Parts.Month | Parts.Day,
        XsdDatatype.Time => Parts.Time,
        XsdDatatype.GYear => Parts.Year,
        XsdDatatype.GYearMonth => Parts.Year | Parts.Month,
        XsdDatatype.GMonthDay => Parts.Month | Parts.Day,
        XsdDatatype.GDay => Parts.Day,
        XsdDatatype.GMonth => Parts.Month,
        _ => throw new ArgumentOutOfRangeException(nameof(datatype)),
    };

    // Not Enum.HasFlag, which boxes where the compiler does not optimise.
    private static bool Has(Parts parts, Parts wanted) => (parts & wanted) == wanted;

    [Flags]
    private enum Parts
    {
        None = 0,
        Year = 1,
        Month = 2,
        Day = 4,
        Time = 8,
    }
}
