namespace KnowledgeGraph.Store;

/// <summary>Exact numbers about a part of the store: the default graph, or all named graphs together. Immutable.</summary>
public sealed class PartStatistics
{
    private readonly Dictionary<TermId, PredicateStatistics> _predicates;

    internal PartStatistics(PredicateStatistics total, Dictionary<TermId, PredicateStatistics> predicates)
    {
        Total = total;
        _predicates = predicates;
    }

    /// <summary>Quads, distinct subjects and distinct objects over all predicates.</summary>
    public PredicateStatistics Total { get; }

    /// <summary>Number of distinct predicates.</summary>
    public int DistinctPredicates => _predicates.Count;

    /// <summary>The predicates, in no particular order.</summary>
    public IReadOnlyCollection<TermId> Predicates => _predicates.Keys;

    /// <summary>The numbers of one predicate.</summary>
    /// <param name="predicate">The predicate; an unknown one gives zeros.</param>
    public PredicateStatistics this[TermId predicate] => _predicates.GetValueOrDefault(predicate);

    // Walks the two orders that group by predicate once: distinct subjects are the changes of S inside a P of Pso, objects those of
    // O in Pos.
    internal static PartStatistics Compute(SortedColumns pso, SortedColumns pos, SortedColumns spo, SortedColumns osp)
    {
        var predicates = new Dictionary<TermId, PredicateStatistics>();
        CountChanges(pso, (predicate, rows, distinct) => predicates[predicate] = new(rows, distinct, 0));
        CountChanges(pos, (predicate, _, distinct) => predicates[predicate] = predicates[predicate] with { DistinctObjects = distinct });
        return new(new(spo.RowCount, CountDistinct(spo), CountDistinct(osp)), predicates);
    }

    private static long CountDistinct(SortedColumns columns)
    {
        var values = new TermId[SortedColumns.BlockRows];
        long distinct = 0;
        TermId last = default;
        for (long row = 0; row < columns.RowCount; row += values.Length)
        {
            var count = (int)Math.Min(values.Length, columns.RowCount - row);
            columns.Decode(0, row, values.AsSpan(0, count));
            foreach (var value in values.AsSpan(0, count))
            {
                distinct += value == last ? 0 : 1;
                last = value;
            }
        }

        return distinct;
    }

    private static void CountChanges(SortedColumns columns, Action<TermId, long, long> group)
    {
        var firsts = new TermId[SortedColumns.BlockRows];
        var seconds = new TermId[SortedColumns.BlockRows];
        TermId first = default, second = default;
        long rows = 0, distinct = 0;
        for (long row = 0; row < columns.RowCount; row += firsts.Length)
        {
            var count = (int)Math.Min(firsts.Length, columns.RowCount - row);
            columns.Decode(0, row, firsts.AsSpan(0, count));
            columns.Decode(1, row, seconds.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                if (firsts[i] != first)
                {
                    if (rows > 0)
                    {
                        group(first, rows, distinct);
                    }

                    (first, second, rows, distinct) = (firsts[i], default, 0, 0);
                }

                rows++;
                distinct += seconds[i] == second ? 0 : 1;
                second = seconds[i];
            }
        }

        if (rows > 0)
        {
            group(first, rows, distinct);
        }
    }
}
