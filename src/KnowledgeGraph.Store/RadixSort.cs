using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts rows of numbers stably by one column after another, from the least significant digit on, between two buffers. One sort runs on
/// as many threads as it is told to: each counts and then moves rows of its own, to places behind those of the threads before it, so that
/// the order stays stable (Zagha and Blelloch, Radix Sort for Vector Multiprocessors, 1991).
/// </summary>
internal sealed class RadixSort<TRow>
    where TRow : unmanaged
{
    private const int MaxDigitBits = 11;

    private readonly int _count;
    private readonly int _parts;
    private readonly CancellationToken _cancellation;
    private readonly int[][] _starts;
    private TRow[] _current;
    private TRow[]? _free;
    private bool _ownsCurrent;

    /// <summary>A sort.</summary>
    /// <param name="rows">The rows; more than the count are ignored.</param>
    /// <param name="count">How many.</param>
    /// <param name="parts">On how many threads.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="overwrite">Whether the rows may be overwritten; otherwise they stay as they are.</param>
    /// <param name="buffer">A buffer to begin with, or null.</param>
    internal RadixSort(TRow[] rows, int count, int parts, bool overwrite, CancellationToken cancellation, TRow[]? buffer = null)
    {
        _ownsCurrent = overwrite;
        _current = rows;
        _count = count;
        _parts = parts;
        _cancellation = cancellation;
        _free = buffer;
        _starts = new int[parts][];
    }

    private static int Width => Unsafe.SizeOf<TRow>() / sizeof(uint);

    /// <summary>A buffer that is not used any more once the sort is over, if there is one.</summary>
    internal TRow[]? Free => _free;

    /// <summary>Sorts by a column.</summary>
    /// <returns>The rows, which are overwritten by the sort after the next one.</returns>
    internal TRow[] SortBy(int column)
    {
        var (least, greatest) = Range(column);
        var bits = 32 - BitOperations.LeadingZeroCount(greatest - least);
        var passes = (bits + MaxDigitBits - 1) / MaxDigitBits;
        var digitBits = passes == 0 ? 0 : (bits + passes - 1) / passes;
        for (var pass = 0; pass < passes; pass++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Pass(column, least, pass * digitBits, digitBits);
        }

        return _current;
    }

    private void Pass(int column, uint least, int shift, int digitBits)
    {
        var source = _current;
        var target = _free ?? GC.AllocateUninitializedArray<TRow>(source.Length);
        BulkParallel.For(_parts, _parts == 1 ? 0 : _count, part =>
        {
            var starts = _starts[part] ??= new int[1 << MaxDigitBits];
            Array.Clear(starts);
            Count(Part(source, part), column, least, shift, digitBits, starts);
        });

        var sum = 0;
        for (var digit = 0; digit < 1 << digitBits; digit++)
        {
            foreach (var starts in _starts)
            {
                (starts[digit], sum) = (sum, sum + starts[digit]);
            }
        }

        BulkParallel.For(
            _parts, _parts == 1 ? 0 : _count, part => Move(Part(source, part), target, column, least, shift, digitBits, _starts[part]));
        _free = _ownsCurrent ? source : null;
        _current = target;
        _ownsCurrent = true;
    }

    private ReadOnlySpan<TRow> Part(TRow[] rows, int part)
    {
        var start = (int)((long)_count * part / _parts);
        return rows.AsSpan(start, (int)((long)_count * (part + 1) / _parts) - start);
    }

    private (uint Least, uint Greatest) Range(int column)
    {
        var ranges = new (uint Least, uint Greatest)[_parts];
        var rows = _current;
        BulkParallel.For(_parts, _parts == 1 ? 0 : _count, part => ranges[part] = Range(Part(rows, part), column));
        return _count == 0 ? (0, 0) : (ranges.Min(range => range.Least), ranges.Max(range => range.Greatest));
    }

    // These run for a moment only: without the attribute it would be over before the JIT compiles them in earnest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (uint Least, uint Greatest) Range(ReadOnlySpan<TRow> rows, int column)
    {
        var (least, greatest) = (uint.MaxValue, 0U);
        var numbers = MemoryMarshal.Cast<TRow, uint>(rows);
        for (var at = column; at < numbers.Length; at += Width)
        {
            least = Math.Min(least, numbers[at]);
            greatest = Math.Max(greatest, numbers[at]);
        }

        return (least, greatest);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<TRow> rows, int column, uint least, int shift, int digitBits, int[] counts)
    {
        var mask = (1U << digitBits) - 1;
        var numbers = MemoryMarshal.Cast<TRow, uint>(rows);
        for (var at = column; at < numbers.Length; at += Width)
        {
            counts[((numbers[at] - least) >> shift) & mask]++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move(ReadOnlySpan<TRow> rows, TRow[] target, int column, uint least, int shift, int digitBits, int[] starts)
    {
        var mask = (1U << digitBits) - 1;
        var numbers = MemoryMarshal.Cast<TRow, uint>(rows);
        for (int i = 0, at = column; i < rows.Length; i++, at += Width)
        {
            target[starts[((numbers[at] - least) >> shift) & mask]++] = rows[i];
        }
    }
}
