using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Finds groupings and DISTINCT over one triple pattern that an index answers by its counts.</summary>
internal sealed class IndexAggregation(ExecutionContext context, Planner planner)
{
    /// <summary>The plan of a grouping; null if the index does not answer it.</summary>
    /// <param name="group">The grouping.</param>
    /// <param name="scope">Where its pattern is evaluated.</param>
    public IndexAggregate? TryPlan(GraphPattern.Group group, PlanScope scope)
    {
        if (group.Keys.Length > 1 || (group.Keys is [{ Value: not Expression.Var }]) || Scan(group.Inner, scope) is not { } scan)
        {
            return null;
        }

        var key = group.Keys.IsEmpty ? null : ((Expression.Var)group.Keys[0].Value).Name;
        var counts = ImmutableArray.CreateBuilder<IndexCount>();
        foreach (var (name, aggregate) in group.Aggregates)
        {
            if (Count(scan.Pattern, key, name, aggregate) is not { } count)
            {
                return null;
            }

            counts.Add(count);
        }

        return Plan(scan, key, group.Keys.IsEmpty ? null : group.Keys[0].Name, counts.ToImmutable());
    }

    /// <summary>The plan of the different values of one variable; null if the index does not answer it.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="scope">Where the pattern is evaluated.</param>
    public IndexAggregate? TryPlanDistinct(GraphPattern pattern, Variable variable, PlanScope scope) =>
        Scan(pattern, scope) is { } scan ? Plan(scan, variable, variable, []) : null;

    private IndexAggregate? Plan(JoinItem.Scan scan, Variable? key, Variable? name, ImmutableArray<IndexCount> counts)
    {
        var order = OrderOf(scan.Pattern, key);
        return order is null
            ? null
            : Planner.Estimated(
                new IndexAggregate(context, scan.Pattern, order.Value, name, counts, scan.Text),
                key is null ? 1 : scan.Distinct[key], key is null ? 1 : scan.Rows / 4);
    }

    private static IndexCount? Count(ScanPattern pattern, Variable? key, Variable name, Aggregate aggregate)
    {
        if (aggregate.Function != AggregateFunction.Count)
        {
            return null;
        }

        switch (aggregate)
        {
            case { Operand: null }:
                // COUNT(DISTINCT *): rows of a pattern with all its variables differ.
                return aggregate.Distinct && pattern.Variables.Any(variable => variable.IsInternal) ? null : new IndexCount(name);
            case { Operand: Expression.Var(var counted), Distinct: var isDistinct }
                when pattern.Variables.Contains(counted):
                if (!isDistinct)
                {
                    return new IndexCount(name);
                }

                if (key is null)
                {
                    return OrderOf(pattern, counted) is { } order ? new IndexCount(name, DistinctOrder: order) : null;
                }

                // With the key and one variable more, its values differ within a group.
                return counted == key ? new IndexCount(name, IsDistinctKey: true)
                    : pattern.Variables.Length == 2 ? new IndexCount(name)
                    : null;
            default:
                return null;
        }
    }

    // The one triple pattern, if its rows are counted exactly and each of its variables is free at one place.
    private JoinItem.Scan? Scan(GraphPattern pattern, PlanScope scope)
    {
        if (pattern is not GraphPattern.BasicGraphPattern { Triples: [_] } || scope.Graphs.Kind != GraphScopeKind.Default)
        {
            return null;
        }

        var group = new JoinGroup(planner, context);
        group.Add(pattern, scope);
        return group.Items is [JoinItem.Scan { Pattern: { Fourth: { IsBound: false, Variable: null } } found } scan]
            && Enumerable.Range(0, 3).Count(position => found[position].Variable is not null) == found.Variables.Length
            && Enumerable.Range(0, 3).All(position => found[position].Source is null)
                ? scan
                : null;
    }

    private static IndexOrder? OrderOf(ScanPattern pattern, Variable? first)
    {
        var known = Enumerable.Range(0, 3).Count(position => pattern[position].IsBound);
        for (var order = IndexOrder.Spo; order <= IndexOrder.Ops; order++)
        {
            if (order.BoundPrefix(pattern.Bound) == known
                && (first is null || (known < 3 && pattern[order.Positions()[known]].Variable == first)))
            {
                return order;
            }
        }

        return null;
    }
}
