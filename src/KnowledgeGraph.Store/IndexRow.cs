namespace KnowledgeGraph.Store;

/// <summary>A row of an index: its columns in the order that it is sorted by. Unused columns are undefined.</summary>
internal readonly record struct IndexRow(TermId C0, TermId C1, TermId C2, TermId C3) : IComparable<IndexRow>
{
    internal TermId this[int column] => column switch { 0 => C0, 1 => C1, 2 => C2, _ => C3 };

    public int CompareTo(IndexRow other) =>
        C0 != other.C0 ? C0.CompareTo(other.C0)
        : C1 != other.C1 ? C1.CompareTo(other.C1)
        : C2 != other.C2 ? C2.CompareTo(other.C2)
        : C3.CompareTo(other.C3);

    /// <summary>Sorted rows as columns.</summary>
    internal static SortedColumns ToColumns(ReadOnlySpan<IndexRow> sorted, int width)
    {
        var builder = new SortedColumnsBuilder(width, sorted.Length);
        var block = new TermId[width][];
        for (var column = 0; column < width; column++)
        {
            block[column] = new TermId[Math.Min(sorted.Length, SortedColumns.BlockRows)];
        }

        while (!sorted.IsEmpty)
        {
            var rows = sorted[..Math.Min(sorted.Length, SortedColumns.BlockRows)];
            for (var column = 0; column < width; column++)
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    block[column][i] = rows[i][column];
                }
            }

            builder.AppendBlock(block, rows.Length);
            sorted = sorted[rows.Length..];
        }

        return builder.Finish();
    }

    /// <summary>Columns as rows.</summary>
    internal static IndexRow[] FromColumns(SortedColumns columns)
    {
        var rows = new IndexRow[columns.RowCount];
        var block = new TermId[4][];
        for (var column = 0; column < 4; column++)
        {
            block[column] = new TermId[Math.Min(rows.Length, SortedColumns.BlockRows)];
        }

        for (var start = 0; start < rows.Length; start += SortedColumns.BlockRows)
        {
            var count = Math.Min(rows.Length - start, SortedColumns.BlockRows);
            for (var column = 0; column < columns.Width; column++)
            {
                columns.Decode(column, start, block[column].AsSpan(0, count));
            }

            for (var i = 0; i < count; i++)
            {
                rows[start + i] = new(block[0][i], block[1][i], block[2][i], block[3][i]);
            }
        }

        return rows;
    }
}
