namespace KnowledgeGraph.Store;

/// <summary>
/// Rows of three or four ids, sorted, in blocks of <see cref="BlockRows"/> rows stored column by column. The first row of every block
/// stands uncompressed in a directory; any single value can be read without decoding its block. Immutable, safe for any number of readers.
/// </summary>
internal sealed class SortedColumns
{
    internal const int BlockBits = 10;
    internal const int BlockRows = 1 << BlockBits;

    /// <summary>No column of a block takes more, the bytes that are read beyond its end included.</summary>
    private const int MaxBlockBytes =
        BlockColumn.HeaderBytes + (sizeof(ulong) << TermId.TagBits) + (sizeof(ulong) * BlockRows) + ByteSegments.Slack;

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
            new BlockColumn(_bytes.Read(_offsets[column][(int)(row >> BlockBits)], MaxBlockBytes)).Decode(inBlock, target[..count]);
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

        var (start, end) = BlockBefore(key, after, from, to);
        if (start >= end)
        {
            return start;
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

        long from = 0, to = RowCount;
        if (hint > 0 && hint < RowCount && IsBefore(hint, key, after: false))
        {
            var near = Math.Min(hint + BlockRows, RowCount);
            (from, to) = near == RowCount || !IsBefore(near, key, after: false) ? (hint, near) : (near, RowCount);
        }

        var (start, end) = BlockBefore(key, after: false, from, to);
        if (start < end)
        {
            var first = (start >> BlockBits) << BlockBits;
            var last = (int)(end - first);
            var (low, high) = RangeInBlock((int)(start >> BlockBits), key, (int)(start - first), last);
            if (high < last)
            {
                return (first + low, first + high);
            }

            // At the end of the block, or not in it: it may go on, or begin, in the next.
            start = first + low;
        }
        else
        {
            end = start;
        }

        return end < RowCount && IsBefore(end, key, after: true) ? (start, Search(key, after: true, end, RowCount)) : (start, end);
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

        // The last block that begins below.
        var firsts = _firsts[column];
        var block = (int)(from >> BlockBits);
        var lastBlock = (int)((to - 1) >> BlockBits);
        var step = 1;
        for (; block + step <= lastBlock && firsts[block + step] < atLeast; step *= 2)
        {
            block += step;
        }

        for (var high = Math.Min(lastBlock, block + step - 1); block < high;)
        {
            var middle = (int)(((uint)block + (uint)high + 1) >> 1);
            (block, high) = firsts[middle] < atLeast ? (middle, high) : (block, middle - 1);
        }

        var first = (long)block << BlockBits;
        var low = (int)(Math.Max(from, first) - first);
        var values = new BlockColumn(_bytes.Read(_offsets[column][block], MaxBlockBytes));
        var found = first + values.Gallop(atLeast.Bits, low, (int)Math.Min(to - first, BlockRows));
        GC.KeepAlive(this);
        return found;
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

    // The rows in [from, to) of the last block whose first row lies before the place looked for; if there is none, no rows at all, but
    // the place.
    private (long Start, long End) BlockBefore(ReadOnlySpan<TermId> key, bool after, long from, long to)
    {
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
        return start < end ? (start, end) : (Math.Min(start, to), 0);
    }

    // The rows in [low, high) of a block that equal the key; where they would be, if there are none.
    private (int Low, int High) RangeInBlock(int block, ReadOnlySpan<TermId> key, int low, int high)
    {
        for (var column = 0; column < key.Length && low < high; column++)
        {
            var values = new BlockColumn(_bytes.Read(_offsets[column][block], MaxBlockBytes));
            low = values.Search(key[column].Bits, after: false, low, high);
            high = column == key.Length - 1 ? values.SearchEnd(key[column].Bits, low, high)
                : values.Search(key[column].Bits, after: true, low, high);
        }

        GC.KeepAlive(this);
        return (low, high);
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
}
