using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>The active graph (SPARQL 1.1 §13.3) of an operator that looks at one graph at a time.</summary>
/// <param name="Graphs">The graph, or the graphs of which <paramref name="Name"/> says one.</param>
/// <param name="Name">The graph's name where a GRAPH around it has one for each row or turn; else <c>default</c>.</param>
internal readonly record struct ActiveGraph(GraphScope Graphs, PatternTerm Name)
{
    /// <summary>The graph under the present values of the plan's parameters.</summary>
    public GraphScope Scope => !Name.IsBound ? Graphs : Narrowed(Name.Value);

    private GraphScope Narrowed(TermId name) =>
        Graphs.Graphs.IsDefault || Graphs.Graphs.Contains(name) ? GraphScope.Named(name) : GraphScope.UnionOf();
}
