using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// Numbers the predicates in use from 0, in the order of their ranks: there are few of them, so that rows are sorted by predicate in one
/// pass where ranks would take two or three.
/// </summary>
internal sealed class PredicateRanks
{
    private readonly uint[] _numberOfRank;

    private PredicateRanks(uint[] numberOfRank, TermId[] ids)
    {
        _numberOfRank = numberOfRank;
        Ids = ids;
    }

    /// <summary>The ids in the order of their numbers.</summary>
    internal TermId[] Ids { get; }

    /// <summary>Puts numbers of predicates in the place of their ranks.</summary>
    internal static PredicateRanks Of<TRow>(TRow[] rows, TermId[] terms)
        where TRow : unmanaged
    {
        var numbers = new uint[terms.Length];
        BulkParallel.For(BulkParallel.Parts(rows.Length), rows.Length, part => Mark(Part(rows, part), numbers));
        var ids = new List<TermId>();
        for (var rank = 0; rank < numbers.Length; rank++)
        {
            if (numbers[rank] != 0)
            {
                numbers[rank] = (uint)ids.Count;
                ids.Add(terms[rank]);
            }
        }

        var ranks = new PredicateRanks(numbers, [.. ids]);
        BulkParallel.For(BulkParallel.Parts(rows.Length), rows.Length, part => ranks.Renumber(Part(rows, part)));
        return ranks;
    }

    private static Span<TRow> Part<TRow>(TRow[] rows, int part)
    {
        var parts = BulkParallel.Parts(rows.Length);
        var start = (int)((long)rows.Length * part / parts);
        return rows.AsSpan(start, (int)((long)rows.Length * (part + 1) / parts) - start);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mark<TRow>(Span<TRow> rows, uint[] inUse)
        where TRow : unmanaged
    {
        var numbers = MemoryMarshal.Cast<TRow, uint>(rows);
        for (var at = 1; at < numbers.Length; at += Unsafe.SizeOf<TRow>() / sizeof(uint))
        {
            // Two threads may write the same.
            inUse[numbers[at]] = 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Renumber<TRow>(Span<TRow> rows)
        where TRow : unmanaged
    {
        var numbers = MemoryMarshal.Cast<TRow, uint>(rows);
        for (var at = 1; at < numbers.Length; at += Unsafe.SizeOf<TRow>() / sizeof(uint))
        {
            numbers[at] = _numberOfRank[numbers[at]];
        }
    }
}
