using System.Diagnostics;

namespace KnowledgeGraph.Store;

/// <summary>
/// The value of an xsd:dateTime, date, time, gYearMonth or gYear: XSD's seven properties. Absent parts have the least value (month 1,
/// day 1, midnight; a time has year 1970), so that the start of the interval is always there.
/// </summary>
/// <param name="Type">The datatype.</param>
/// <param name="Year">The year, proleptic Gregorian, year 0 included.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59.</param>
/// <param name="Second">0 to below 60, with fraction.</param>
/// <param name="TimezoneMinutes">Offset from UTC, -840 to 840, or null if there is none.</param>
/// <seealso href="https://www.w3.org/TR/xmlschema11-2/#theSevenPropertyModel"/>
public readonly record struct CalendarValue(
    XsdType Type, long Year, int Month, int Day, int Hour, int Minute, decimal Second, int? TimezoneMinutes)
{
    private const int MaxFractionDigits = 20;
    private const int MaxYearDigits = 12;

    /// <summary>Minutes from 1970-01-01T00:00 to the minute of this value, as printed, without the time zone.</summary>
    public long LocalMinutes => (DaysFromEpoch(Year, Month, Day) * 1440) + (Hour * 60) + Minute;

    /// <summary>Seconds from 1970-01-01T00:00:00Z to the start of this value.</summary>
    /// <param name="implicitTimezoneMinutes">The zone taken where the value has none (XPath F&amp;O 3.1 §3.1.3).</param>
    public decimal SecondsFromEpoch(int implicitTimezoneMinutes = 0) =>
        ((LocalMinutes - (TimezoneMinutes ?? implicitTimezoneMinutes)) * 60m) + Second;

    /// <summary>Days from 1970-01-01 in the proleptic Gregorian calendar; negative before.</summary>
    /// <param name="year">Year, 0 and below allowed.</param>
    /// <param name="month">1 to 12.</param>
    /// <param name="day">1 to 31.</param>
    public static long DaysFromEpoch(long year, int month, int day)
    {
        // Years counted from March, so that the leap day is the last of the year; 400 years have 146,097 days.
        var y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    /// <summary>The inverse of <see cref="DaysFromEpoch"/>.</summary>
    /// <param name="days">Days from 1970-01-01.</param>
    public static (long Year, int Month, int Day) FromDays(long days)
    {
        days += 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>Number of days in a month.</summary>
    /// <param name="year">The year; leap years are those of the proleptic Gregorian calendar.</param>
    /// <param name="month">1 to 12.</param>
    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>
    /// Reads a lexical form. False if it is not in the lexical space of the type, or has more than 12 digits of year or 20 of fraction.
    /// </summary>
    /// <param name="lexical">The lexical form.</param>
    /// <param name="type">A calendar type.</param>
    /// <param name="value">The value; 24:00:00 is midnight of the next day.</param>
    public static bool TryParse(ReadOnlySpan<byte> lexical, XsdType type, out CalendarValue value)
    {
        value = default;
        var rest = lexical;
        long year = 1970;
        int month = 1, day = 1, hour = 0, minute = 0;
        decimal second = 0;
        var endOfDay = false;
        var ok = type switch
        {
            XsdType.DateTime => TryYear(ref rest, out year) && TryPart(ref rest, '-', out month) && TryPart(ref rest, '-', out day)
                && TrySkip(ref rest, 'T') && TryClock(ref rest, out hour, out minute, out second, out endOfDay),
            XsdType.Date => TryYear(ref rest, out year) && TryPart(ref rest, '-', out month) && TryPart(ref rest, '-', out day),
            XsdType.GYearMonth => TryYear(ref rest, out year) && TryPart(ref rest, '-', out month),
            XsdType.GYear => TryYear(ref rest, out year),
            XsdType.Time => TryClock(ref rest, out hour, out minute, out second, out endOfDay),
            _ => false,
        };
        if (!ok || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month) || !TryTimezone(rest, out var timezone))
        {
            return false;
        }

        if (endOfDay && type == XsdType.DateTime)
        {
            (year, month, day) = FromDays(DaysFromEpoch(year, month, day) + 1);
        }

        value = new(type, year, month, day, hour, minute, second, timezone);
        return true;
    }

    private static bool TryYear(ref ReadOnlySpan<byte> rest, out long year)
    {
        year = 0;
        var negative = TrySkip(ref rest, '-');
        var count = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? rest.Length : count;
        if (count is < 4 or > MaxYearDigits || (count > 4 && rest[0] == '0'))
        {
            return false;
        }

        foreach (var digit in rest[..count])
        {
            year = (year * 10) + (digit - '0');
        }

        year = negative ? -year : year;
        rest = rest[count..];
        return !negative || year != 0;
    }

    private static bool TryPart(ref ReadOnlySpan<byte> rest, char separator, out int part)
    {
        part = 0;
        return TrySkip(ref rest, separator) && TryTwoDigits(ref rest, out part);
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> rest, char expected)
    {
        if (rest.Length == 0 || rest[0] != expected)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool TryTwoDigits(ref ReadOnlySpan<byte> rest, out int number)
    {
        number = 0;
        if (rest.Length < 2 || !char.IsAsciiDigit((char)rest[0]) || !char.IsAsciiDigit((char)rest[1]))
        {
            return false;
        }

        number = ((rest[0] - '0') * 10) + rest[1] - '0';
        rest = rest[2..];
        return true;
    }

    private static bool TryClock(ref ReadOnlySpan<byte> rest, out int hour, out int minute, out decimal second, out bool endOfDay)
    {
        minute = 0;
        second = 0;
        endOfDay = false;
        if (!TryTwoDigits(ref rest, out hour) || !TryPart(ref rest, ':', out minute) || !TryPart(ref rest, ':', out var whole))
        {
            return false;
        }

        second = whole;
        if (TrySkip(ref rest, '.'))
        {
            var count = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            count = count < 0 ? rest.Length : count;
            if (count is 0 or > MaxFractionDigits)
            {
                return false;
            }

            var unit = 1m;
            foreach (var digit in rest[..count])
            {
                unit /= 10;
                second += (digit - '0') * unit;
            }

            rest = rest[count..];
        }

        endOfDay = hour == 24 && minute == 0 && second == 0;
        hour = endOfDay ? 0 : hour;
        return hour < 24 && minute < 60 && second < 60;
    }

    private static bool TryTimezone(ReadOnlySpan<byte> rest, out int? minutes)
    {
        minutes = null;
        if (rest.Length == 0)
        {
            return true;
        }

        if (rest.Length == 1 && rest[0] == 'Z')
        {
            minutes = 0;
            return true;
        }

        var negative = rest[0] == '-';
        if (!negative && rest[0] != '+')
        {
            return false;
        }

        rest = rest[1..];
        if (!TryTwoDigits(ref rest, out var hours) || !TryPart(ref rest, ':', out var part) || rest.Length != 0
            || part > 59 || (hours * 60) + part > 840)
        {
            return false;
        }

        minutes = negative ? -((hours * 60) + part) : (hours * 60) + part;
        Debug.Assert(minutes is >= -840 and <= 840, "checked above");
        return true;
    }
}
