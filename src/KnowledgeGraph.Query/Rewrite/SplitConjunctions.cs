using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>
/// Filter(a &amp;&amp; b) becomes Filter(a, Filter(b)): both drop a solution unless a and b are true, errors included (SPARQL 1.1 §17.2).
/// </summary>
public sealed class SplitConjunctions : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(
        pattern,
        node => node is GraphPattern.Filter { Condition: Expression.And } filter ? Split(filter.Condition, filter.Inner) : node);

    private static GraphPattern Split(Expression condition, GraphPattern inner) => condition is Expression.And(var left, var right)
        ? Split(left, Split(right, inner))
        : new GraphPattern.Filter(condition, inner);
}
