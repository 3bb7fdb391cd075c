using System.Buffers;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Execution;

/// <summary>
/// The arrays that the batches of one run are made of. They come from a pool and go back when the run has ended, so that a query of few
/// rows does not allocate for a thousand. Their content has no meaning at first. Thread-safe.
/// </summary>
/// <param name="capacityRows">Rows of a batch.</param>
internal sealed class BatchArrays(int capacityRows)
{
    private readonly List<TermId[]> _columns = [];
    private readonly List<int[]> _rowNumbers = [];

    /// <summary>A column of at least so many cells as a batch has rows.</summary>
    public TermId[] NewColumn()
    {
        var column = ArrayPool<TermId>.Shared.Rent(capacityRows);
        lock (_columns)
        {
            _columns.Add(column);
        }

        return column;
    }

    /// <summary>Room for at least so many row numbers as a batch has rows.</summary>
    public int[] NewRowNumbers()
    {
        var numbers = ArrayPool<int>.Shared.Rent(capacityRows);
        lock (_rowNumbers)
        {
            _rowNumbers.Add(numbers);
        }

        return numbers;
    }

    /// <summary>Gives all arrays back; nothing may use them any more.</summary>
    public void Release()
    {
        foreach (var column in _columns)
        {
            ArrayPool<TermId>.Shared.Return(column);
        }

        foreach (var numbers in _rowNumbers)
        {
            ArrayPool<int>.Shared.Return(numbers);
        }

        _columns.Clear();
        _rowNumbers.Clear();
    }
}
