namespace KnowledgeGraph.Store;

/// <summary>The rows that some transactions added and removed, in one order; no row is among both. Immutable.</summary>
internal sealed class SortedRun
{
    private SortedRun(RunRows added, RunRows removed)
    {
        Added = added;
        Removed = removed;
    }

    internal RunRows Added { get; }

    internal RunRows Removed { get; }

    internal long RowCount => Added.RowCount + Removed.RowCount;

    internal long TotalBytes => Added.TotalBytes + Removed.TotalBytes;

    internal static SortedRun Create(IndexOrder order, int width, List<QuadRow> added, List<QuadRow> removed)
    {
        return new(Sort(added), Sort(removed));

        RunRows Sort(List<QuadRow> rows)
        {
            if (rows.Count == 0)
            {
                return RunRows.Empty;
            }

            var sorted = GC.AllocateUninitializedArray<IndexRow>(rows.Count);
            for (var i = 0; i < sorted.Length; i++)
            {
                sorted[i] = rows[i].In(order, width);
            }

            Array.Sort(sorted);
            return RunRows.Of(sorted, width);
        }
    }

    /// <summary>Two runs that follow each other as one: what one added and the other removed, in either order, is in neither.</summary>
    internal static SortedRun Merge(SortedRun older, SortedRun newer, int width)
    {
        var added = Union(older.Added, newer.Added, width);
        var removed = Union(older.Removed, newer.Removed, width);
        if (added.RowCount == 0 || removed.RowCount == 0)
        {
            return new(added, removed);
        }

        var (a, r) = (added.ToArray(), removed.ToArray());
        return new(Without(a, r, width), Without(r, a, width));
    }

    private static RunRows Union(RunRows older, RunRows newer, int width)
    {
        if (older.RowCount == 0 || newer.RowCount == 0)
        {
            return older.RowCount == 0 ? newer : older;
        }

        var (left, right) = (older.ToArray(), newer.ToArray());
        var union = GC.AllocateUninitializedArray<IndexRow>(left.Length + right.Length);
        int l = 0, r = 0;
        for (var i = 0; i < union.Length; i++)
        {
            var takeLeft = r == right.Length || (l < left.Length && left[l].CompareTo(right[r]) < 0);
            union[i] = takeLeft ? left[l++] : right[r++];
        }

        return RunRows.Of(union, width);
    }

    private static RunRows Without(IndexRow[] rows, IndexRow[] others, int width)
    {
        var kept = GC.AllocateUninitializedArray<IndexRow>(rows.Length);
        int count = 0, other = 0;
        foreach (var row in rows)
        {
            while (other < others.Length && others[other].CompareTo(row) < 0)
            {
                other++;
            }

            if (other == others.Length || others[other] != row)
            {
                kept[count++] = row;
            }
        }

        return RunRows.Of(count == kept.Length ? kept : kept[..count], width);
    }
}
