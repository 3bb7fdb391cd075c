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
    private const ulong HashSeed = 0x9E37_79B9_7F4A_7C15UL;

    private readonly MemoryBudget _budget;
    private readonly TermId[][] _columns;

    // Row number + 1; 0 is free. Twice as many as rows, a power of two.
    private int[] _buckets = [];
    private int[] _hashes = [];
    private int _capacity;
    private TermId[]? _row;

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

    /// <summary>The numbers of many rows, which are added where they are new.</summary>
    /// <param name="columns">The cells, column by column.</param>
    /// <param name="numbers">One number for each row.</param>
    public void FindOrAdd(TermId[][] columns, Span<int> numbers)
    {
        switch (columns.Length)
        {
            case 1:
                FindOrAddOne(columns[0].AsSpan(0, numbers.Length), numbers);
                break;
            case 2:
                FindOrAddTwo(columns[0].AsSpan(0, numbers.Length), columns[1].AsSpan(0, numbers.Length), numbers);
                break;
            default:
                FindOrAddMany(columns, numbers);
                break;
        }
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
        var hash = HashSeed;
        foreach (var id in row)
        {
            hash = Mix(hash, id);
        }

        return (int)(hash & int.MaxValue);
    }

    // Multiply and fold: ids differ in their low bits, which buckets are taken from after folding.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, TermId id)
    {
        hash = unchecked((hash ^ id.Bits) * 0xD6E8_FEB8_6659_FD93UL);
        return hash ^ (hash >> 32);
    }

    // Rows of one column, the key of most groupings. Equal rows often follow each other.
    private void FindOrAddOne(ReadOnlySpan<TermId> cells, Span<int> numbers)
    {
        var (last, lastNumber) = (default(TermId), -1);
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            if (lastNumber < 0 || cell != last)
            {
                (last, lastNumber) = (cell, FindOrAddOne(cell));
            }

            numbers[i] = lastNumber;
        }
    }

    /// <summary>The number of a row of one cell, which is added if it is new.</summary>
    /// <param name="cell">The cell.</param>
    public int FindOrAddOne(TermId cell)
    {
        if (Count == _capacity)
        {
            Grow();
        }

        var hash = (int)(Mix(HashSeed, cell) & int.MaxValue);
        var (buckets, cells) = (_buckets, _columns[0]);
        var mask = buckets.Length - 1;
        var bucket = hash & mask;
        for (; buckets[bucket] is var entry && entry != 0; bucket = (bucket + 1) & mask)
        {
            if (cells[entry - 1] == cell)
            {
                return entry - 1;
            }
        }

        cells[Count] = cell;
        return Add(bucket, hash);
    }

    private void FindOrAddTwo(ReadOnlySpan<TermId> first, ReadOnlySpan<TermId> second, Span<int> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = FindOrAddTwo(first[i], second[i], out _);
        }
    }

    /// <summary>The number of a row of two cells, which is added if it is new.</summary>
    /// <param name="first">The first cell.</param>
    /// <param name="second">The second cell.</param>
    /// <param name="isNew">True if it was added.</param>
    public int FindOrAddTwo(TermId first, TermId second, out bool isNew)
    {
        if (Count == _capacity)
        {
            Grow();
        }

        var hash = (int)(Mix(Mix(HashSeed, first), second) & int.MaxValue);
        var (buckets, firsts, seconds) = (_buckets, _columns[0], _columns[1]);
        var mask = buckets.Length - 1;
        var bucket = hash & mask;
        isNew = false;
        for (; buckets[bucket] is var entry && entry != 0; bucket = (bucket + 1) & mask)
        {
            if (firsts[entry - 1] == first && seconds[entry - 1] == second)
            {
                return entry - 1;
            }
        }

        isNew = true;
        firsts[Count] = first;
        seconds[Count] = second;
        return Add(bucket, hash);
    }

    private void FindOrAddMany(TermId[][] columns, Span<int> numbers)
    {
        _row ??= new TermId[columns.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                _row[c] = columns[c][i];
            }

            numbers[i] = FindOrAdd(_row, out _);
        }
    }

    private int Add(int bucket, int hash)
    {
        _buckets[bucket] = Count + 1;
        _hashes[Count] = hash;
        return Count++;
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
