namespace KnowledgeGraph.Store;

/// <summary>The rows that some transactions added and removed, in one order; no row is among both. Immutable.</summary>
internal sealed class SortedRun
{
    private SortedRun(SortedColumns added, SortedColumns removed)
    {
        Added = added;
        Removed = removed;
    }

    internal SortedColumns Added { get; }

    internal SortedColumns Removed { get; }

    internal long RowCount => Added.RowCount + Removed.RowCount;

    internal long TotalBytes => Added.TotalBytes + Removed.TotalBytes;

    internal static SortedRun Create(IndexOrder order, int width, List<QuadRow> added, List<QuadRow> removed)
    {
        return new(Sort(added), Sort(removed));

        SortedColumns Sort(List<QuadRow> rows)
        {
            var sorted = new IndexRow[rows.Count];
            for (var i = 0; i < sorted.Length; i++)
            {
                sorted[i] = rows[i].In(order, width);
            }

            Array.Sort(sorted);
            return IndexRow.ToColumns(sorted, width);
        }
    }

    /// <summary>Two runs that follow each other as one: what one added and the other removed, in either order, is in neither.</summary>
    internal static SortedRun Merge(SortedRun older, SortedRun newer)
    {
        var added = Union(IndexRow.FromColumns(older.Added), IndexRow.FromColumns(newer.Added));
        var removed = Union(IndexRow.FromColumns(older.Removed), IndexRow.FromColumns(newer.Removed));
        var width = older.Added.Width;
        return new(IndexRow.ToColumns(Without(added, removed), width), IndexRow.ToColumns(Without(removed, added), width));
    }

    private static IndexRow[] Union(IndexRow[] left, IndexRow[] right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length == 0 ? right : left;
        }

        var union = new IndexRow[left.Length + right.Length];
        int l = 0, r = 0;
        for (var i = 0; i < union.Length; i++)
        {
            var takeLeft = r == right.Length || (l < left.Length && left[l].CompareTo(right[r]) < 0);
            union[i] = takeLeft ? left[l++] : right[r++];
        }

        return union;
    }

    private static ReadOnlySpan<IndexRow> Without(IndexRow[] rows, IndexRow[] others)
    {
        if (others.Length == 0)
        {
            return rows;
        }

        var kept = new IndexRow[rows.Length];
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

        return kept.AsSpan(0, count);
    }
}
