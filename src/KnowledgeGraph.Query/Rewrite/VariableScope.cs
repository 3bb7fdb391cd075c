using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>
/// The variables that every solution of a pattern binds (certain) and those that some solution may bind (possible): what decides which
/// rewrites and joins are right.
/// </summary>
/// <param name="Certain">Bound in every solution.</param>
/// <param name="Possible">Bound in some solution; includes the certain ones.</param>
public sealed record VariableScope(ImmutableHashSet<Variable> Certain, ImmutableHashSet<Variable> Possible)
{
    private static readonly ImmutableHashSet<Variable> s_none = [];

    // Trees are immutable and shared between passes: a node's scope is computed once.
    private static readonly ConditionalWeakTable<GraphPattern, VariableScope> s_known = [];

    /// <summary>The scope of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    public static VariableScope Of(GraphPattern pattern)
    {
        if (!s_known.TryGetValue(pattern, out var scope))
        {
            scope = Compute(pattern);
            s_known.AddOrUpdate(pattern, scope);
        }

        return scope;
    }

    private static VariableScope Compute(GraphPattern pattern)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern or GraphPattern.PathPattern:
                return Both(MentionedVariables.Of(pattern));
            case GraphPattern.Join(var left, var right):
                return Joined(Of(left), Of(right));
            case GraphPattern.LeftJoin(var left, var right, _):
                return new VariableScope(Of(left).Certain, Of(left).Possible.Union(Of(right).Possible));
            case GraphPattern.Union(var left, var right):
                return new VariableScope(Of(left).Certain.Intersect(Of(right).Certain), Of(left).Possible.Union(Of(right).Possible));
            case GraphPattern.Minus(var left, _):
                return Of(left);
            case GraphPattern.Filter(_, var inner):
                return Of(inner);
            case GraphPattern.Extend(var inner, var name, var value):
                return new VariableScope(
                    IsCertain(value, Of(inner)) ? Of(inner).Certain.Add(name) : Of(inner).Certain, Of(inner).Possible.Add(name));
            case GraphPattern.Graph(TermPattern.Var(var name), var inner):
                return Joined(Of(inner), Both([name]));
            case GraphPattern.Graph(_, var inner):
                return Of(inner);
            case GraphPattern.Values(var variables, var rows):
                return new VariableScope(
                    [.. variables.Where((_, column) => rows.All(row => row[column] is not null))], [.. variables]);
            case GraphPattern.Service(var name, var inner, var isSilent):
                var service = name is TermPattern.Var(var endpoint) ? Joined(Of(inner), Both([endpoint])) : Of(inner);
                return isSilent ? service with { Certain = s_none } : service;
            case GraphPattern.Group(var inner, var keys, var aggregates):
                return new VariableScope(
                    [.. keys.Where(key => IsCertain(key.Value, Of(inner))).Select(key => key.Name)],
                    [.. keys.Select(key => key.Name), .. aggregates.Select(aggregate => aggregate.Name)]);
            case GraphPattern.Project(var inner, var variables):
                return new VariableScope(Of(inner).Certain.Intersect(variables), Of(inner).Possible.Intersect(variables));
            case GraphPattern.OrderBy or GraphPattern.Distinct or GraphPattern.Reduced or GraphPattern.Slice:
                return Of(PatternTree.Children(pattern)[0]);
            default:
                throw new UnreachableException();
        }
    }

    private static bool IsCertain(Expression value, VariableScope scope) => value switch
    {
        Expression.Constant => true,
        Expression.Var(var name) => scope.Certain.Contains(name),
        _ => false,
    };

    private static VariableScope Both(ImmutableHashSet<Variable> variables) => new(variables, variables);

    private static VariableScope Joined(VariableScope left, VariableScope right) =>
        new(left.Certain.Union(right.Certain), left.Possible.Union(right.Possible));
}
