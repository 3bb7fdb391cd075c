using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>Drops a REDUCED or DISTINCT that another one makes superfluous.</summary>
public sealed class DistinctReduced : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(pattern, Simplify);

    private static GraphPattern Simplify(GraphPattern node) => node switch
    {
        GraphPattern.Distinct(GraphPattern.Distinct(var inner)) => new GraphPattern.Distinct(inner),
        GraphPattern.Distinct(GraphPattern.Reduced(var inner)) => new GraphPattern.Distinct(inner),
        GraphPattern.Reduced(GraphPattern.Distinct or GraphPattern.Reduced) => PatternTree.Children(node)[0],

        // Projection between two DISTINCTs: the inner one only removes rows that the outer one would.
        GraphPattern.Distinct(GraphPattern.Project(GraphPattern.Distinct(var inner), var columns)) =>
            new GraphPattern.Distinct(new GraphPattern.Project(inner, columns)),
        _ => node,
    };
}
