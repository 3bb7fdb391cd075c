using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>
/// Join(LeftJoin(A, B), C) becomes LeftJoin(Join(A, C), B), so that A and C are planned as one join: right if every variable that C shares
/// with B or with the condition is certainly bound by A.
/// </summary>
public sealed class PullOptionals : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(pattern, Pull);

    private static GraphPattern Pull(GraphPattern node)
    {
        if (node is not GraphPattern.Join(var left, var right))
        {
            return node;
        }

        if (left is GraphPattern.LeftJoin optional && IsIndependent(optional, right))
        {
            return new GraphPattern.LeftJoin(Pull(new GraphPattern.Join(optional.Left, right)), optional.Right, optional.Condition);
        }

        if (right is GraphPattern.LeftJoin other && IsIndependent(other, left))
        {
            return new GraphPattern.LeftJoin(Pull(new GraphPattern.Join(left, other.Left)), other.Right, other.Condition);
        }

        return node;
    }

    private static bool IsIndependent(GraphPattern.LeftJoin optional, GraphPattern joined)
    {
        var reached = VariableScope.Of(optional.Right).Possible;
        if (optional.Condition is { } condition)
        {
            reached = reached.Union(ExpressionVariables.Of(condition));
        }

        return VariableScope.Of(joined).Possible.Intersect(reached).IsSubsetOf(VariableScope.Of(optional.Left).Certain);
    }
}
