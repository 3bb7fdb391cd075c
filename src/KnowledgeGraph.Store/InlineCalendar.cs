using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// dateTimes, dates, gYearMonths and gYears in the payload of a <see cref="TermId"/>: the instant of the start in UTC first (values
/// without zone count as UTC), then the zone as printed.
/// </summary>
internal static class InlineCalendar
{
    private const int InstantBits = 50;
    private const int QuarterZoneBits = 7;
    private const int FractionBits = 2;
    private const int MaxFraction = 3;
    private const int ZoneBits = 11;
    private const int MinuteBits = TermId.PayloadBits - ZoneBits;
    private const long InstantBias = 1L << (InstantBits - 1);
    private const long MinuteBias = 1L << (MinuteBits - 1);
    private const long MaxYear = 9999;
    private const int MaxZone = 840;
    private const int Quarter = 15;
    private const int DayMinutes = 24 * 60;
    private const int MinuteMilliseconds = 60_000;

    // Zone codes: 0 none, 1 "Z", from 2 the offset in minutes (dateTime: in quarters of an hour) from -14:00.
    private const int NoZone = 0;
    private const int Utc = 1;
    private const int FirstOffset = 2;

    /// <summary>The bits behind the instant of a date, gYearMonth or gYear.</summary>
    internal const ulong ZoneMask = (1UL << ZoneBits) - 1;

    /// <summary>The bits behind the instant of a dateTime.</summary>
    internal const ulong DateTimeZoneMask = (1UL << (QuarterZoneBits + FractionBits)) - 1;

    /// <summary>Order of two ids of one tag; false if one has a zone and the other none.</summary>
    internal static bool TryCompare(TermId left, TermId right, out int order)
    {
        var (mask, shift) = left.Tag == TermTag.DateTime ? (DateTimeZoneMask, FractionBits) : (ZoneMask, 0);
        order = (left.Payload & ~mask).CompareTo(right.Payload & ~mask);
        return ((left.Payload & mask) >> shift == NoZone) == ((right.Payload & mask) >> shift == NoZone);
    }

