using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// The build side of a hash join: rows and a chained hash index over their key columns. Key columns are bound in every row. Without key
/// columns all rows are in one chain, and the join is a nested loop.
/// </summary>
internal sealed class JoinTable
{
    // Some keys more than rows cost nothing worth an estimate.
    private const int FewKeys = 64;

    private readonly ExecutionContext _context;
    private readonly int[] _keys;
    private int[] _heads = [-1];
    private int[] _next = [];
    private int _shift = 64;
    private long _charged;

    /// <summary>An empty table.</summary>
    public JoinTable(ExecutionContext context, int columnCount, int[] keySlots)
    {
        _context = context;
        _keys = keySlots;
        Rows = new TermRows(columnCount, context.Budget);
    }

    /// <summary>The rows.</summary>
    public TermRows Rows { get; }

    /// <summary>The chain of rows: the row after the given one in its bucket, -1 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int row) => _next[row];

    /// <summary>Reads an input to its end and indexes it.</summary>
    public void Load(Operator input, SolutionBatch batch)
    {
        while (input.Next(batch))
        {
            Rows.Append(batch);
        }

        Index();
    }

    /// <summary>
    /// Tells the input that is joined with these rows which keys there are, if it is large and they are few.
    /// </summary>
    /// <param name="left">The input.</param>
    /// <param name="keys">The variables of the keys, certainly bound on both sides.</param>
    /// <returns>A filter for the rows of the input, if nobody there took it; else null.</returns>
    public KeyFilter? Announce(Operator left, ImmutableArray<Variable> keys)
    {
        if (keys is not [var key] || left.EstimatedRows < _context.KeyFilterRows || Rows.Count == 0
            || Rows.Count > Math.Max(left.EstimatedRows, FewKeys))
        {
            return null;
        }

        var bytes = KeyFilter.Bytes(Rows.Count);
        _context.Budget.Charge(bytes);
        _charged += bytes;
        var filter = new KeyFilter(Rows.Column(_keys[0]).AsSpan(0, Rows.Count));
        return left.Narrow(key, filter) ? null : filter;
    }

    /// <summary>The first row in the bucket of a probe row's key, -1 if it is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(SolutionBatch probe, int[] probeSlots, int row)
    {
        if (_shift == 64)
        {
            return _heads[0];
        }

        ulong hash = 0;
        foreach (var slot in probeSlots)
        {
            hash = Mix(hash, probe.Column(slot)[row].Bits);
        }

        return _heads[(int)(hash >> _shift)];
    }

    /// <summary>True if a row of the table has the key of a probe row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool KeyEquals(SolutionBatch probe, int[] probeSlots, int probeRow, int row)
    {
        for (var i = 0; i < _keys.Length; i++)
        {
            if (probe.Column(probeSlots[i])[probeRow].Bits != Rows.Column(_keys[i])[row].Bits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets everything and gives the memory back.</summary>
    public void Free()
    {
        Rows.Free();
        _context.Budget.Release(_charged);
        _charged = 0;
        _heads = [-1];
        _next = [];
        _shift = 64;
    }

    private void Index()
    {
        var count = Rows.Count;
        var buckets = _keys.Length == 0 || count < 2 ? 1 : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(count, 1 << 29));
        var bytes = (long)(buckets + count) * sizeof(int);
        _context.Budget.Charge(bytes);
        _charged += bytes;
        _heads = new int[buckets];
        Array.Fill(_heads, -1);
        _next = new int[count];
        _shift = 64 - BitOperations.Log2((uint)buckets);
        for (var row = count - 1; row >= 0; row--)
        {
            if ((row & 0xFFFF) == 0)
            {
                _context.ThrowIfStopped();
            }

            // Filled backwards, so that a chain gives the rows in the order they came.
            ref var head = ref _heads[Bucket(row)];
            _next[row] = head;
            head = row;
        }
    }

    private int Bucket(int row)
    {
        if (_shift == 64)
        {
            return 0;
        }

        ulong hash = 0;
        foreach (var slot in _keys)
        {
            hash = Mix(hash, Rows.Column(slot)[row].Bits);
        }

        return (int)(hash >> _shift);
    }

    // Multiplicative hashing takes the high bits; the fold brings a tag in the high bits down to where the next key disturbs it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong hash, ulong bits)
    {
        var mixed = unchecked((hash ^ bits ^ (bits >> 32)) * 0x9E37_79B9_7F4A_7C15UL);
        return mixed ^ (mixed >> 29);
    }
}
