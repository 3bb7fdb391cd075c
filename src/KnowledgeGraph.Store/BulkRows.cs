using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// A growing list of rows of three or four numbers, in chunks, so that growing copies no more than the first of them. Not thread-safe.
/// </summary>
internal sealed class BulkRows<TRow>
    where TRow : unmanaged
{
    // Rows are addressed as four numbers each with an int.
    private const int MaxRows = 1 << 29;
    private const int ChunkRows = 1 << 16;
    private const int FirstRows = 64;

    // All but the last chunk stand with their rows; of the last one so many are used.
    private readonly List<(TRow[] Rows, int Count)> _full = [];
    private TRow[] _last = [];
    private int _used;
    private long _inFull;

    internal long Count => _inFull + _used;

    internal void Add(in TRow row)
    {
        if (_used == _last.Length)
        {
            Extend();
        }

        _last[_used++] = row;
    }

    /// <summary>Takes the rows of another list, which is empty afterwards.</summary>
    internal void TakeAll(BulkRows<TRow> other)
    {
        Close();
        other.Close();
        _full.AddRange(other._full);
        _inFull += other._inFull;
        other._full.Clear();
        other._inFull = 0;
    }

    /// <summary>The rows, as they came.</summary>
    internal IEnumerable<TRow> All()
    {
        Close();
        foreach (var (rows, count) in _full)
        {
            for (var i = 0; i < count; i++)
            {
                yield return rows[i];
            }
        }
    }

    /// <summary>All rows in one array, their numbers as ranks; the list is empty afterwards.</summary>
    internal TRow[] TakeRanked(TermRanks terms)
    {
        Close();
        if (Count > MaxRows)
        {
            throw new InvalidOperationException("A bulk load is limited to 2^29 quads a part.");
        }

        var all = GC.AllocateUninitializedArray<TRow>((int)Count);
        var starts = new int[_full.Count];
        for (var chunk = 1; chunk < starts.Length; chunk++)
        {
            starts[chunk] = starts[chunk - 1] + _full[chunk - 1].Count;
        }

        BulkParallel.For(starts.Length, Count, chunk =>
        {
            var (rows, count) = _full[chunk];
            terms.Rank(
                MemoryMarshal.Cast<TRow, uint>(rows.AsSpan(0, count)), MemoryMarshal.Cast<TRow, uint>(all.AsSpan(starts[chunk], count)));
            _full[chunk] = default;
        });
        _full.Clear();
        _inFull = 0;
        return all;
    }

    private void Close()
    {
        if (_used > 0)
        {
            _full.Add((_last, _used));
            _inFull += _used;
        }

        _last = [];
        _used = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Extend()
    {
        if (_used == ChunkRows)
        {
            Close();
        }

        var grown = GC.AllocateUninitializedArray<TRow>(
            _inFull > 0 ? ChunkRows : Math.Min(ChunkRows, Math.Max(FirstRows, _used * 2)));
        _last.AsSpan(0, _used).CopyTo(grown);
        _last = grown;
    }
}
