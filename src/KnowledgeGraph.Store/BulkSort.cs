using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts rows of ranks into all orders of a part. Each order comes from another one by a stable radix sort on a single column: PSO is
/// SPO sorted by P, OPS is that sorted by O, and so on. Two chains of such steps run side by side.
/// </summary>
internal static class BulkSort
{
    private const int DigitBits = 11;
    private const int DigitValues = 1 << DigitBits;

    // Each step: the order reached, and the position sorted by.
    private static readonly (IndexOrder Order, int Position)[][] s_triples =
    [
        [(IndexOrder.Pso, 1), (IndexOrder.Ops, 2), (IndexOrder.Sop, 0)],
        [(IndexOrder.Osp, 2), (IndexOrder.Pos, 1)],
    ];

    private static readonly (IndexOrder Order, int Position)[][] s_quads =
    [
        [(IndexOrder.Psog, 1), (IndexOrder.Opsg, 2), (IndexOrder.Sopg, 0)],
        [(IndexOrder.Ospg, 2), (IndexOrder.Posg, 1), (IndexOrder.Gpos, 3)],
        [(IndexOrder.Gspo, 3)],
    ];

    internal static void DefaultGraph(
        BulkRows rows, TermRanks terms, SortedColumns[] orders, Action step, CancellationToken cancellation)
    {
        var sorted = SortedDistinct(rows.TakeRanked(terms), [2, 1, 0], cancellation);
        Build(sorted, terms, IndexOrder.Spo, s_triples, 3, orders, step, cancellation);
    }

    internal static ImmutableSortedDictionary<TermId, long> NamedGraphs(
        BulkRows rows, TermRanks terms, SortedColumns[] orders, Action step, CancellationToken cancellation)
    {
        var sorted = SortedDistinct(rows.TakeRanked(terms), [3, 2, 1, 0], cancellation);
        Build(sorted, terms, IndexOrder.Spog, s_quads, 4, orders, step, cancellation);
        var counts = new Dictionary<uint, long>();
        foreach (var row in sorted)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Graph, out _)++;
        }

        return counts.ToImmutableSortedDictionary(count => terms.IdOfRank(count.Key), count => count.Value);
    }

    /// <summary>The table of triple terms: rows sorted SPO whose fourth column is the rank of the triple term.</summary>
    internal static TripleTermTable TripleTerms(BulkRow[] sorted, TermRanks terms, CancellationToken cancellation)
    {
        var orders = new SortedColumns[IndexOrders.Count];
        Build(sorted, terms, IndexOrder.Spo, [s_triples[1]], 4, orders, () => { }, cancellation);
        return new(orders[(int)IndexOrder.Spo], orders[(int)IndexOrder.Pos], orders[(int)IndexOrder.Osp]);
    }

    private static void Build(
        BulkRow[] sorted, TermRanks terms, IndexOrder first, (IndexOrder Order, int Position)[][] chains, int width,
        SortedColumns[] orders, Action step, CancellationToken cancellation)
    {
        var work = new List<Action>();
        foreach (var chain in chains)
        {
            work.Add(() =>
            {
                var sorter = new ColumnSorter(sorted, cancellation);
                foreach (var (order, position) in chain)
                {
                    orders[(int)order] = Compress(sorter.SortBy(position), terms, order, width);
                    step();
                }
            });
        }

        work.Add(() =>
        {
            orders[(int)first] = Compress(sorted, terms, first, width);
            step();
        });
        BulkTerms.Invoke([.. work]);
    }

    private static BulkRow[] SortedDistinct(BulkRow[] rows, ReadOnlySpan<int> positionsFromLast, CancellationToken cancellation)
    {
        var sorter = new ColumnSorter(rows, cancellation);
        var sorted = rows;
        foreach (var position in positionsFromLast)
        {
            sorted = sorter.SortBy(position);
        }

        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (kept == 0 || sorted[i] != sorted[kept - 1])
            {
                sorted[kept++] = sorted[i];
            }
        }

        Array.Resize(ref sorted, kept);
        return sorted;
    }

    private static SortedColumns Compress(BulkRow[] rows, TermRanks terms, IndexOrder order, int width)
    {
        // In a table of triple terms the fourth column is the triple term itself.
        var positions = order.Positions();
        var builder = new SortedColumnsBuilder(width, rows.Length);
        var block = new TermId[width][];
        for (var column = 0; column < width; column++)
        {
            block[column] = new TermId[SortedColumns.BlockRows];
        }

        for (var start = 0; start < rows.Length; start += SortedColumns.BlockRows)
        {
            var part = rows.AsSpan(start, Math.Min(SortedColumns.BlockRows, rows.Length - start));
            for (var column = 0; column < width; column++)
            {
                terms.Translate(part, column < positions.Length ? positions[column] : 3, block[column]);
            }

            builder.AppendBlock(block, part.Length);
        }

        return builder.Finish();
    }

    /// <summary>Sorts stably by one column after another, between two buffers; the rows it was given stay as they are.</summary>
    private sealed class ColumnSorter(BulkRow[] rows, CancellationToken cancellation)
    {
        private BulkRow[] _current = rows;
        private BulkRow[]? _free;
        private bool _ownsCurrent;

        internal BulkRow[] SortBy(int position)
        {
            var greatest = Greatest(_current, position);
            for (var shift = 0; shift == 0 || (shift < 32 && greatest >> shift != 0); shift += DigitBits)
            {
                cancellation.ThrowIfCancellationRequested();
                var target = _free ?? new BulkRow[_current.Length];
                Scatter(_current, target, position, shift);
                _free = _ownsCurrent ? _current : null;
                _current = target;
                _ownsCurrent = true;
            }

            return _current;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static uint Greatest(BulkRow[] rows, int position)
        {
            uint greatest = 0;
            var numbers = MemoryMarshal.Cast<BulkRow, uint>(rows);
            for (var at = position; at < numbers.Length; at += BulkRow.Width)
            {
                greatest = Math.Max(greatest, numbers[at]);
            }

            return greatest;
        }

        // Runs for a moment only: without the attribute it would be over before the JIT compiles it in earnest.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Scatter(BulkRow[] source, BulkRow[] target, int position, int shift)
        {
            const uint Mask = DigitValues - 1;
            var starts = new int[DigitValues];
            var numbers = MemoryMarshal.Cast<BulkRow, uint>(source);
            for (var at = position; at < numbers.Length; at += BulkRow.Width)
            {
                starts[(numbers[at] >> shift) & Mask]++;
            }

            var sum = 0;
            for (var digit = 0; digit < DigitValues; digit++)
            {
                (starts[digit], sum) = (sum, sum + starts[digit]);
            }

            for (var i = 0; i < source.Length; i++)
            {
                target[starts[(numbers[(i * BulkRow.Width) + position] >> shift) & Mask]++] = source[i];
            }
        }
    }
}
