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

    // Zone codes: 0 none, 1 "Z", from 2 the offset in minutes (dateTime: in quarters of an hour) from -14:00.
    private const int NoZone = 0;
    private const int Utc = 1;
    private const int FirstOffset = 2;

    internal static bool TryEncode(ReadOnlySpan<byte> lexical, XsdType type, out TermId id)
    {
        id = default;
        if (!CalendarValue.TryParse(lexical, type, out var value) || value.Year is < -MaxYear or > MaxYear)
        {
            return false;
        }

        var zone = value.TimezoneMinutes is not { } offset ? NoZone : lexical[^1] == 'Z' ? Utc : offset + MaxZone + FirstOffset;
        var minutes = value.LocalMinutes - (value.TimezoneMinutes ?? 0);
        if (type == XsdType.DateTime)
        {
            var point = lexical.IndexOf((byte)'.');
            var fraction = point < 0 ? 0 : lexical[(point + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            fraction = fraction < 0 ? lexical.Length - point - 1 : fraction;
            if (fraction > MaxFraction || (zone >= FirstOffset && value.TimezoneMinutes % Quarter != 0))
            {
                return false;
            }

            zone = zone >= FirstOffset ? ((zone - FirstOffset) / Quarter) + FirstOffset : zone;
            var instant = (minutes * 60_000) + (long)(value.Second * 1000) + InstantBias;
            var low = ((uint)zone << FractionBits) | (uint)fraction;
            id = TermId.FromPayload(TermTag.DateTime, ((ulong)instant << (QuarterZoneBits + FractionBits)) | low);
        }
        else
        {
            var tag = type switch { XsdType.Date => TermTag.Date, XsdType.GYearMonth => TermTag.GYearMonth, _ => TermTag.GYear };
            id = TermId.FromPayload(tag, ((ulong)(minutes + MinuteBias) << ZoneBits) | (uint)zone);
        }

        // "24:00:00" and "-00:00" print differently and go to the dictionary.
        Span<byte> printed = stackalloc byte[TermId.MaxInlineLength];
        if (printed[..Format(id, printed)].SequenceEqual(lexical))
        {
            return true;
        }

        id = default;
        return false;
    }

    internal static bool Decode(TermId id, out CalendarValue value, out int zone, out int fraction)
    {
        var payload = id.Payload;
        long minutes;
        decimal second = 0;
        fraction = 0;
        if (id.Tag == TermTag.DateTime)
        {
            fraction = (int)(payload & ((1UL << FractionBits) - 1));
            zone = (int)((payload >> FractionBits) & ((1UL << QuarterZoneBits) - 1));
            zone = zone >= FirstOffset ? ((zone - FirstOffset) * Quarter) + FirstOffset : zone;
            var instant = (long)(payload >> (QuarterZoneBits + FractionBits)) - InstantBias;
            minutes = FloorDivide(instant, 60_000);
            second = (instant - (minutes * 60_000)) / 1000m;
        }
        else
        {
            zone = (int)(payload & ((1UL << ZoneBits) - 1));
            minutes = (long)(payload >> ZoneBits) - MinuteBias;
        }

        int? offset = zone switch { NoZone => null, Utc => 0, _ => zone - FirstOffset - MaxZone };
        minutes += offset ?? 0;
        var days = FloorDivide(minutes, 1440);
        var ofDay = (int)(minutes - (days * 1440));
        var (year, month, day) = CalendarValue.FromDays(days);
        value = new(id.XsdType, year, month, day, ofDay / 60, ofDay % 60, second, offset);
        return true;
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
        if (value.Type != XsdType.GYear)
        {
            length += Part(utf8[length..], '-', value.Month);
        }

        if (value.Type is XsdType.Date or XsdType.DateTime)
        {
            length += Part(utf8[length..], '-', value.Day);
        }

        if (value.Type == XsdType.DateTime)
        {
            length += Part(utf8[length..], 'T', value.Hour);
            length += Part(utf8[length..], ':', value.Minute);
            var milliseconds = (int)(value.Second * 1000);
            length += Part(utf8[length..], ':', milliseconds / 1000);
            if (fraction > 0)
            {
                utf8[length++] = (byte)'.';
                Digits(utf8[length..], milliseconds % 1000, 3);
                length += fraction;
            }
        }

        return length + Zone(utf8[length..], zone, value.TimezoneMinutes ?? 0);
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
