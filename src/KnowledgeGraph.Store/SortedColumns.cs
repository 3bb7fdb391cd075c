using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Rows of three or four ids, sorted, in blocks of <see cref="BlockRows"/> rows stored column by column. The first row of every block
/// stands uncompressed in a directory; any single value can be read without decoding its block. Immutable, safe for any number of readers.
/// </summary>
/// <remarks>
/// A column of a block: 1 byte offset width w, 1 byte frame width f, 2^f frames of 8 bytes, then rows of f + w bits, least significant
/// bit first: frame number above, offset from that frame below. There is one frame per tag in the block, so columns that mix IRIs and
/// numbers stay narrow. A width of 64 means plain ids.
/// </remarks>
internal sealed class SortedColumns
{
    internal const int BlockBits = 10;
    internal const int BlockRows = 1 << BlockBits;
    internal const int HeaderBytes = 2;
    internal const int PlainWidth = 64;

    /// <summary>Widest packed row that one unaligned 8-byte read covers at any bit offset.</summary>
    internal const int MaxPackedBits = 57;

    /// <summary>No column of a block takes more, the bytes that are read beyond its end included.</summary>
    private const int MaxBlockBytes = HeaderBytes + (sizeof(ulong) << TermId.TagBits) + (sizeof(ulong) * BlockRows) + ByteSegments.Slack;

    private const int MaxGallopStep = 16;

    private readonly TermId[][] _firsts;
    private readonly long[][] _offsets;
    private readonly ByteSegments _bytes;

    internal SortedColumns(int width, long rowCount, TermId[][] firsts, long[][] offsets, ByteSegments bytes)
    {
        Width = width;
        RowCount = rowCount;
        _firsts = firsts;
        _offsets = offsets;
        _bytes = bytes;
    }

    internal int Width { get; }

    internal long RowCount { get; }

    internal TermId[][] Firsts => _firsts;

    internal long[][] Offsets => _offsets;

    internal ByteSegments Bytes => _bytes;

    internal long TotalBytes => _bytes.TotalBytes + (Width * 16L * _firsts[0].Length);

    /// <summary>One value.</summary>
    internal TermId Get(int column, long row)
    {
        var inBlock = (int)(row & (BlockRows - 1));
        var block = (int)(row >> BlockBits);
        if (inBlock == 0)
        {
            return _firsts[column][block];
        }

        var value = new BlockColumn(_bytes.Read(_offsets[column][block], MaxBlockBytes))[inBlock];
        GC.KeepAlive(this);
        return new(value);
    }

    /// <summary>Consecutive values of one column, across blocks. Allocates nothing.</summary>
    internal void Decode(int column, long row, Span<TermId> target)
    {
        while (!target.IsEmpty)
        {
            var inBlock = (int)(row & (BlockRows - 1));
            var count = Math.Min(target.Length, BlockRows - inBlock);
            DecodeBlock(_bytes.Read(_offsets[column][(int)(row >> BlockBits)], MaxBlockBytes), inBlock, target[..count]);
            target = target[count..];
            row += count;
        }

        GC.KeepAlive(this);
    }

    /// <summary>
    /// The first row in [from, to) whose leading columns are not below the key (or, with <paramref name="after"/>, are above it).
    /// </summary>
    internal long Search(ReadOnlySpan<TermId> key, bool after, long from, long to)
    {
        if (key.IsEmpty)
        {
            return after ? to : from;
        }

        // Blocks whose first row still lies before the place looked for.
        int low = (int)(from >> BlockBits), high = (int)((to + BlockRows - 1) >> BlockBits);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            if (IsBefore((long)middle << BlockBits, key, after))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var start = Math.Max(from, ((long)low - 1) << BlockBits);
        var end = Math.Min(to, (long)low << BlockBits);
        if (start >= end)
        {
            return Math.Min(start, to);
        }

        var first = (start >> BlockBits) << BlockBits;
        var found = SearchBlock((int)(start >> BlockBits), key, after, (int)(start - first), (int)(end - first));
        GC.KeepAlive(this);
        return first + found;
    }

    /// <summary>The rows whose leading columns equal the key, which is looked for from row <paramref name="hint"/> onwards first.</summary>
    internal (long Start, long End) Range(ReadOnlySpan<TermId> key, long hint = 0)
    {
        if (key.IsEmpty)
        {
            return (0, RowCount);
        }

        long start;
        if (hint > 0 && hint < RowCount && IsBefore(hint, key, after: false))
        {
            var near = Math.Min(hint + BlockRows, RowCount);
            start = near == RowCount || !IsBefore(near, key, after: false)
                ? Search(key, after: false, hint, near)
                : Search(key, after: false, near, RowCount);
        }
        else
        {
            start = Search(key, after: false, 0, RowCount);
        }

        // Most ranges are short: gallop to the end for a few rows before searching for it.
        var low = start;
        for (long step = 1; step <= MaxGallopStep; step *= 2)
        {
            var high = low + step - 1;
            if (high >= RowCount || !IsBefore(high, key, after: true))
            {
                return (start, Search(key, after: true, low, Math.Min(high, RowCount)));
            }

            low = high + 1;
        }

        return (start, Search(key, after: true, low, RowCount));
    }