    internal static bool TryEncode(ReadOnlySpan<byte> lexical, XsdDatatype datatype, out TermId id)
    {
        id = default;

        // What the payload cannot say goes to the dictionary: the end of a day, and the years and zones of negative zero.
        if (lexical.IndexOf("T24"u8) >= 0 || lexical.StartsWith("-0000"u8) || lexical.EndsWith("-00:00"u8)
            || !XsdDateTime.TryParse(lexical, datatype, out var value))
        {
            return false;
        }

        var point = lexical.IndexOf((byte)'.');
        var fraction = point < 0 ? 0 : lexical[(point + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        fraction = fraction < 0 ? lexical.Length - point - 1 : fraction;
        return TryEncode(value, fraction, lexical[^1] == 'Z', out id);
    }

    internal static bool TryEncode(in XsdDateTime value, out TermId id)
    {
        id = default;
        return value.Datatype is XsdDatatype.DateTime or XsdDatatype.Date or XsdDatatype.GYearMonth or XsdDatatype.GYear
            && TryEncode(value, value.Second.Scale, zeroIsZ: true, out id);
    }

    internal static bool Decode(TermId id, out XsdDateTime value, out int zone, out int fraction)
    {
        var payload = id.Payload;
        long minutes;
        XsdDecimal second = default;
        fraction = 0;
        if (id.Tag == TermTag.DateTime)
        {
            fraction = (int)(payload & ((1UL << FractionBits) - 1));
            zone = (int)((payload >> FractionBits) & ((1UL << QuarterZoneBits) - 1));
            zone = zone >= FirstOffset ? ((zone - FirstOffset) * Quarter) + FirstOffset : zone;
            var instant = (long)(payload >> (QuarterZoneBits + FractionBits)) - InstantBias;
            minutes = FloorDivide(instant, MinuteMilliseconds);
            second = XsdDecimal.Create(instant - (minutes * MinuteMilliseconds), MaxFraction);
        }
        else
        {
            zone = (int)(payload & ((1UL << ZoneBits) - 1));
            minutes = (long)(payload >> ZoneBits) - MinuteBias;
        }

        int? offset = zone switch { NoZone => null, Utc => 0, _ => zone - FirstOffset - MaxZone };
        minutes += offset ?? 0;
        var days = FloorDivide(minutes, DayMinutes);
        var ofDay = (int)(minutes - (days * DayMinutes));
        var (year, month, day) = XsdDateTime.CivilFromDays(days);
        return XsdDateTime.TryCreate(id.Datatype, year, month, day, ofDay / 60, ofDay % 60, second, offset, out value);
    }

    internal static int Format(TermId id, Span<byte> utf8)
    {
        Decode(id, out var value, out var zone, out var fraction);
        var length = 0;
        if (value.Year < 0)
        {
            utf8[length++] = (byte)'-';
        }

        length += Digits(utf8[length..], (int)Math.Abs(value.Year), 4);
        if (value.HasMonth)
        {
            length += Part(utf8[length..], '-', value.Month);
        }

        if (value.HasDay)
        {
            length += Part(utf8[length..], '-', value.Day);
        }

        if (value.HasTime)
        {
            length += Part(utf8[length..], 'T', value.Hour);
            length += Part(utf8[length..], ':', value.Minute);
            var milliseconds = Milliseconds(value.Second);
            length += Part(utf8[length..], ':', milliseconds / 1000);
            if (fraction > 0)
            {
                utf8[length++] = (byte)'.';
                Digits(utf8[length..], milliseconds % 1000, MaxFraction);
                length += fraction;
            }
        }

        return length + Zone(utf8[length..], zone, value.OffsetMinutes);
    }

    // Not from the value: how many digits of a fraction are printed, and whether the zone of no offset is "Z" or "+00:00".
    private static bool TryEncode(in XsdDateTime value, int fraction, bool zeroIsZ, out TermId id)
    {
        id = default;
        var offset = value.OffsetMinutes;
        if (value.Year is < -MaxYear or > MaxYear || fraction > MaxFraction)
        {
            return false;
        }

        var zone = !value.HasTimezone ? NoZone : offset == 0 && zeroIsZ ? Utc : offset + MaxZone + FirstOffset;
        var days = XsdDateTime.DaysFromCivil(value.Year, value.Month, value.Day);
        var minutes = (days * DayMinutes) + (value.Hour * 60) + value.Minute - offset;
        if (value.Datatype != XsdDatatype.DateTime)
        {
            var tag = value.Datatype switch
            {
                XsdDatatype.Date => TermTag.Date,
                XsdDatatype.GYearMonth => TermTag.GYearMonth,
                _ => TermTag.GYear,
            };
            id = TermId.FromPayload(tag, ((ulong)(minutes + MinuteBias) << ZoneBits) | (uint)zone);
            return true;
        }

        if (zone >= FirstOffset && offset % Quarter != 0)
        {
            return false;
        }

        zone = zone >= FirstOffset ? ((zone - FirstOffset) / Quarter) + FirstOffset : zone;
        var instant = (minutes * MinuteMilliseconds) + Milliseconds(value.Second) + InstantBias;
        var low = ((uint)zone << FractionBits) | (uint)fraction;
        id = TermId.FromPayload(TermTag.DateTime, ((ulong)instant << (QuarterZoneBits + FractionBits)) | low);
        return true;
    }

    // Of seconds with three digits after the point at most.
    private static int Milliseconds(XsdDecimal second)
    {
        second.TryGetSmallUnscaled(out var unscaled);
        for (var scale = second.Scale; scale < MaxFraction; scale++)
        {
            unscaled *= 10;
        }

        return (int)unscaled;
    }

    private static int Zone(Span<byte> utf8, int zone, int offset)
    {
        if (zone == NoZone)
        {
            return 0;
        }

        utf8[0] = (byte)'Z';
        if (zone == Utc)
        {
            return 1;
        }

        var length = Part(utf8, offset < 0 ? '-' : '+', Math.Abs(offset) / 60);
        return length + Part(utf8[length..], ':', Math.Abs(offset) % 60);
    }

    private static long FloorDivide(long value, long divisor) => (value >= 0 ? value : value - divisor + 1) / divisor;

    private static int Part(Span<byte> utf8, char separator, int value)
    {
        utf8[0] = (byte)separator;
        return 1 + Digits(utf8[1..], value, 2);
    }

    private static int Digits(Span<byte> utf8, int value, int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            utf8[i] = (byte)('0' + (value % 10));
            value /= 10;
        }

        return count;
    }
}
