using System.Buffers;
using System.Buffers.Binary;

namespace KnowledgeGraph.Store;

/// <summary>
/// Byte strings numbered from 0, any of which is found in two steps: the directory, then the bytes. Immutable, safe for any number of
/// readers.
/// </summary>
/// <remarks>
/// The directory has a record of 40 bytes for every <see cref="GroupCount"/> strings: where the first begins (8 bytes), then where each
/// one ends, counted from there (2 bytes each). The complement of an offset stands for a group of more than 64 KiB: at that offset is a
/// table with the offset (8 bytes) and length (4 bytes) of each string.
/// </remarks>
internal sealed class ByteStrings
{
    internal const int GroupBits = 4;
    internal const int GroupCount = 1 << GroupBits;
    internal const int RecordBytes = sizeof(long) + (GroupCount * sizeof(ushort));

    /// <summary>A segment of the directory has so many records, but for the last.</summary>
    internal const int SegmentRecordBits = 22;

    private const int GroupMask = GroupCount - 1;
    private const int SegmentRecordMask = (1 << SegmentRecordBits) - 1;
    private const int PlaceBytes = sizeof(long) + sizeof(int);

    internal ByteStrings(int count, ByteRange[] directory, ByteSegments bytes)
    {
        Count = count;
        Directory = directory;
        Bytes = bytes;
    }

    internal int Count { get; }

    internal ByteRange[] Directory { get; }

    internal ByteSegments Bytes { get; }

    internal bool IsMapped => Bytes.IsMapped;

    internal long TotalBytes => Bytes.TotalBytes + Directory.Sum(range => (long)range.Length);

    /// <summary>A string. To be read only while somebody holds this.</summary>
    internal ReadOnlySpan<byte> this[long index]
    {
        get
        {
            var group = index >> GroupBits;
            var at = (int)(group & SegmentRecordMask) * RecordBytes;
            var record = Directory[group >> SegmentRecordBits].Read(at, RecordBytes);
            var offset = BinaryPrimitives.ReadInt64LittleEndian(record);
            var inGroup = (int)index & GroupMask;
            if (offset < 0)
            {
                return Large(~offset, inGroup);
            }

            var ends = record[sizeof(long)..];
            var start = inGroup == 0 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(ends[((inGroup - 1) * sizeof(ushort))..]);
            var end = BinaryPrimitives.ReadUInt16LittleEndian(ends[(inGroup * sizeof(ushort))..]);
            return Bytes.Read(offset + start, end - start);
        }
    }

    private ReadOnlySpan<byte> Large(long table, int inGroup)
    {
        var place = Bytes.Read(table + (inGroup * PlaceBytes), PlaceBytes);
        return Bytes.Read(BinaryPrimitives.ReadInt64LittleEndian(place), BinaryPrimitives.ReadInt32LittleEndian(place[sizeof(long)..]));
    }

    /// <summary>Takes the strings one after the other. Not thread-safe.</summary>
    internal sealed class Builder
    {
        private readonly ByteSegments.Writer _bytes = new();
        private readonly ArrayBufferWriter<byte> _group = new(4096);
        private readonly List<byte[]> _directory = [];
        private readonly (long Offset, int Length)[] _places = new (long, int)[GroupCount];
        private byte[] _records = [];
        private int _usedRecords;
        private int _inGroup;
        private bool _isLarge;

        /// <summary>Strings taken.</summary>
        internal int Count { get; private set; }

        /// <summary>Appends a string.</summary>
        internal void Add(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Room(bytes.Length));
            Commit(bytes.Length);
        }

        /// <summary>Room for the next string, which <see cref="Commit"/> ends.</summary>
        internal Span<byte> Room(int atMost) => _group.GetSpan(Math.Max(1, atMost));

        /// <summary>The string that was written into the room.</summary>
        internal void Commit(int length)
        {
            _group.Advance(length);
            _places[_inGroup++].Length = length;
            Count++;
            if (!_isLarge && _group.WrittenCount > ushort.MaxValue)
            {
                // Too large for offsets of two bytes: its strings go out one by one.
                _isLarge = true;
                var rest = _group.WrittenSpan;
                foreach (ref var place in _places.AsSpan(0, _inGroup))
                {
                    place.Offset = _bytes.Append(rest[..place.Length]);
                    rest = rest[place.Length..];
                }

                _group.ResetWrittenCount();
            }
            else if (_isLarge)
            {
                _places[_inGroup - 1].Offset = _bytes.Append(_group.WrittenSpan);
                _group.ResetWrittenCount();
            }

            if (_inGroup == GroupCount)
            {
                CloseGroup();
            }
        }

        internal ByteStrings Finish()
        {
            if (_inGroup > 0)
            {
                CloseGroup();
            }

            if (_usedRecords > 0)
            {
                CloseRecords();
            }

            return new(Count, [.. _directory.Select(records => new ByteRange(records))], _bytes.Finish());
        }

        private void CloseGroup()
        {
            if (_usedRecords == _records.Length)
            {
                Array.Resize(ref _records, Math.Min(Math.Max(RecordBytes * 4, _records.Length * 2), RecordBytes << SegmentRecordBits));
            }

            var record = _records.AsSpan(_usedRecords, RecordBytes);
            _usedRecords += RecordBytes;
            if (_isLarge)
            {
                var table = _bytes.Reserve(GroupCount * PlaceBytes, out var room);
                for (var i = 0; i < _inGroup; i++, room = room[PlaceBytes..])
                {
                    BinaryPrimitives.WriteInt64LittleEndian(room, _places[i].Offset);
                    BinaryPrimitives.WriteInt32LittleEndian(room[sizeof(long)..], _places[i].Length);
                }

                BinaryPrimitives.WriteInt64LittleEndian(record, ~table);
            }
            else
            {
                BinaryPrimitives.WriteInt64LittleEndian(record, _bytes.Append(_group.WrittenSpan));
                var end = 0;
                for (var i = 0; i < GroupCount; i++)
                {
                    end += i < _inGroup ? _places[i].Length : 0;
                    BinaryPrimitives.WriteUInt16LittleEndian(record[(sizeof(long) + (i * sizeof(ushort)))..], (ushort)end);
                }
            }

            _group.ResetWrittenCount();
            _inGroup = 0;
            _isLarge = false;
            if (_usedRecords == RecordBytes << SegmentRecordBits)
            {
                CloseRecords();
            }
        }

        private void CloseRecords()
        {
            Array.Resize(ref _records, _usedRecords);
            _directory.Add(_records);
            _records = [];
            _usedRecords = 0;
        }
    }
}
