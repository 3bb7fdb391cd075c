using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// What sorting the terms of a bulk load gives: for each number its rank, that is, its place among all ids in use, and for each rank
/// the id. Ranks sort like ids and are half as long.
/// </summary>
internal sealed class TermRanks
{
    private uint[][] _rankOfNumber;
    private readonly TermId[] _idOfRank;

    internal TermRanks(uint[][] rankOfNumber, TermId[] idOfRank)
    {
        _rankOfNumber = rankOfNumber;
        _idOfRank = idOfRank;
    }

    /// <summary>The ids in the order of ranks.</summary>
    internal TermId[] Ids => _idOfRank;

    internal TermId IdOfRank(uint rank) => _idOfRank[rank];

    internal uint RankOf(uint number) => _rankOfNumber[number >> BulkTerms.IndexBits][number & BulkTerms.IndexMask];

    internal BulkRow Ranked(BulkRow row) => new(RankOf(row.Subject), RankOf(row.Predicate), RankOf(row.Object), RankOf(row.Graph));

    /// <summary>Forgets the ranks of numbers once they are not needed any more; the ids of ranks stay.</summary>
    internal void ForgetNumbers() => _rankOfNumber = [];

    /// <summary>The ranks of numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Rank(ReadOnlySpan<uint> numbers, Span<uint> ranks)
    {
        var rankOfNumber = _rankOfNumber;
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = numbers[i];
            ranks[i] = rankOfNumber[number >> BulkTerms.IndexBits][number & BulkTerms.IndexMask];
        }
    }
}
