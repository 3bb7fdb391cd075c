using System.Buffers;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Store;
using StoreScan = KnowledgeGraph.Store.IndexScan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// The rows of an index with two free columns, held in memory: for each value of the first column, its values in the second, sorted. What
/// the index finds by searching compressed blocks is found here by an array, for whoever looks up many keys. Immutable but for
/// <see cref="Free"/>; only of the default graph.
/// </summary>
internal sealed class Adjacency
{
    /// <summary>What it costs to read a row into memory, where reading it into a batch costs 1.</summary>
    public const double LoadCost = 3;

    private const int ReadRows = 4096;
    private const int FirstKeys = 256;

    // Keys that lie so near together are found by their number, others by binary search.
    private const int MostCellsPerKey = 8;

    private readonly ExecutionContext _context;
    private TermId[] _keys = [];
    private TermId[] _values = [];

    // Where the values of each key begin: by the key's place, or by its distance from the least key if _isDense.
    private int[] _starts = [];
    private int _places;
    private int _keyCount;
    private ulong _least;
    private bool _isDense;
    private long _charged;
    private int _users = 1;

    private Adjacency(ExecutionContext context) => _context = context;

    /// <summary>The different keys, rising.</summary>
    public ArraySegment<TermId> Keys => new(_keys, 0, _keyCount);

    /// <summary>The values of all keys, key by key, each key's rising.</summary>
    public TermId[] Values => _values;

    /// <summary>Whether so many rows would leave most of the run's memory to others.</summary>
    /// <param name="context">The run.</param>
    /// <param name="rows">The rows.</param>
    public static bool Fits(ExecutionContext context, double rows) =>
        rows < int.MaxValue / 2 && rows * BytesPerRow * 4 <= context.Budget.LimitBytes - context.Budget.UsedBytes;

    /// <summary>Reads rows of the default graph.</summary>
    /// <param name="context">The run; its budget is charged.</param>
    /// <param name="order">A triple order.</param>
    /// <param name="bound">The leading column of the order; the others are free.</param>
    public static Adjacency Load(ExecutionContext context, IndexOrder order, in QuadPattern bound)
    {
        var loaded = new Adjacency(context);
        loaded.Read(checked((int)context.Snapshot.Count(GraphScope.Default, bound)), context.Snapshot.Scan(order, bound));
        loaded.Spread();
        return loaded;
    }

    /// <summary>Where in <see cref="Values"/> those of a key are; an empty stretch for a key that is not there.</summary>
    /// <param name="key">The key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int Start, int End) Find(TermId key)
    {
        var place = _isDense ? unchecked(key.Bits - _least) : (ulong)Search(key);
        return place < (ulong)_places ? (_starts[(int)place], _starts[(int)place + 1]) : default;
    }

    /// <summary>The values of a key.</summary>
    /// <param name="key">The key.</param>
    public ReadOnlySpan<TermId> Of(TermId key)
    {
        var (start, end) = Find(key);
        return _values.AsSpan(start, end - start);
    }

    /// <summary>The same for another user, who frees it too.</summary>
    public Adjacency Share()
    {
        _users++;
        return this;
    }

    /// <summary>Gives the memory back when all users have. Nothing may be read from it any more.</summary>
    public void Free()
    {
        if (--_users > 0)
        {
            return;
        }

        Return(ref _keys);
        Return(ref _values);
        Return(ref _starts);
        (_keyCount, _places) = (0, 0);
        _context.Budget.Release(_charged);
        _charged = 0;
    }

    private static int BytesPerRow => (2 * Unsafe.SizeOf<TermId>()) + sizeof(int);

    private void Read(int rows, StoreScan scan)
    {
        // Arrays from the pool may be twice as long.
        Charge(2L * rows * BytesPerRow);
        _values = ArrayPool<TermId>.Shared.Rent(rows);
        var keys = ArrayPool<TermId>.Shared.Rent(ReadRows);
        var at = 0;
        for (int count; at < rows; at += count)
        {
            _context.ThrowIfStopped();
            count = scan.Read(keys.AsSpan(0, Math.Min(ReadRows, rows - at)), _values.AsSpan(at), default, default);
            if (count == 0)
            {
                break;
            }

            AddKeys(keys.AsSpan(0, count), at);
        }

        ArrayPool<TermId>.Shared.Return(keys);

        // Where the last key's values end.
        Add(default, at);
        _places = --_keyCount;
    }

    private void AddKeys(ReadOnlySpan<TermId> keys, int at)
    {
        var last = _keyCount > 0 ? _keys[_keyCount - 1] : default;
        foreach (var key in keys)
        {
            if (key != last)
            {
                Add(key, at);
                last = key;
            }

            at++;
        }
    }

    private void Add(TermId key, int start)
    {
        if (_keyCount == _keys.Length || _keyCount == _starts.Length)
        {
            Grow(ref _keys, _keyCount);
            Grow(ref _starts, _keyCount);
        }

        _keys[_keyCount] = key;
        _starts[_keyCount++] = start;
    }

    private static void Grow<T>(ref T[] array, int count)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(FirstKeys, 2 * count));
        array.AsSpan(0, count).CopyTo(larger);
        Return(ref array);
        array = larger;
    }

    private static void Return<T>(ref T[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<T>.Shared.Return(array);
        }

        array = [];
    }

    // Numbers the keys by their distance from the least, if they lie near together as those of one kind mostly do.
    private void Spread()
    {
        if (_keyCount == 0 || Keys[^1].Bits - Keys[0].Bits >= (ulong)_keyCount * MostCellsPerKey)
        {
            return;
        }

        _least = Keys[0].Bits;
        var cells = (int)(Keys[^1].Bits - _least) + 2;
        Charge(2L * cells * sizeof(int));
        var spread = ArrayPool<int>.Shared.Rent(cells);
        var cell = 0;
        for (var i = 0; i < _keyCount; i++)
        {
            for (var place = (int)(_keys[i].Bits - _least); cell <= place; cell++)
            {
                spread[cell] = _starts[i];
            }
        }

        spread[cell] = _starts[_keyCount];
        Return(ref _starts);
        (_starts, _places, _isDense) = (spread, cells - 1, true);
    }

    private int Search(TermId key)
    {
        var place = Keys.AsSpan().BinarySearch(key);
        return place < 0 ? _keyCount : place;
    }

    private void Charge(long bytes)
    {
        _context.Budget.Charge(bytes);
        _charged += bytes;
    }
}
