using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>
/// Moves filters towards the patterns that bind their variables. A filter goes below a join or to the left side of OPTIONAL only where
/// that side certainly binds what the filter reads; filters with EXISTS stay outside GRAPH and sub-selects, and volatile ones stay put.
/// </summary>
public sealed class PushFilters : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(pattern, Push);

    private static GraphPattern Push(GraphPattern node)
    {
        switch (node)
        {
            case GraphPattern.Filter filter when !ExpressionVariables.IsVolatile(filter.Condition):
                return TryPush(filter.Condition, filter.Inner) ?? node;
            case GraphPattern.LeftJoin { Condition: { } condition } join when !ExpressionVariables.IsVolatile(condition):
                return PushCondition(join, condition);
            default:
                return node;
        }
    }

    // The conjuncts of an OPTIONAL's condition that its right side certainly binds filter that side.
    private static GraphPattern.LeftJoin PushCondition(GraphPattern.LeftJoin join, Expression condition)
    {
        var certain = VariableScope.Of(join.Right).Certain;
        var conjuncts = Conjuncts(condition);
        var kept = conjuncts.Where(part => !IsPushable(part, certain)).ToImmutableArray();
        if (kept.Length == conjuncts.Length)
        {
            return join;
        }

        var right = join.Right;
        foreach (var part in conjuncts)
        {
            if (IsPushable(part, certain))
            {
                right = Push(new GraphPattern.Filter(part, right));
            }
        }

        return new GraphPattern.LeftJoin(
            join.Left, right, kept.IsEmpty ? null : kept.Aggregate((left, part) => new Expression.And(left, part)));

        static bool IsPushable(Expression part, ImmutableHashSet<Variable> certain) =>
            !ExpressionVariables.HasExists(part) && ExpressionVariables.Of(part).IsSubsetOf(certain);
    }

    private static ImmutableArray<Expression> Conjuncts(Expression condition) => condition is Expression.And(var left, var right)
        ? [.. Conjuncts(left), .. Conjuncts(right)]
        : [condition];

    // The pattern with the filter further down, or null if it has to stand where it is.
    private static GraphPattern? TryPush(Expression condition, GraphPattern inner)
    {
        var variables = ExpressionVariables.Of(condition);
        var hasExists = ExpressionVariables.HasExists(condition);
        switch (inner)
        {
            case GraphPattern.Join(var left, var right):
                // An inner filter of the other side must not be jumped for nothing: only go where every variable is certain.
                if (variables.IsSubsetOf(VariableScope.Of(left).Certain) && IsWorthwhile(left))
                {
                    return new GraphPattern.Join(Into(condition, left), right);
                }

                return variables.IsSubsetOf(VariableScope.Of(right).Certain) && IsWorthwhile(right)
                    ? new GraphPattern.Join(left, Into(condition, right))
                    : null;
            case GraphPattern.LeftJoin join:
                return CanPassRight(variables, join.Left, join.Right)
                    ? new GraphPattern.LeftJoin(Into(condition, join.Left), join.Right, join.Condition)
                    : null;
            case GraphPattern.Minus(var kept, var removed):
                return new GraphPattern.Minus(Into(condition, kept), removed);
            case GraphPattern.Union(var left, var right):
                return new GraphPattern.Union(Into(condition, left), Into(condition, right));
            case GraphPattern.Filter(var other, var below) when !ExpressionVariables.IsVolatile(other):
                return TryPush(condition, below) is { } pushed ? new GraphPattern.Filter(other, pushed) : null;
            case GraphPattern.Extend(var below, var name, var value):
                return !variables.Contains(name) ? new GraphPattern.Extend(Into(condition, below), name, value) : null;
            case GraphPattern.Graph(var name, var below):
                return !hasExists && !(name is TermPattern.Var(var graph) && variables.Contains(graph))
                    ? new GraphPattern.Graph(name, Into(condition, below))
                    : null;
            case GraphPattern.Project(var below, var columns):
                return !hasExists && variables.IsSubsetOf(columns) ? new GraphPattern.Project(Into(condition, below), columns) : null;
            case GraphPattern.Distinct(var below):
                return new GraphPattern.Distinct(Into(condition, below));
            case GraphPattern.Reduced(var below):
                return new GraphPattern.Reduced(Into(condition, below));
            case GraphPattern.OrderBy(var below, var conditions):
                return new GraphPattern.OrderBy(Into(condition, below), conditions);
            case GraphPattern.Group group:
                // HAVING over keys only. Without keys there is one group even over nothing: nothing may be filtered below it.
                return !hasExists && !group.Keys.IsEmpty && variables.All(
                    variable => group.Keys.Any(key => key.Name == variable && key.Value is Expression.Var(var source) && source == variable))
                    && !variables.IsEmpty
                        ? group with { Inner = Into(condition, group.Inner) }
                        : null;
            default:
                return null;
        }
    }

    // The left side binds what is read, or the right side cannot bind what the left side leaves unbound.
    private static bool CanPassRight(ImmutableHashSet<Variable> variables, GraphPattern left, GraphPattern right) =>
        variables.Intersect(VariableScope.Of(right).Possible).IsSubsetOf(VariableScope.Of(left).Certain);

    // A basic graph pattern next to a join is planned together with it: the planner places the filter as early as its variables are bound.
    private static bool IsWorthwhile(GraphPattern side) => side is not (GraphPattern.BasicGraphPattern or GraphPattern.PathPattern
        or GraphPattern.Values or GraphPattern.Service or GraphPattern.Slice);

    private static GraphPattern Into(Expression condition, GraphPattern pattern) =>
        TryPush(condition, pattern) ?? new GraphPattern.Filter(condition, pattern);
}
