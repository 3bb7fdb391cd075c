using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>
/// Moves LIMIT and OFFSET below projection and BIND, which keep rows and their order: down to ORDER BY, where the planner makes it a
/// top-k, and past values that need not be computed for rows cut off.
/// </summary>
public sealed class PushSlice : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(pattern, Push);

    private static GraphPattern Push(GraphPattern node) => node switch
    {
        GraphPattern.Slice { Inner: GraphPattern.Project(var inner, var columns) } slice =>
            new GraphPattern.Project(Push(slice with { Inner = inner }), columns),
        GraphPattern.Slice { Inner: GraphPattern.Extend(var inner, var name, var value) } slice =>
            new GraphPattern.Extend(Push(slice with { Inner = inner }), name, value),
        _ => node,
    };
}
