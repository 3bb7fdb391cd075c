using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Whether GRAPH with a variable may be matched with the graph name as a fourth position of its triple patterns, instead of evaluating the
/// pattern once per named graph: if each solution binds the name by a triple pattern, and nothing else in the pattern mentions it.
/// </summary>
internal static class GraphInlining
{
    /// <summary>True if it may.</summary>
    /// <param name="pattern">The pattern inside GRAPH.</param>
    /// <param name="name">The variable for the graph's name.</param>
    public static bool IsPossible(GraphPattern pattern, Variable name) =>
        !MentionedVariables.Of(pattern).Contains(name) && BindsGraph(pattern);

    private static bool BindsGraph(GraphPattern pattern) => pattern switch
    {
        GraphPattern.BasicGraphPattern(var triples) => !triples.IsEmpty,
        GraphPattern.Join(var left, var right) =>
            (BindsGraph(left) && (BindsGraph(right) || IsOutsideGraphs(right))) || (IsOutsideGraphs(left) && BindsGraph(right)),
        GraphPattern.LeftJoin(var left, var right, var condition) =>
            BindsGraph(left) && BindsGraph(right) && (condition is null || !ExpressionVariables.HasExists(condition)),
        GraphPattern.Union(var left, var right) => BindsGraph(left) && BindsGraph(right),
        GraphPattern.Filter(var condition, var inner) => !ExpressionVariables.HasExists(condition) && BindsGraph(inner),
        GraphPattern.Extend(var inner, _, var value) => !ExpressionVariables.HasExists(value) && BindsGraph(inner),
        _ => false,
    };

    // Means the same in every graph.
    private static bool IsOutsideGraphs(GraphPattern pattern) => pattern is GraphPattern.Values or GraphPattern.Service;
}
