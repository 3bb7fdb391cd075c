using System.Collections.Immutable;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Leave for a plan to give rows that are equal in what is read of them as one row with their number (Yan and Larson, Eager Aggregation and
/// Lazy Aggregation, VLDB 1995, eager count). Each part of the plan that does so has a column of its own, whose ids are bare numbers; a row
/// stands for as many solutions as their product.
/// </summary>
/// <param name="fresh">Makes the variables; null if it makes no difference how often a row comes.</param>
internal sealed class CountedRows(FreshVariables? fresh)
{
    private readonly List<Variable> _variables = [];

    /// <summary>The columns asked for so far; a plan may lack some of them.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>What a grouping allows; null if it has to see every row.</summary>
    /// <param name="group">The grouping.</param>
    /// <param name="fresh">Makes variables.</param>
    public static CountedRows? For(GraphPattern.Group group, FreshVariables fresh)
    {
        var aggregates = group.Aggregates.Select(binding => binding.Aggregate).ToImmutableArray();
        return !QueryTraits.IsDeterministic(group)
            || aggregates.Any(aggregate => aggregate is { Function: AggregateFunction.GroupConcat } or { Operand: null, Distinct: true })
                ? null
                : new CountedRows(aggregates.All(IsOfSet) ? null : fresh);
    }

    /// <summary>What a pattern allows of whose solutions only their set is asked for; null if they depend on more than the data.</summary>
    /// <param name="pattern">The pattern.</param>
    public static CountedRows? ForSet(GraphPattern pattern) => QueryTraits.IsDeterministic(pattern) ? new CountedRows(null) : null;

    /// <summary>The variable for a number of rows; null if nobody asks for it.</summary>
    public Variable? Next()
    {
        if (fresh is null)
        {
            return null;
        }

        _variables.Add(fresh.Next("rows"));
        return _variables[^1];
    }

    // The least, the greatest and any one of a set are those of the multiset.
    private static bool IsOfSet(Aggregate aggregate) =>
        aggregate.Distinct || aggregate.Function is AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.Sample;
}
