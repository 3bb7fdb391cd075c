using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>A column of a block of <see cref="SortedColumns"/>, with its header read.</summary>
/// <remarks>
/// The first byte tells the encoding: <see cref="EliasFano.Marker"/>; <see cref="PlainWidth"/> for ids of 8 bytes each; else the width w of
/// packed rows. These are: 1 byte frame width f, 2^f frames of 8 bytes, then rows of f + w bits, least significant bit first: frame number
/// above, below it the offset from that frame. There is one frame per tag in the block, so columns that mix IRIs and numbers stay narrow.
/// A frame whose top bit is set is a list, for tags whose ids lie far apart: bits 0–31 say where in the column it is, bits 32–39 how many
/// bytes its entries have; the list is the least id and then the entries, as distances from it, in order; rows hold the entry's number.
/// </remarks>
internal readonly ref struct BlockColumn
{
    internal const int HeaderBytes = 2;
    internal const int PlainWidth = 64;

    /// <summary>Widest packed row that one unaligned 8-byte read covers at any bit offset.</summary>
    internal const int MaxPackedBits = 57;

    internal const ulong ListFlag = 1UL << 63;
    internal const int ListEntryBytesShift = 32;

    private const int MaxGallopStep = 16;

    // For fewer rows the frames are not made ready.
    private const int MinUnpackedRows = 24;

    private readonly ReadOnlySpan<byte> _data;
    private readonly ReadOnlySpan<byte> _rows;
    private readonly int _width;
    private readonly int _frameWidth;

    internal BlockColumn(ReadOnlySpan<byte> data)
    {
        _data = data;
        _width = data[0];
        _frameWidth = data[1];
        _rows = data[(_width < PlainWidth ? HeaderBytes + (sizeof(ulong) << _frameWidth) : HeaderBytes)..];
    }

    internal ulong this[int row]
    {
        get
        {
            if (_width >= PlainWidth)
            {
                return _width == EliasFano.Marker
                    ? EliasFano.Get(_data, row)
                    : BinaryPrimitives.ReadUInt64LittleEndian(_rows[(row * sizeof(ulong))..]);
            }

            var bit = row * (_width + _frameWidth);
            var packed = BinaryPrimitives.ReadUInt64LittleEndian(_rows[(bit >> 3)..]) >> (bit & 7);
            var number = (int)((packed >> _width) & ((1UL << _frameWidth) - 1));
            var frame = BinaryPrimitives.ReadUInt64LittleEndian(_data[(HeaderBytes + (number * sizeof(ulong)))..]);
            packed &= (1UL << _width) - 1;
            return frame < ListFlag ? frame + packed : Listed(_data, frame, packed);
        }
    }

    /// <summary>
    /// The first row in [low, high), where the column is sorted, whose value is not below another (or, with <paramref name="after"/>, is
    /// above it).
    /// </summary>
    internal int Search(ulong value, bool after, int low, int high)
    {
        if (_width == EliasFano.Marker)
        {
            return EliasFano.Search(_data, value, after, low, high);
        }

        while (low < high)
        {
            var middle = (low + high) >> 1;
            var found = this[middle];
            if (found < value || (after && found == value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The first row in [low, high) whose value is not below another, which is looked for near low first.</summary>
    internal int Gallop(ulong value, int low, int high)
    {
        if (_width != EliasFano.Marker)
        {
            for (var step = 1; low + step < high; step *= 2)
            {
                if (this[low + step] >= value)
                {
                    high = low + step;
                    break;
                }

                low += step;
            }
        }

        return Search(value, after: false, low, high);
    }

    /// <summary>
    /// The first row in [low, high) whose value is above another: a few rows are looked at first, as most ranges are short.
    /// </summary>
    internal int SearchEnd(ulong value, int low, int high)
    {
        for (var step = 1; _width != EliasFano.Marker && step <= MaxGallopStep && low < high; step *= 2)
        {
            var next = Math.Min(high, low + step) - 1;
            if (this[next] > value)
            {
                high = next;
                break;
            }

            low = next + 1;
        }

        return Search(value, after: true, low, high);
    }

    internal void Decode(int first, Span<TermId> target)
    {
        if (_width == EliasFano.Marker)
        {
            EliasFano.Decode(_data, first, target);
        }
        else if (_width == PlainWidth)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = new(BinaryPrimitives.ReadUInt64LittleEndian(_rows[((first + i) * sizeof(ulong))..]));
            }
        }
        else if (target.Length < MinUnpackedRows)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = new(this[first + i]);
            }
        }
        else if (_frameWidth == 0)
        {
            DecodeOneFrame(_data, first, target);
        }
        else
        {
            DecodeFrames(_data, first, target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DecodeOneFrame(ReadOnlySpan<byte> data, int first, Span<TermId> target)
    {
        int width = data[0];
        var start = BinaryPrimitives.ReadUInt64LittleEndian(data[HeaderBytes..]);
        var rows = data[(HeaderBytes + sizeof(ulong))..];
        if (width == 0)
        {
            target.Fill(new(start));
            return;
        }

        var mask = (1UL << width) - 1;
        var bit = first * width;
        if (start >= ListFlag)
        {
            for (var i = 0; i < target.Length; i++, bit += width)
            {
                target[i] = new(Listed(data, start, (BinaryPrimitives.ReadUInt64LittleEndian(rows[(bit >> 3)..]) >> (bit & 7)) & mask));
            }

            return;
        }

        for (var i = 0; i < target.Length; i++, bit += width)
        {
            target[i] = new(start + ((BinaryPrimitives.ReadUInt64LittleEndian(rows[(bit >> 3)..]) >> (bit & 7)) & mask));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DecodeFrames(ReadOnlySpan<byte> data, int first, Span<TermId> target)
    {
        int width = data[0], frameWidth = data[1];
        var frames = data[HeaderBytes..];
        var rows = frames[(sizeof(ulong) << frameWidth)..];
        Span<Frame> unpacked = stackalloc Frame[1 << TermId.TagBits];
        var hasLists = false;
        for (var number = 0; number < 1 << frameWidth; number++)
        {
            var frame = BinaryPrimitives.ReadUInt64LittleEndian(frames[(number * sizeof(ulong))..]);
            unpacked[number] = new(data, frame, (1UL << width) - 1);
            hasLists |= frame >= ListFlag;
        }

        var mask = (1UL << width) - 1;
        var frameMask = (1UL << frameWidth) - 1;
        var rowBits = width + frameWidth;
        var bit = first * rowBits;
        if (!hasLists)
        {
            for (var i = 0; i < target.Length; i++, bit += rowBits)
            {
                var packed = BinaryPrimitives.ReadUInt64LittleEndian(rows[(bit >> 3)..]) >> (bit & 7);
                target[i] = new(unpacked[(int)((packed >> width) & frameMask)].Least + (packed & mask));
            }

            return;
        }

        // Without a branch that would be foretold wrongly: the part that does not apply is masked out.
        for (var i = 0; i < target.Length; i++, bit += rowBits)
        {
            var packed = BinaryPrimitives.ReadUInt64LittleEndian(rows[(bit >> 3)..]) >> (bit & 7);
            ref readonly var frame = ref unpacked[(int)((packed >> width) & frameMask)];
            packed &= mask;
            var entry = BinaryPrimitives.ReadUInt64LittleEndian(data[(frame.ListAt + ((int)packed * frame.EntryBytes))..]);
            target[i] = new(frame.Least + (packed & frame.OffsetMask) + (entry & frame.EntryMask));
        }
    }

    private static ulong Listed(ReadOnlySpan<byte> data, ulong frame, ulong number)
    {
        var list = data[(int)(uint)(frame & uint.MaxValue)..];
        var bytes = (int)((frame & ~ListFlag) >> ListEntryBytesShift);
        var entry = BinaryPrimitives.ReadUInt64LittleEndian(list[(sizeof(ulong) + ((int)number * bytes))..]);
        return BinaryPrimitives.ReadUInt64LittleEndian(list) + (entry & (ulong.MaxValue >> (64 - (bytes * 8))));
    }

    // A frame as it is used for many rows: a value is the least one, plus the offset or the entry.
    private readonly struct Frame
    {
        public readonly ulong Least;
        public readonly ulong OffsetMask;
        public readonly ulong EntryMask;
        public readonly int ListAt;
        public readonly int EntryBytes;

        internal Frame(ReadOnlySpan<byte> data, ulong frame, ulong offsetMask)
        {
            if (frame < ListFlag)
            {
                (Least, OffsetMask) = (frame, offsetMask);
                return;
            }

            var list = (int)(uint)(frame & uint.MaxValue);
            Least = BinaryPrimitives.ReadUInt64LittleEndian(data[list..]);
            ListAt = list + sizeof(ulong);
            EntryBytes = (int)((frame & ~ListFlag) >> ListEntryBytesShift);
            EntryMask = ulong.MaxValue >> (64 - (EntryBytes * 8));
        }
    }
}
