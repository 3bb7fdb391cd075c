namespace KnowledgeGraph.Store;

/// <summary>
/// Rows that a run adds or removes, sorted: few of them as they are, since the next commits will merge them again, and many of them
/// compressed. Immutable, safe for any number of readers.
/// </summary>
internal sealed class RunRows
{
    /// <summary>More rows than this are compressed.</summary>
    internal const int MaxPlainRows = 1 << 16;

    private readonly IndexRow[] _plain;
    private readonly SortedColumns? _packed;

    private RunRows(IndexRow[] plain, SortedColumns? packed)
    {
        _plain = plain;
        _packed = packed;
    }

    internal static RunRows Empty { get; } = new([], null);

    internal long RowCount => _packed?.RowCount ?? _plain.Length;

    internal bool IsPacked => _packed is not null;

    internal long TotalBytes => _packed?.TotalBytes ?? (_plain.Length * 4L * sizeof(ulong));

    /// <summary>Takes sorted rows over.</summary>
    internal static RunRows Of(IndexRow[] sorted, int width, int maxPlainRows = MaxPlainRows) =>
        sorted.Length == 0 ? Empty
        : sorted.Length <= maxPlainRows ? new(sorted, null)
        : new([], IndexRow.ToColumns(sorted, width));

    /// <summary>All rows; not to be changed.</summary>
    internal IndexRow[] ToArray() => _packed is null ? _plain : IndexRow.FromColumns(_packed);

    /// <summary>One row, whose leading columns may be known already.</summary>
    internal IndexRow Read(long row, ReadOnlySpan<TermId> known)
    {
        if (_packed is null)
        {
            return _plain[row];
        }

        Span<TermId> values = stackalloc TermId[4];
        values.Clear();
        known.CopyTo(values);
        for (var column = known.Length; column < _packed.Width; column++)
        {
            values[column] = _packed.Get(column, row);
        }

        return new(values[0], values[1], values[2], values[3]);
    }

    /// <summary>The rows whose leading columns equal the key, which is looked for from row <paramref name="hint"/> onwards first.</summary>
    internal (long Start, long End) Range(ReadOnlySpan<TermId> key, long hint = 0)
    {
        if (_packed is not null)
        {
            return _packed.Range(key, hint);
        }

        if (key.IsEmpty)
        {
            return (0, _plain.Length);
        }

        var from = hint > 0 && hint < _plain.Length && Compare(_plain[hint], key) < 0 ? (int)hint : 0;
        var start = Gallop(from, _plain.Length, key, 0);
        return (start, Gallop(start, _plain.Length, key, 1));
    }

    /// <summary>
    /// The first row in [from, to) whose value in a column is at least so much; the column must be sorted there. Gallops.
    /// </summary>
    internal long Gallop(int column, TermId atLeast, long from, long to)
    {
        if (_packed is not null)
        {
            return _packed.Gallop(column, atLeast, from, to);
        }

        long step = 1;
        var low = from;
        for (; low + step <= to && _plain[low + step - 1][column] < atLeast; step *= 2)
        {
            low += step;
        }

        for (var high = Math.Min(to, low + step - 1); low < high;)
        {
            var middle = (low + high) >> 1;
            (low, high) = _plain[middle][column] < atLeast ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // The first row in [low, to) that is not below the key or, with a limit of 1, is above it.
    private int Gallop(int low, int to, ReadOnlySpan<TermId> key, int limit)
    {
        var step = 1;
        for (; step <= to - low && Compare(_plain[low + step - 1], key) < limit; step *= 2)
        {
            low += step;
        }

        for (var high = Math.Min(to - low, step - 1) + low; low < high;)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            (low, high) = Compare(_plain[middle], key) < limit ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int Compare(in IndexRow row, ReadOnlySpan<TermId> key)
    {
        for (var column = 0; column < key.Length; column++)
        {
            var value = row[column];
            if (value != key[column])
            {
                return value < key[column] ? -1 : 1;
            }
        }

        return 0;
    }
}
