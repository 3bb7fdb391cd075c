namespace KnowledgeGraph.Store;

/// <summary>
/// The terms of a bulk load after sorting: a dictionary, and for each number its rank, that is, its place among all ids in use. Ranks
/// sort like ids and are half as long.
/// </summary>
internal sealed class SortedBulkTerms
{
    private readonly uint[][] _rankOfNumber;
    private readonly TermId[] _idOfRank;

    internal SortedBulkTerms(TermDictionary dictionary, uint[][] rankOfNumber, TermId[] idOfRank)
    {
        Dictionary = dictionary;
        _rankOfNumber = rankOfNumber;
        _idOfRank = idOfRank;
    }

    internal TermDictionary Dictionary { get; init; }

    internal TermId IdOfRank(uint rank) => _idOfRank[rank];

    internal uint RankOf(uint number)
    {
        var index = number & BulkTerms.IndexMask;
        var kind = (int)(number >> BulkTerms.IndexBits);
        return kind == BulkTerms.BlankNodeKind ? index : _rankOfNumber[kind][index];
    }

    internal BulkRow Ranked(BulkRow row) => new(RankOf(row.Subject), RankOf(row.Predicate), RankOf(row.Object), RankOf(row.Graph));

    internal void Translate(ReadOnlySpan<BulkRow> rows, int position, Span<TermId> ids)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            ids[i] = _idOfRank[rows[i][position]];
        }
    }
}
