namespace KnowledgeGraph.Query.Operators;

/// <summary>The rows of a part of a query that stands in it more than once: made when the first <see cref="SharedScan"/> asks for one.</summary>
/// <param name="number">Its number in the query, from 1 on.</param>
internal sealed class SharedRows(int number)
{
    /// <summary>Its number in the query.</summary>
    public int Number { get; } = number;

    /// <summary>The plan of the part; null until it is planned.</summary>
    public Operator? Source { get; set; }

    private TermRows? _rows;

    /// <summary>The rows, all of them.</summary>
    /// <param name="context">The run.</param>
    public TermRows Read(ExecutionContext context)
    {
        if (_rows is null)
        {
            var rows = new TermRows(Source!.Columns.Length, context.Budget);
            var batch = context.NewBatch(Source.Columns.Length);
            while (Source.Next(batch))
            {
                rows.Append(batch);
            }

            _rows = rows;
        }

        return _rows;
    }

    /// <summary>Gives the memory back. The plan is gone.</summary>
    public void Free()
    {
        _rows?.Free();
        _rows = null;
        Source = null;
    }
}
