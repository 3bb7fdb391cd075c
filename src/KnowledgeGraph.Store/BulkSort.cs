using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Sorts rows of ranks into all orders of a part. Each order comes from another one by a stable radix sort on a single column: PSO is
/// SPO sorted by P, OPS is that sorted by O, and so on. The first order is sorted on all processors; chains of such steps run side by side.
/// </summary>
internal static class BulkSort
{
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

    /// <summary>Sorts the default graph: rows of ranks, which are overwritten.</summary>
    internal static void DefaultGraph(
        BulkTriple[] ranked, TermId[] terms, SortedColumns[] orders, Action step, CancellationToken cancellation)
    {
        var predicates = PredicateRanks.Of(ranked, terms);
        var sorted = Sorted<BulkTriple>.Distinct(ranked, [2, 1, 0], cancellation);
        Build(sorted, new(terms, predicates.Ids), IndexOrder.Spo, s_triples, 3, orders, step, cancellation);
    }

    /// <summary>Sorts the named graphs: rows of ranks, which are overwritten.</summary>
    /// <returns>The graphs, and how many quads each has.</returns>
    internal static ImmutableSortedDictionary<TermId, long> NamedGraphs(
        BulkRow[] ranked, TermId[] terms, SortedColumns[] orders, Action step, CancellationToken cancellation)
    {
        var predicates = PredicateRanks.Of(ranked, terms);
        var sorted = Sorted<BulkRow>.Distinct(ranked, [3, 2, 1, 0], cancellation);
        var counts = new Dictionary<uint, long>();
        foreach (var row in sorted.Rows.AsSpan(0, sorted.Count))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, row.Graph, out _)++;
        }

        Build(sorted, new(terms, predicates.Ids), IndexOrder.Spog, s_quads, 4, orders, step, cancellation);
        return counts.ToImmutableSortedDictionary(count => terms[count.Key], count => count.Value);
    }

    /// <summary>The table of triple terms: rows sorted SPO whose fourth column is the rank of the triple term.</summary>
    internal static TripleTermTable TripleTerms(BulkRow[] sorted, TermRanks terms, CancellationToken cancellation)
    {
        var orders = new SortedColumns[IndexOrders.Count];
        Build(
            new Sorted<BulkRow>(sorted, sorted.Length, null), new(terms.Ids, terms.Ids), IndexOrder.Spo, [s_triples[1]], 4, orders,
            () => { }, cancellation);
        return new(orders[(int)IndexOrder.Spo], orders[(int)IndexOrder.Pos], orders[(int)IndexOrder.Osp]);
    }

    private static void Build<TRow>(
        Sorted<TRow> sorted, RowIds ids, IndexOrder first, (IndexOrder Order, int Position)[][] chains, int width,
        SortedColumns[] orders, Action step, CancellationToken cancellation)
        where TRow : unmanaged
    {
        var work = new List<Action>();
        foreach (var chain in chains)
        {
            var buffer = work.Count == 0 ? sorted.Buffer : null;
            work.Add(() =>
            {
                var sort = new RadixSort<TRow>(sorted.Rows, sorted.Count, 1, overwrite: false, cancellation, buffer);
                foreach (var (order, position) in chain)
                {
                    orders[(int)order] = Compress(sort.SortBy(position), sorted.Count, ids, order, width, cancellation);
                    step();
                }
            });
        }

        work.Add(() =>
        {
            orders[(int)first] = Compress(sorted.Rows, sorted.Count, ids, first, width, cancellation);
            step();
        });
        BulkParallel.Invoke([.. work]);
    }

    private static SortedColumns Compress<TRow>(
        TRow[] rows, int count, RowIds ids, IndexOrder order, int width, CancellationToken cancellation)
        where TRow : unmanaged
    {
        // In a table of triple terms the fourth column is the triple term itself.
        var positions = order.Positions();
        var builder = new SortedColumnsBuilder(width, count);
        var block = new TermId[width][];
        for (var column = 0; column < width; column++)
        {
            block[column] = new TermId[SortedColumns.BlockRows];
        }

        for (var start = 0; start < count; start += SortedColumns.BlockRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = rows.AsSpan(start, Math.Min(SortedColumns.BlockRows, count - start));
            for (var column = 0; column < width; column++)
            {
                ids.Translate<TRow>(part, column < positions.Length ? positions[column] : 3, block[column]);
            }

            builder.AppendBlock(block, part.Length);
        }

        return builder.Finish();
    }

    /// <summary>The ids that the numbers in rows stand for: of predicates, and of all other terms.</summary>
    private readonly record struct RowIds(TermId[] Terms, TermId[] Predicates)
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        internal void Translate<TRow>(ReadOnlySpan<TRow> rows, int position, Span<TermId> target)
            where TRow : unmanaged
        {
            var numbers = MemoryMarshal.Cast<TRow, uint>(rows);
            var ids = position == 1 ? Predicates : Terms;
            for (int i = 0, at = position; i < rows.Length; i++, at += Unsafe.SizeOf<TRow>() / sizeof(uint))
            {
                target[i] = ids[numbers[at]];
            }
        }
    }

    /// <summary>Sorted rows in the first part of an array, and another array that may be overwritten.</summary>
    private sealed record Sorted<TRow>(TRow[] Rows, int Count, TRow[]? Buffer)
        where TRow : unmanaged
    {
        internal static Sorted<TRow> Distinct(TRow[] rows, ReadOnlySpan<int> positionsFromLast, CancellationToken cancellation)
        {
            var sort = new RadixSort<TRow>(rows, rows.Length, BulkParallel.Parts(rows.Length), overwrite: true, cancellation);
            var sorted = rows;
            foreach (var position in positionsFromLast)
            {
                sorted = sort.SortBy(position);
            }

            return new(sorted, CountDistinct(sorted), sort.Free);
        }

        // Moves the different ones of equal rows, which stand together, to the front.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int CountDistinct(TRow[] rows)
        {
            var width = Unsafe.SizeOf<TRow>() / sizeof(uint);
            var numbers = MemoryMarshal.Cast<TRow, uint>(rows.AsSpan());
            var kept = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                if (kept == 0 || !numbers.Slice(i * width, width).SequenceEqual(numbers.Slice((kept - 1) * width, width)))
                {
                    if (kept < i)
                    {
                        rows[kept] = rows[i];
                    }

                    kept++;
                }
            }

            return kept;
        }
    }
}
