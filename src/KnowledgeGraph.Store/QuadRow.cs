namespace KnowledgeGraph.Store;

/// <summary>A quad of ids; an undefined graph is the default graph.</summary>
internal readonly record struct QuadRow(TermId Subject, TermId Predicate, TermId Object, TermId Graph) : IComparable<QuadRow>
{
    internal TermId this[int position] => position switch { 0 => Subject, 1 => Predicate, 2 => Object, _ => Graph };

    public int CompareTo(QuadRow other)
    {
        var order = Subject.CompareTo(other.Subject);
        order = order != 0 ? order : Predicate.CompareTo(other.Predicate);
        order = order != 0 ? order : Object.CompareTo(other.Object);
        return order != 0 ? order : Graph.CompareTo(other.Graph);
    }

    /// <summary>Sorts rows into columns. In a triple order the fourth column, if asked for, is that of the graph.</summary>
    internal static SortedColumns Sort(List<QuadRow> rows, IndexOrder order, int width)
    {
        var positions = order.Positions();
        var sorted = new QuadRow[rows.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            var row = rows[i];
            sorted[i] = new(row[positions[0]], row[positions[1]], row[positions[2]], width < 4 ? default : row[positions.Length < 4 ? 3 : positions[3]]);
        }

        Array.Sort(sorted);
        var builder = new SortedColumnsBuilder(width, sorted.Length);
        var block = new TermId[width][];
        for (var column = 0; column < width; column++)
        {
            block[column] = new TermId[SortedColumns.BlockRows];
        }

        for (var start = 0; start < sorted.Length; start += SortedColumns.BlockRows)
        {
            var count = Math.Min(SortedColumns.BlockRows, sorted.Length - start);
            for (var column = 0; column < width; column++)
            {
                for (var i = 0; i < count; i++)
                {
                    block[column][i] = sorted[start + i][column];
                }
            }

            builder.AppendBlock(block, count);
        }

        return builder.Finish();
    }
}
