using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>A rewriting of the algebra that keeps the multiset of solutions.</summary>
public abstract class RewritePass
{
    /// <summary>The name under which explain lists the pass and by which it is switched off.</summary>
    public string Name => GetType().Name;

    /// <summary>Rewrites a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="fresh">Makes variables that occur nowhere else in the query.</param>
    /// <returns>The same object if there is nothing to do.</returns>
    public abstract GraphPattern Apply(GraphPattern pattern, FreshVariables fresh);
}