    /// <summary>
    /// The first row in [from, to) whose value in a column is at least so much; the column must be sorted there. Gallops.
    /// </summary>
    internal long Gallop(int column, TermId atLeast, long from, long to)
    {
        if (from >= to || Get(column, from) >= atLeast)
        {
            return from;
        }

        long step = 1;
        var low = from;
        var high = from + 1;
        while (high < to && Get(column, high) < atLeast)
        {
            low = high;
            step *= 2;
            high = Math.Min(to, high + step);
        }

        low++;
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (Get(column, middle) < atLeast)
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

    /// <summary>The first row in [from, to) that is not below this one. Gallops.</summary>
    internal long Find(in IndexRow row, long from, long to)
    {
        Span<TermId> key = [row.C0, row.C1, row.C2, row.C3];
        key = key[..Width];
        if (from >= to || !IsBefore(from, key, after: false))
        {
            return from;
        }

        long step = 1;
        var low = from;
        var high = from + 1;
        while (high < to && IsBefore(high, key, after: false))
        {
            low = high;
            step *= 2;
            high = Math.Min(to, high + step);
        }

        return Search(key, after: false, low + 1, high);
    }

    private bool IsBefore(long row, ReadOnlySpan<TermId> key, bool after)
    {
        for (var column = 0; column < key.Length; column++)
        {
            var value = Get(column, row);
            if (value != key[column])
            {
                return value < key[column];
            }
        }

        return after;
    }

    // Narrows the rows column by column, so that each column's header is read once.
    private int SearchBlock(int block, ReadOnlySpan<TermId> key, bool after, int low, int high)
    {
        for (var column = 0; column < key.Length; column++)
        {
            var values = new BlockColumn(_bytes.Read(_offsets[column][block], MaxBlockBytes));
            var isLast = column == key.Length - 1;
            if (!isLast || !after)
            {
                low = values.Search(key[column].Bits, after: false, low, high);
                if (isLast)
                {
                    return low;
                }
            }

            var end = values.Search(key[column].Bits, after: true, low, high);
            if (isLast || end == low)
            {
                return end;
            }

            high = end;
        }

        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DecodeBlock(ReadOnlySpan<byte> data, int first, Span<TermId> target)
    {
        int width = data[0], frameWidth = data[1];
        var body = data[HeaderBytes..];
        if (width == PlainWidth)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = new(BinaryPrimitives.ReadUInt64LittleEndian(body[((first + i) * sizeof(ulong))..]));
            }

            return;
        }

        var start = BinaryPrimitives.ReadUInt64LittleEndian(body);
        if (width + frameWidth == 0)
        {
            target.Fill(new(start));
            return;
        }

        var rows = body[(sizeof(ulong) << frameWidth)..];
        var mask = (1UL << width) - 1;
        var rowBits = width + frameWidth;
        var bit = first * rowBits;
        if (frameWidth == 0)
        {
            for (var i = 0; i < target.Length; i++, bit += rowBits)
            {
                target[i] = new(start + ((BinaryPrimitives.ReadUInt64LittleEndian(rows[(bit >> 3)..]) >> (bit & 7)) & mask));
            }

            return;
        }

        var frameMask = (1 << frameWidth) - 1;
        for (var i = 0; i < target.Length; i++, bit += rowBits)
        {
            var packed = BinaryPrimitives.ReadUInt64LittleEndian(rows[(bit >> 3)..]) >> (bit & 7);
            var frame = (int)((packed >> width) & (uint)frameMask);
            target[i] = new(BinaryPrimitives.ReadUInt64LittleEndian(body[(frame * sizeof(ulong))..]) + (packed & mask));
        }
    }

    /// <summary>A column of a block with its header read.</summary>
    private readonly ref struct BlockColumn
    {
        private readonly ReadOnlySpan<byte> _frames;
        private readonly ReadOnlySpan<byte> _rows;
        private readonly int _width;
        private readonly int _frameWidth;

        internal BlockColumn(ReadOnlySpan<byte> data)
        {
            _width = data[0];
            _frameWidth = data[1];
            _frames = data[HeaderBytes..];
            _rows = _width == PlainWidth ? _frames : _frames[(sizeof(ulong) << _frameWidth)..];
        }

        internal ulong this[int row]
        {
            get
            {
                if (_width == PlainWidth)
                {
                    return BinaryPrimitives.ReadUInt64LittleEndian(_rows[(row * sizeof(ulong))..]);
                }

                var bit = row * (_width + _frameWidth);
                var packed = BinaryPrimitives.ReadUInt64LittleEndian(_rows[(bit >> 3)..]) >> (bit & 7);
                var frame = (int)((packed >> _width) & ((1UL << _frameWidth) - 1));
                return BinaryPrimitives.ReadUInt64LittleEndian(_frames[(frame * sizeof(ulong))..]) + (packed & ((1UL << _width) - 1));
            }
        }

        internal int Search(ulong value, bool after, int low, int high)
        {
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
    }
}
