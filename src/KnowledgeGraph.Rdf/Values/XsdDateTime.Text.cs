using System.Buffers;
using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Rdf.Values;

/// <content>Lexical forms (XSD 1.1 Part 2 §D.2 and §E.3.6), conversion between the types and the parts that have one.</content>
public readonly partial struct XsdDateTime
{
    private static readonly SearchValues<byte> s_decimalDigits = SearchValues.Create("0123456789."u8);

    /// <summary>Reads a lexical form; false if it is not one of the type.</summary>
    /// <param name="text">The lexical form in UTF-8, without white space.</param>
    /// <param name="datatype">One of the nine types.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, XsdDatatype datatype, out XsdDateTime value)
    {
        value = default;
        var parts = PartsOf(datatype);
        var reader = new Reader(text);
        long year = FillYear;
        var (month, day, hour, minute) = (1, 1, 0, 0);
        XsdDecimal second = default;
        if (Has(parts, Parts.Year) && !reader.TryYear(out year))
        {
            return false;
        }

        // gMonth is --MM, gMonthDay --MM-DD, gDay ---DD: hyphens stand for the parts left out before.
        var prefix = datatype switch
        {
            XsdDatatype.GMonth or XsdDatatype.GMonthDay => "--"u8,
            XsdDatatype.GDay => "---"u8,
            _ => default,
        };
        if (!reader.TryText(prefix))
        {
            return false;
        }

        if (Has(parts, Parts.Month)
            && ((Has(parts, Parts.Year) && !reader.TryText("-"u8)) || !reader.TryTwoDigits(out month)))
        {
            return false;
        }

        if (Has(parts, Parts.Day)
            && ((Has(parts, Parts.Month) && !reader.TryText("-"u8)) || !reader.TryTwoDigits(out day)))
        {
            return false;
        }

        if (Has(parts, Parts.Time)
            && ((Has(parts, Parts.Day) && !reader.TryText("T"u8)) || !reader.TryTime(out hour, out minute, out second)))
        {
            return false;
        }

        return reader.TryZone(out var offset) && TryCreate(datatype, year, month, day, hour, minute, second, offset, out value);
    }

    /// <summary>Reads a lexical form; false if it is not one of the type.</summary>
    /// <param name="text">The lexical form, without white space.</param>
    /// <param name="datatype">One of the nine types.</param>
    /// <param name="value">The value.</param>
    public static bool TryParse(string text, XsdDatatype datatype, out XsdDateTime value) =>
        TryParse(Encoding.UTF8.GetBytes(text), datatype, out value);

    /// <summary>
    /// The value as another of the types, parts dropped or, from a date to a dateTime, set to midnight (XPath F&amp;O §19.1.3); false if
    /// the other type needs a part that this one lacks.
    /// </summary>
    /// <param name="datatype">The other type.</param>
    /// <param name="value">The value.</param>
    public bool TryConvert(XsdDatatype datatype, out XsdDateTime value)
    {
        value = default;
        var (have, want) = (PartsOf(Datatype), PartsOf(datatype));
        var fromDate = Datatype == XsdDatatype.Date && Primitive(datatype) == XsdDatatype.DateTime;
        if (!Has(have, fromDate ? want & ~Parts.Time : want)
            || (Datatype != datatype && Primitive(Datatype) != XsdDatatype.DateTime && Datatype != XsdDatatype.Date))
        {
            return false;
        }

        return TryCreate(datatype, Year, Month, Day, Hour, Minute, Second, HasTimezone ? _offset : null, out value);
    }

    /// <summary>True if the type has a year.</summary>
    public bool HasYear => Has(PartsOf(Datatype), Parts.Year);

    /// <summary>True if the type has a month.</summary>
    public bool HasMonth => Has(PartsOf(Datatype), Parts.Month);

    /// <summary>True if the type has a day.</summary>
    public bool HasDay => Has(PartsOf(Datatype), Parts.Day);

    /// <summary>True if the type has hours, minutes and seconds.</summary>
    public bool HasTime => Has(PartsOf(Datatype), Parts.Time);

    /// <summary>The time zone as written by TZ: <c>Z</c>, <c>-08:00</c>, or empty if there is none (SPARQL 1.1 §17.4.5.9).</summary>
    public string TimezoneText
    {
        get
        {
            var text = new StringBuilder();
            AppendZone(text);
            return text.ToString();
        }
    }

    /// <summary>The canonical form; the time zone is kept.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(32);
        var parts = PartsOf(Datatype);
        if (Has(parts, Parts.Year))
        {
            text.Append(Year < 0 ? "-" : "").Append(Math.Abs(Year).ToString("0000", CultureInfo.InvariantCulture));
        }
        else if (!Has(parts, Parts.Time))
        {
            text.Append('-');
        }

        if (Has(parts, Parts.Month))
        {
            text.Append('-').Append(Month.ToString("00", CultureInfo.InvariantCulture));
        }
        else if (Has(parts, Parts.Day))
        {
            text.Append('-');
        }

        if (Has(parts, Parts.Day))
        {
            text.Append('-').Append(Day.ToString("00", CultureInfo.InvariantCulture));
        }

        if (Has(parts, Parts.Time))
        {
            text.Append(Has(parts, Parts.Day) ? "T" : "").Append(CultureInfo.InvariantCulture, $"{Hour:00}:{Minute:00}:");
            text.Append(Second < 10 ? "0" : "").Append(Second.ToString());
        }

        AppendZone(text);
        return text.ToString();
    }

    private void AppendZone(StringBuilder text)
    {
        if (!HasTimezone)
        {
            return;
        }

        if (_offset == 0)
        {
            text.Append('Z');
            return;
        }

        var minutes = Math.Abs((int)_offset);
        text.Append(CultureInfo.InvariantCulture, $"{(_offset < 0 ? '-' : '+')}{minutes / 60:00}:{minutes % 60:00}");
    }

    private ref struct Reader(ReadOnlySpan<byte> text)
    {
        private ReadOnlySpan<byte> _rest = text;

        public bool TryText(ReadOnlySpan<byte> expected)
        {
            if (!_rest.StartsWith(expected))
            {
                return false;
            }

            _rest = _rest[expected.Length..];
            return true;
        }

        // yearFrag: '-'? (([1-9] digit digit digit+) | ('0' digit digit digit))
        public bool TryYear(out long year)
        {
            year = 0;
            var negative = TryText("-"u8);
            var length = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            length = length < 0 ? _rest.Length : length;
            if (length < 4 || length > 16 || (length > 4 && _rest[0] == (byte)'0'))
            {
                return false;
            }

            foreach (var digit in _rest[..length])
            {
                year = (year * 10) + (digit - '0');
            }

            year = negative ? -year : year;
            _rest = _rest[length..];
            return true;
        }

        public bool TryTwoDigits(out int number)
        {
            number = 0;
            if (_rest.Length < 2 || !char.IsAsciiDigit((char)_rest[0]) || !char.IsAsciiDigit((char)_rest[1]))
            {
                return false;
            }

            number = ((_rest[0] - '0') * 10) + (_rest[1] - '0');
            _rest = _rest[2..];
            return true;
        }

        public bool TryTime(out int hour, out int minute, out XsdDecimal second)
        {
            (minute, second) = (0, default);
            if (!TryTwoDigits(out hour) || !TryText(":"u8) || !TryTwoDigits(out minute) || !TryText(":"u8))
            {
                return false;
            }

            var end = _rest.IndexOfAnyExcept(s_decimalDigits);
            var digits = end < 0 ? _rest : _rest[..end];
            _rest = _rest[digits.Length..];
            return digits.Length >= 2 && digits.IndexOf((byte)'.') is -1 or 2 && digits[^1] != (byte)'.'
                && (digits.Length == 2 || digits[2] == (byte)'.') && XsdDecimal.TryParse(digits, out second);
        }

        public bool TryZone(out int? offsetMinutes)
        {
            offsetMinutes = null;
            if (_rest.IsEmpty)
            {
                return true;
            }

            if (_rest.SequenceEqual("Z"u8))
            {
                offsetMinutes = 0;
                return true;
            }

            var sign = _rest[0] == (byte)'-' ? -1 : 1;
            if (!(TryText("+"u8) || TryText("-"u8)) || !TryTwoDigits(out var hours) || !TryText(":"u8) || !TryTwoDigits(out var minutes)
                || minutes > 59 || hours > 14 || (hours == 14 && minutes != 0) || !_rest.IsEmpty)
            {
                return false;
            }

            offsetMinutes = sign * ((hours * 60) + minutes);
            return true;
        }
    }
}
