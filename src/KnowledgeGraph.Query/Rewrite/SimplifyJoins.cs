using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>Drops joins with the empty pattern and merges neighbouring basic graph patterns.</summary>
public sealed class SimplifyJoins : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(pattern, Simplify);

    private static GraphPattern Simplify(GraphPattern node) => node switch
    {
        // The empty pattern has one solution that binds nothing: the identity of Join (SPARQL 1.1 §18.5).
        GraphPattern.Join(GraphPattern.BasicGraphPattern { Triples.IsEmpty: true }, var right) => right,
        GraphPattern.Join(var left, GraphPattern.BasicGraphPattern { Triples.IsEmpty: true }) => left,
        GraphPattern.Join(GraphPattern.BasicGraphPattern(var left), GraphPattern.BasicGraphPattern(var right)) =>
            new GraphPattern.BasicGraphPattern([.. left, .. right]),
        GraphPattern.Join(
            GraphPattern.Join(var first, GraphPattern.BasicGraphPattern(var left)), GraphPattern.BasicGraphPattern(var right)) =>
            new GraphPattern.Join(first, new GraphPattern.BasicGraphPattern([.. left, .. right])),
        GraphPattern.LeftJoin(var left, GraphPattern.BasicGraphPattern { Triples.IsEmpty: true }, _) => left,
        _ => node,
    };
}
