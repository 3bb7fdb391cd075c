using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>A growing table of rows that an operator keeps, column by column, charged to the query's budget.</summary>
internal sealed class TermRows
{
    private const int FirstCapacityRows = 16;

    private readonly TermId[][] _columns;
    private readonly MemoryBudget _budget;
    private int _capacity;

    /// <summary>An empty table.</summary>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="budget">What its memory is charged to.</param>
    public TermRows(int columnCount, MemoryBudget budget)
    {
        _columns = new TermId[columnCount][];
        Array.Fill(_columns, []);
        _budget = budget;
    }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The cells of a column; those from <see cref="Count"/> on have no meaning. Changes when rows are added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TermId[] Column(int slot) => _columns[slot];

    /// <summary>Copies the selected rows of a batch in.</summary>
    public void Append(SolutionBatch batch)
    {
        var rows = batch.Rows;
        Reserve(rows.Length);
        for (var slot = 0; slot < _columns.Length; slot++)
        {
            var source = batch.Column(slot);
            var target = _columns[slot].AsSpan(Count, rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                target[i] = source[rows[i]];
            }
        }

        Count += rows.Length;
    }

    /// <summary>Copies one row of a batch in.</summary>
    public void Append(SolutionBatch batch, int row)
    {
        Reserve(1);
        for (var slot = 0; slot < _columns.Length; slot++)
        {
            _columns[slot][Count] = batch.Column(slot)[row];
        }

        Count++;
    }

    /// <summary>Makes room for more rows: written into the columns from <see cref="Count"/> on, then added by <see cref="Commit"/>.</summary>
    public void Reserve(int more)
    {
        var rows = checked(Count + more);
        if (rows > _capacity)
        {
            Grow(rows);
        }
    }

    /// <summary>Adds rows whose cells were written after <see cref="Reserve"/>.</summary>
    public void Commit(int rows) => Count += rows;

    /// <summary>Forgets the rows, keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>Forgets the rows and gives the memory back.</summary>
    public void Free()
    {
        _budget.Release(BytesOf(_capacity));
        _capacity = 0;
        Count = 0;
        Array.Fill(_columns, []);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int rows)
    {
        var capacity = Math.Max(Math.Max(rows, FirstCapacityRows), (int)Math.Min(Array.MaxLength, _capacity * 2L));

        // Old and new arrays exist side by side while they are copied.
        _budget.Charge(BytesOf(capacity));
        for (var slot = 0; slot < _columns.Length; slot++)
        {
            Array.Resize(ref _columns[slot], capacity);
        }

        _budget.Release(BytesOf(_capacity));
        _capacity = capacity;
    }

    private long BytesOf(int rows) => (long)rows * _columns.Length * Unsafe.SizeOf<TermId>();
}
