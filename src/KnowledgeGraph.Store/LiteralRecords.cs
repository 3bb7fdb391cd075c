using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// The side column of the typed literals of a bulk load: the values of those that have one, so that filters never parse. Literals come in
/// index order.
/// Immutable, safe for any number of readers.
/// </summary>
/// <remarks>
/// A record is empty for a literal without value; else its first byte is the <see cref="Kind"/>, and there follow, little-endian: for
/// integers and decimals the decimal; for floats and doubles the 4 or 8 bytes of IEEE 754; for dates and times the place of the type in
/// <see cref="s_calendarTypes"/> (1 byte), year (8), month, day, hour, minute (1 each), minutes of the time zone (2, −32768 for none) and
/// the seconds as a decimal; for durations the number of bytes of the months (4), the months, and the seconds as a decimal. A decimal is
/// its number of fraction digits (4) and then, to the end, the two's complement of the unscaled number.
/// </remarks>
internal sealed class LiteralRecords(ByteStrings records)
{
    private const short NoZone = short.MinValue;

    private static readonly XsdDatatype[] s_calendarTypes =
    [
        XsdDatatype.DateTime, XsdDatatype.DateTimeStamp, XsdDatatype.Date, XsdDatatype.Time, XsdDatatype.GYear, XsdDatatype.GYearMonth,
        XsdDatatype.GMonthDay, XsdDatatype.GDay, XsdDatatype.GMonth,
    ];

    private enum Kind : byte
    {
        None = 0,
        Integer = 1,
        Decimal = 2,
        Float = 3,
        Double = 4,
        Calendar = 5,
        Duration = 6,
    }

    internal ByteStrings Records => records;

    internal long TotalBytes => records.TotalBytes;

    internal bool TryGetNumber(long index, out XsdNumber value)
    {
        var record = records[index];
        var body = record.IsEmpty ? record : record[1..];
        var kind = KindOf(record);
        value = kind switch
        {
            Kind.Integer => XsdNumber.Integer(ReadDecimal(body)),
            Kind.Decimal => XsdNumber.Decimal(ReadDecimal(body)),
            Kind.Float => XsdNumber.Float(BinaryPrimitives.ReadSingleLittleEndian(body)),
            Kind.Double => XsdNumber.Double(BinaryPrimitives.ReadDoubleLittleEndian(body)),
            _ => default,
        };
        GC.KeepAlive(this);
        return kind is >= Kind.Integer and <= Kind.Double;
    }

    internal bool TryGetDateTime(long index, out XsdDateTime value)
    {
        var record = records[index];
        value = default;
        if (KindOf(record) != Kind.Calendar)
        {
            return false;
        }

        var zone = BinaryPrimitives.ReadInt16LittleEndian(record[14..]);
        var found = XsdDateTime.TryCreate(
            s_calendarTypes[record[1]], BinaryPrimitives.ReadInt64LittleEndian(record[2..]), record[10], record[11], record[12], record[13],
            ReadDecimal(record[16..]), zone == NoZone ? null : zone, out value);
        GC.KeepAlive(this);
        return found;
    }

    internal bool TryGetDuration(long index, out XsdDuration value)
    {
        var record = records[index];
        value = default;
        if (KindOf(record) != Kind.Duration)
        {
            return false;
        }

        var months = BinaryPrimitives.ReadInt32LittleEndian(record[1..]);
        value = new(new BigInteger(record.Slice(5, months)), ReadDecimal(record[(5 + months)..]));
        GC.KeepAlive(this);
        return true;
    }

    private static Kind KindOf(ReadOnlySpan<byte> record) => record.IsEmpty ? Kind.None : (Kind)record[0];

    private static XsdDecimal ReadDecimal(ReadOnlySpan<byte> bytes)
    {
        var scale = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var unscaled = bytes[sizeof(int)..];
        return unscaled.Length <= sizeof(long)
            ? XsdDecimal.Create((long)new BigInteger(unscaled), scale)
            : XsdDecimal.Create(new BigInteger(unscaled), scale);
    }

    /// <summary>Takes the literals one after the other. Not thread-safe.</summary>
    internal sealed class Builder
    {
        private readonly ByteStrings.Builder _records = new();
        private readonly ArrayBufferWriter<byte> _record = new();

        internal void Add(ReadOnlySpan<byte> lexical, XsdDatatype datatype)
        {
            _record.ResetWrittenCount();
            if (XsdNumber.TryParse(lexical, datatype, out var number))
            {
                Write(number);
            }
            else if (XsdDatatypes.IsDateTime(datatype) && XsdDateTime.TryParse(lexical, datatype, out var time))
            {
                Write(time);
            }
            else if (XsdDatatypes.IsDuration(datatype) && XsdDuration.TryParse(lexical, datatype, out var duration))
            {
                _record.Write([(byte)Kind.Duration]);
                var months = duration.Months.ToByteArray();
                WriteInt32(months.Length);
                _record.Write(months);
                Write(duration.Seconds);
            }

            _records.Add(_record.WrittenSpan);
        }

        internal LiteralRecords Finish() => new(_records.Finish());

        private void Write(in XsdNumber number)
        {
            switch (number.Kind)
            {
                case XsdNumberKind.Float:
                    _record.Write([(byte)Kind.Float]);
                    BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), number.ToSingle());
                    break;
                case XsdNumberKind.Double:
                    _record.Write([(byte)Kind.Double]);
                    BinaryPrimitives.WriteDoubleLittleEndian(Room(sizeof(double)), number.ToDouble());
                    break;
                default:
                    _record.Write([(byte)(number.Kind == XsdNumberKind.Integer ? Kind.Integer : Kind.Decimal)]);
                    Write(number.Exact);
                    break;
            }
        }

        private void Write(in XsdDateTime time)
        {
            _record.Write([(byte)Kind.Calendar, (byte)Array.IndexOf(s_calendarTypes, time.Datatype)]);
            BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), time.Year);
            _record.Write([time.Month, time.Day, time.Hour, time.Minute]);
            BinaryPrimitives.WriteInt16LittleEndian(Room(sizeof(short)), time.HasTimezone ? (short)time.OffsetMinutes : NoZone);
            Write(time.Second);
        }

        private void Write(XsdDecimal number)
        {
            WriteInt32(number.Scale);
            _record.Write(number.Unscaled.ToByteArray());
        }

        private void WriteInt32(int number) => BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), number);

        private Span<byte> Room(int length)
        {
            var room = _record.GetSpan(length)[..length];
            _record.Advance(length);
            return room;
        }
    }
}
