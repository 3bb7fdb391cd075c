using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// Checks that a sequence of solutions is in the order of ORDER BY, as far as SPARQL 1.1 §15.1 orders it: an engine is free to order
/// what the recommendation leaves open.
/// </summary>
public static class OrderCheck
{
    private const int RowsChecked = 150;

    /// <summary>The conditions of a query's outermost ORDER BY; empty if it has none or sorts by variables that it does not return.</summary>
    public static ImmutableArray<OrderCondition> ConditionsOf(Query query)
    {
        var pattern = query.Pattern;
        while (true)
        {
            switch (pattern)
            {
                case GraphPattern.Slice slice:
                    pattern = slice.Inner;
                    break;
                case GraphPattern.Distinct distinct:
                    pattern = distinct.Inner;
                    break;
                case GraphPattern.Project project:
                    pattern = project.Inner;
                    break;
                case GraphPattern.OrderBy order:
                    // Only plain variables: an expression might use variables that are projected away.
                    return query is Query.Select select
                        && order.Conditions.All(c => c.Value is Expression.Var { Name: var name } && select.Variables.Contains(name))
                            ? order.Conditions
                            : [];
                default:
                    return [];
            }
        }
    }

    /// <summary>Two rows that are the wrong way round, as text; null if there are none among the first 150.</summary>
    public static string? FirstViolation(ImmutableArray<OrderCondition> conditions, IReadOnlyList<Solution> rows)
    {
        var keys = rows.Take(RowsChecked).Select(row => Keys(conditions, row)).ToList();
        for (var later = 1; later < keys.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Compare(conditions, keys[earlier], keys[later]) > 0)
                {
                    return $"row {earlier + 1} {rows[earlier]} comes before row {later + 1} {rows[later]}";
                }
            }
        }

        return null;
    }

    /// <summary>
    /// A row that LIMIT and OFFSET keep although too many rows come before it, or too few, as text; null if there is none among the first.
    /// </summary>
    /// <param name="conditions">The conditions of ORDER BY.</param>
    /// <param name="all">All rows.</param>
    /// <param name="kept">The rows kept, in order.</param>
    /// <param name="offset">How many rows were skipped.</param>
    public static string? FirstMisplaced(ImmutableArray<OrderCondition> conditions, IReadOnlyList<Solution> all, IReadOnlyList<Solution> kept, long offset)
    {
        var keys = all.Select(row => Keys(conditions, row)).ToList();
        for (var i = 0; i < kept.Count && i < RowsChecked; i++)
        {
            var key = Keys(conditions, kept[i]);
            var before = keys.Count(other => Compare(conditions, other, key) < 0);
            var after = keys.Count(other => Compare(conditions, other, key) > 0);
            if (before > offset + i || after > all.Count - 1 - (offset + i))
            {
                return $"{kept[i]} is row {offset + i + 1}, but {before} of {all.Count} rows come before it and {after} after it";
            }
        }

        return null;
    }

    private static Term?[] Keys(ImmutableArray<OrderCondition> conditions, Solution row) =>
        [.. conditions.Select(c => row[((Expression.Var)c.Value).Name])];

    // 0 where the order is open: terms that the operator < does not compare.
    private static int Compare(ImmutableArray<OrderCondition> conditions, Term?[] left, Term?[] right)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            if (left[i] == right[i])
            {
                continue;
            }

            if (left[i] is TripleTerm && right[i] is TripleTerm && (HasBlankNode(left[i]!) || HasBlankNode(right[i]!)))
            {
                // Blank nodes have no order among each other, so the components that follow them decide nothing.
                return 0;
            }

            var order = ReferenceOrder.Compare(left[i], right[i]);
            if (order != 0)
            {
                return conditions[i].Descending ? -order : order;
            }

            if (ReferenceValues.Compare(left[i], right[i]) is null)
            {
                return 0;
            }
        }

        return 0;
    }

    private static bool HasBlankNode(Term term) =>
        term is BlankNode || (term is TripleTerm triple && (HasBlankNode(triple.Subject) || HasBlankNode(triple.Object)));
}
