using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Distinct rows of ids, numbered in the order of their first appearance, with open addressing on the ids. Equal ids are equal terms,
/// and unbound equals unbound. Charged to the query's budget.
/// </summary>
internal sealed class RowTable
{
    private const int FirstCapacityRows = 16;

    private readonly MemoryBudget _budget;
    private readonly TermId[][] _columns;

    // Row number + 1; 0 is free. Twice as many as rows, a power of two.
    private int[] _buckets = [];
    private int[] _hashes = [];
    private int _capacity;

    /// <summary>An empty table.</summary>
    /// <param name="columnCount">Columns of a row; may be 0.</param>
    /// <param name="budget">What its memory is charged to.</param>
    public RowTable(int columnCount, MemoryBudget budget)
    {
        _budget = budget;
        _columns = new TermId[columnCount][];
        Array.Fill(_columns, []);
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A cell.</summary>
    public TermId this[int column, int row] => _columns[column][row];

    /// <summary>The cells of a column.</summary>
    public ReadOnlySpan<TermId> Column(int column) => _columns[column].AsSpan(0, Count);

    /// <summary>The number of a row; -1 if it is none of them.</summary>
    /// <param name="row">The cells.</param>
    public int Find(ReadOnlySpan<TermId> row)
    {
        if (Count == 0)
        {
            return -1;
        }

        var hash = Hash(row);
        var mask = _buckets.Length - 1;
        for (var bucket = hash & mask; _buckets[bucket] is var entry && entry != 0; bucket = (bucket + 1) & mask)
        {
            if (_hashes[entry - 1] == hash && Equals(row, entry - 1))
            {
                return entry - 1;
            }
        }

        return -1;
    }

    /// <summary>The number of a row, which is added if it is new.</summary>
    /// <param name="row">The cells.</param>
    /// <param name="isNew">True if it was added.</param>
    public int FindOrAdd(ReadOnlySpan<TermId> row, out bool isNew)
    {
        if (Count == _capacity)
        {
            Grow();
        }

        var hash = Hash(row);
        var mask = _buckets.Length - 1;
        var bucket = hash & mask;
        while (_buckets[bucket] is var entry && entry != 0)
        {
            if (_hashes[entry - 1] == hash && Equals(row, entry - 1))
            {
                isNew = false;
                return entry - 1;
            }

            bucket = (bucket + 1) & mask;
        }

        isNew = true;
        var index = Count++;
        _buckets[bucket] = index + 1;
        _hashes[index] = hash;
        for (var c = 0; c < _columns.Length; c++)
        {
            _columns[c][index] = row[c];
        }

        return index;
    }

    /// <summary>Forgets the rows and gives the memory back.</summary>
    public void Free()
    {
        _budget.Release(BytesOf(_capacity));
        _capacity = 0;
        Count = 0;
        _buckets = [];
        _hashes = [];
        Array.Fill(_columns, []);
    }

    private static int Hash(ReadOnlySpan<TermId> row)
    {
        // Multiply and fold: ids differ in their low bits, which buckets are taken from after folding.
        var hash = 0x9E37_79B9_7F4A_7C15UL;
        foreach (var id in row)
        {
            hash = unchecked((hash ^ id.Bits) * 0xD6E8_FEB8_6659_FD93UL);
            hash ^= hash >> 32;
        }

        return (int)(hash & int.MaxValue);
    }

    private bool Equals(ReadOnlySpan<TermId> row, int index)
    {
        for (var c = 0; c < _columns.Length; c++)
        {
            if (_columns[c][index] != row[c])
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        var capacity = Math.Max(FirstCapacityRows, checked(_capacity * 2));

        // Old and new arrays exist side by side while they are copied.
        _budget.Charge(BytesOf(capacity));
        for (var c = 0; c < _columns.Length; c++)
        {
            Array.Resize(ref _columns[c], capacity);
        }

        Array.Resize(ref _hashes, capacity);
        _buckets = new int[capacity * 2];
        var mask = _buckets.Length - 1;
        for (var row = 0; row < Count; row++)
        {
            var bucket = _hashes[row] & mask;
            while (_buckets[bucket] != 0)
            {
                bucket = (bucket + 1) & mask;
            }

            _buckets[bucket] = row + 1;
        }

        _budget.Release(BytesOf(_capacity));
        _capacity = capacity;
    }

    private long BytesOf(int rows) => (long)rows * ((_columns.Length * Unsafe.SizeOf<TermId>()) + (3 * sizeof(int)));
}
