using System.Buffers.Binary;

namespace KnowledgeGraph.Store;

/// <summary>
/// Bytes with 64-bit offsets, in segments below 2 GiB that are arrays or parts of mapped files. Nothing that was appended in one
/// piece crosses a segment border, and 8 readable bytes follow every piece. Immutable, safe for any number of readers.
/// </summary>
internal sealed class ByteSegments
{
    internal const int SegmentBits = 28;
    internal const int Slack = 8;
    private const long SegmentMask = (1L << SegmentBits) - 1;

    internal ByteSegments(ByteRange[] segments) => Segments = segments;

    internal ByteRange[] Segments { get; }

    internal bool IsMapped => Segments.Length > 0 && Segments[0].IsMapped;

    internal long TotalBytes
    {
        get
        {
            long total = 0;
            foreach (var segment in Segments)
            {
                total += segment.Length;
            }

            return total;
        }
    }

    /// <summary>
    /// At most so many bytes from an offset, not beyond its segment. To be read only while somebody holds this: callers end with
    /// <see cref="GC.KeepAlive"/>.
    /// </summary>
    internal ReadOnlySpan<byte> Read(long offset, int atMost) =>
        Segments[offset >> SegmentBits].Read((int)(offset & SegmentMask), atMost);

    private static ReadOnlySpan<byte> Counted(ReadOnlySpan<byte> bytes)
    {
        int length = bytes[0];
        if (length < 0x80)
        {
            return bytes.Slice(1, length);
        }

        length = BinaryPrimitives.ReadInt32BigEndian(bytes) & int.MaxValue;
        return bytes.Slice(sizeof(int), length);
    }

    /// <summary>Appends pieces. Not thread-safe.</summary>
    internal sealed class Writer
    {
        private readonly List<byte[]> _full = [];
        private byte[] _current = new byte[256];
        private int _used;

        /// <summary>Reserves room for a piece and returns its offset.</summary>
        internal long Reserve(int length, out Span<byte> room)
        {
            if (length > SegmentMask - Slack)
            {
                throw new ArgumentOutOfRangeException(nameof(length), length, "A term or block is limited to 256 MiB.");
            }

            if (_used + (long)length + Slack > SegmentMask + 1)
            {
                Close();
                _current = new byte[Math.Max(1 << 16, length + Slack)];
            }
            else if (_used + length + Slack > _current.Length)
            {
                Array.Resize(ref _current, (int)Math.Min(SegmentMask + 1, Math.Max(_used + (long)length + Slack, _current.Length * 2L)));
            }

            room = _current.AsSpan(_used, length);
            var offset = ((long)_full.Count << SegmentBits) | (uint)_used;
            _used += length;
            return offset;
        }

        /// <summary>Appends a piece.</summary>
        internal long Append(ReadOnlySpan<byte> bytes)
        {
            var offset = Reserve(bytes.Length, out var room);
            bytes.CopyTo(room);
            return offset;
        }

        /// <summary>Appends a piece with its length in front: one byte, or four with the top bit set.</summary>
        internal long AppendCounted(ReadOnlySpan<byte> bytes)
        {
            var prefix = bytes.Length < 0x80 ? 1 : sizeof(int);
            var offset = Reserve(prefix + bytes.Length, out var room);
            if (prefix == 1)
            {
                room[0] = (byte)bytes.Length;
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(room, (uint)bytes.Length | 0x8000_0000U);
            }

            bytes.CopyTo(room[prefix..]);
            return offset;
        }

        /// <summary>A piece appended before; valid until the next append.</summary>
        internal ReadOnlySpan<byte> Counted(long offset)
        {
            var segment = (int)(offset >> SegmentBits);
            var bytes = segment == _full.Count ? _current : _full[segment];
            return ByteSegments.Counted(bytes.AsSpan((int)(offset & SegmentMask)));
        }

        internal ByteSegments Finish()
        {
            Close();
            return new([.. _full.Select(bytes => new ByteRange(bytes))]);
        }

        private void Close()
        {
            Array.Resize(ref _current, _used + Slack);
            _full.Add(_current);
            _used = 0;
        }
    }
}
