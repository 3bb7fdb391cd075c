using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace KnowledgeGraph.Store;

/// <summary>Exact numbers about a part of the store: the default graph, or all named graphs together. Immutable.</summary>
public sealed class PartStatistics
{
    private readonly ImmutableDictionary<TermId, PredicateStatistics> _predicates;

    internal PartStatistics(PredicateStatistics total, ImmutableDictionary<TermId, PredicateStatistics> predicates)
    {
        Total = total;
        _predicates = predicates;
    }

    /// <summary>Quads, distinct subjects and distinct objects over all predicates.</summary>
    public PredicateStatistics Total { get; }

    /// <summary>Number of distinct predicates.</summary>
    public int DistinctPredicates => _predicates.Count;

    /// <summary>The predicates, in no particular order.</summary>
    public IEnumerable<TermId> Predicates => _predicates.Keys;

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
        return new(new(spo.RowCount, CountDistinct(spo), CountDistinct(osp)), predicates.ToImmutableDictionary());
    }

    /// <summary>
    /// The numbers after some effective changes, exact too: what came to be or ceased to be the only one of its kind is counted in the
    /// indexes. O(c log n) for c changes.
    /// </summary>
    internal PartStatistics With(
        List<QuadRow> added, List<QuadRow> removed, SortedIndex pso, SortedIndex pos, SortedIndex spo, SortedIndex osp)
    {
        var changes = new Dictionary<TermId, PredicateStatistics>();
        foreach (var ((predicate, subject), rows) in Changes(added, removed, quad => (quad.Predicate, quad.Subject)))
        {
            Add(predicate, new(rows, Appeared(pso, [predicate, subject], rows), 0));
        }

        foreach (var ((predicate, @object), rows) in Changes(added, removed, quad => (quad.Predicate, quad.Object)))
        {
            Add(predicate, new(0, 0, Appeared(pos, [predicate, @object], rows)));
        }

        var predicates = _predicates.ToBuilder();
        foreach (var (predicate, change) in changes)
        {
            predicates[predicate] = Sum(this[predicate], change);
            if (predicates[predicate].Count == 0)
            {
                predicates.Remove(predicate);
            }
        }

        var subjects = Changes(added, removed, quad => (quad.Subject, default)).Sum(s => Appeared(spo, [s.Key.First], s.Value));
        var objects = Changes(added, removed, quad => (quad.Object, default)).Sum(o => Appeared(osp, [o.Key.First], o.Value));
        return new(Sum(Total, new(added.Count - removed.Count, subjects, objects)), predicates.ToImmutable());

        void Add(TermId predicate, in PredicateStatistics change) =>
            changes[predicate] = Sum(changes.GetValueOrDefault(predicate), change);
    }

    private static PredicateStatistics Sum(in PredicateStatistics left, in PredicateStatistics right) => new(
        left.Count + right.Count, left.DistinctSubjects + right.DistinctSubjects, left.DistinctObjects + right.DistinctObjects);

    // By how many the rows with a key have grown.
    private static Dictionary<(TermId First, TermId Second), int> Changes(
        List<QuadRow> added, List<QuadRow> removed, Func<QuadRow, (TermId, TermId)> key)
    {
        var changes = new Dictionary<(TermId, TermId), int>();
        foreach (var quad in added)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(changes, key(quad), out _)++;
        }

        foreach (var quad in removed)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(changes, key(quad), out _)--;
        }

        return changes;
    }

    // 1 if there is a row with the key now but was none before; −1 the other way round.
    private static long Appeared(SortedIndex index, ReadOnlySpan<TermId> key, long change)
    {
        var now = index.Count(key);
        return Math.Sign(now) - Math.Sign(now - change);
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
