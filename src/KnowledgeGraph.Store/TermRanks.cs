using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// What sorting the terms of a bulk load gives: for each number its rank, that is, its place among all ids in use, and for each rank
/// the id. Ranks sort like ids and are half as long.
/// </summary>
internal sealed class TermRanks
{
    private readonly uint[][] _rankOfNumber;
    private readonly TermId[] _idOfRank;

    internal TermRanks(uint[][] rankOfNumber, TermId[] idOfRank)
    {
        _rankOfNumber = rankOfNumber;
        _idOfRank = idOfRank;
    }

    internal TermId IdOfRank(uint rank) => _idOfRank[rank];

    internal uint RankOf(uint number) => _rankOfNumber[number >> BulkTerms.IndexBits][number & BulkTerms.IndexMask];

    internal BulkRow Ranked(BulkRow row) => new(RankOf(row.Subject), RankOf(row.Predicate), RankOf(row.Object), RankOf(row.Graph));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Translate(ReadOnlySpan<BulkRow> rows, int position, Span<TermId> ids)
    {
        var ranks = MemoryMarshal.Cast<BulkRow, uint>(rows);
        var idOfRank = _idOfRank;
        for (var i = 0; i < rows.Length; i++)
        {
            ids[i] = idOfRank[ranks[(i * BulkRow.Width) + position]];
        }
    }
}
