using System.Runtime.CompilerServices;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Execution;

/// <summary>
/// Some solutions, column by column: a column per variable of the operator that fills it, <see cref="TermId"/> <c>default</c> where the
/// variable is unbound. A selection says which rows count, so that a filter moves no data. Reused from call to call; not thread-safe.
/// </summary>
public sealed class SolutionBatch
{
    /// <summary>The usual number of rows; a query may set another one.</summary>
    public const int DefaultCapacityRows = 1024;

    private static readonly int[] s_identity = [.. Enumerable.Range(0, DefaultCapacityRows)];

    private readonly TermId[][] _columns;
    private readonly int[] _identity;
    private readonly BatchArrays? _arrays;
    private int[]? _selection;
    private int _selectedCount = -1;
    private int _count;

    /// <summary>An empty batch.</summary>
    /// <param name="columnCount">Number of columns; may be 0.</param>
    /// <param name="capacityRows">The most rows it holds; at least 1.</param>
    public SolutionBatch(int columnCount, int capacityRows = DefaultCapacityRows)
        : this(columnCount, capacityRows, null)
    {
    }

    /// <summary>An empty batch.</summary>
    /// <param name="columnCount">Number of columns; may be 0.</param>
    /// <param name="capacityRows">The most rows it holds; at least 1.</param>
    /// <param name="arrays">Where its arrays come from, and who takes them back; null to make them.</param>
    internal SolutionBatch(int columnCount, int capacityRows, BatchArrays? arrays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacityRows);
        CapacityRows = capacityRows;
        _arrays = arrays;
        _columns = new TermId[columnCount][];
        for (var i = 0; i < columnCount; i++)
        {
            _columns[i] = arrays?.NewColumn() ?? new TermId[capacityRows];
        }

        _identity = capacityRows <= DefaultCapacityRows ? s_identity : [.. Enumerable.Range(0, capacityRows)];
    }

    /// <summary>Number of columns.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>The most rows it holds.</summary>
    public int CapacityRows { get; }

    /// <summary>Number of rows filled, selected or not. Setting it selects all of them.</summary>
    public int Count
    {
        get => _count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)CapacityRows, nameof(value));
            _count = value;
            _selectedCount = -1;
        }
    }

    /// <summary>True if no further row fits.</summary>
    public bool IsFull => _count == CapacityRows;

    /// <summary>Number of rows selected.</summary>
    public int SelectedCount => _selectedCount < 0 ? _count : _selectedCount;

    /// <summary>True if some rows may be left out.</summary>
    public bool HasSelection => _selectedCount >= 0;

    /// <summary>The indexes of the rows selected, ascending. Valid until the batch changes.</summary>
    public ReadOnlySpan<int> Rows => _selectedCount < 0 ? _identity.AsSpan(0, _count) : _selection.AsSpan(0, _selectedCount);

    /// <summary>The cells of a column; those from <see cref="Count"/> on have no meaning.</summary>
    /// <param name="slot">The column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TermId[] Column(int slot) => _columns[slot];

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>
    /// The array to write a narrower selection into, then to be set by <see cref="Select(int)"/>. Writing position i is safe while
    /// <see cref="Rows"/> is read at position i or later.
    /// </summary>
    public int[] SelectionBuffer => _selection ??= _arrays?.NewRowNumbers() ?? new int[CapacityRows];

    /// <summary>Selects the rows whose indexes stand first in <see cref="SelectionBuffer"/>, ascending.</summary>
    /// <param name="count">How many.</param>
    public void Select(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)_count, nameof(count));
        _ = SelectionBuffer;
        _selectedCount = count;
    }

    /// <summary>Keeps only the first selected rows.</summary>
    /// <param name="count">How many, at most <see cref="SelectedCount"/>.</param>
    public void Truncate(int count)
    {
        if (_selectedCount < 0)
        {
            Count = Math.Min(count, _count);
        }
        else
        {
            _selectedCount = Math.Min(count, _selectedCount);
        }
    }

    /// <summary>Drops the first selected rows.</summary>
    /// <param name="count">How many, at most <see cref="SelectedCount"/>.</param>
    public void Skip(int count)
    {
        var rows = Rows;
        var kept = rows.Length - count;
        var buffer = SelectionBuffer;
        rows[count..].CopyTo(buffer);
        _selectedCount = kept;
    }

    /// <summary>Takes over count and selection of another batch, whose columns the caller copies.</summary>
    /// <param name="other">The other batch.</param>
    public void CopySelection(SolutionBatch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Count = other._count;
        if (other._selectedCount >= 0)
        {
            other.Rows.CopyTo(SelectionBuffer);
            _selectedCount = other._selectedCount;
        }
    }
}
