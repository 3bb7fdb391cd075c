using System.Collections.Immutable;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Whether EXISTS by substitution (SPARQL 1.1 §18.6) asks the same as: has the pattern, evaluated on its own, a solution compatible with
/// the row? So it is if every place where a shared variable is read is reached by its binding in the pattern itself.
/// </summary>
internal static class ExistsSafety
{
    /// <summary>True if the pattern may be evaluated on its own.</summary>
    /// <param name="pattern">The pattern of EXISTS.</param>
    /// <param name="shared">The variables that substitution would replace.</param>
    public static bool IsIndependent(GraphPattern pattern, ImmutableHashSet<Variable> shared)
    {
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern:
                return true;
            case GraphPattern.Values(var variables, var rows):
                return !variables.Any(shared.Contains) || rows.All(row => row.All(term => term is not null));
            case GraphPattern.PathPattern(_, var path, _):
                // A substituted end is a term, to which a path of no step leads even outside the graph.
                return !IsReflexive(path) || !VariableScope.Of(pattern).Possible.Overlaps(shared);
            case GraphPattern.Join(var left, var right):
                return IsIndependent(left, shared) && IsIndependent(right, shared);
            case GraphPattern.Union(var left, var right):
                return IsIndependent(left, shared) && IsIndependent(right, shared);
            case GraphPattern.Filter(var condition, var inner):
                return Reads(condition, shared, VariableScope.Of(inner).Certain) && IsIndependent(inner, shared);
            case GraphPattern.Extend(var inner, var name, var value):
                return !shared.Contains(name) && Reads(value, shared, VariableScope.Of(inner).Certain) && IsIndependent(inner, shared);
            case GraphPattern.LeftJoin(var left, var right, var condition):
                var certain = VariableScope.Of(left).Certain;
                return VariableScope.Of(right).Possible.Intersect(shared).IsSubsetOf(certain)
                    && (condition is null || Reads(condition, shared, certain))
                    && IsIndependent(left, shared) && IsIndependent(right, shared);
            case GraphPattern.Service(TermPattern.Ground, var inner, false):
                return IsIndependent(inner, shared);
            case GraphPattern.Graph(_, var inner):
                return IsIndependent(inner, shared);
            case GraphPattern.Project(var inner, var columns):
                return IsIndependent(inner, shared.Intersect(columns));
            case GraphPattern.Distinct or GraphPattern.Reduced:
                return IsIndependent(PatternTree.Children(pattern)[0], shared);
            default:
                return false;
        }
    }

    private static bool Reads(Expression expression, ImmutableHashSet<Variable> shared, ImmutableHashSet<Variable> certain) =>
        !ExpressionVariables.HasExists(expression) && ExpressionVariables.Of(expression).Intersect(shared).IsSubsetOf(certain);

    private static bool IsReflexive(PropertyPath path) => path switch
    {
        PropertyPath.ZeroOrMore or PropertyPath.ZeroOrOne => true,
        PropertyPath.Inverse(var inner) => IsReflexive(inner),
        PropertyPath.OneOrMore(var inner) => IsReflexive(inner),
        PropertyPath.Sequence(var left, var right) => IsReflexive(left) || IsReflexive(right),
        PropertyPath.Alternative(var left, var right) => IsReflexive(left) || IsReflexive(right),
        _ => false,
    };
}
