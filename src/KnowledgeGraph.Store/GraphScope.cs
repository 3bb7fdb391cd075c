using System.Collections.Immutable;

namespace KnowledgeGraph.Store;

/// <summary>Which graphs a scan looks at. <c>default</c> is the store's own default graph. Immutable.</summary>
public readonly struct GraphScope
{
    private GraphScope(GraphScopeKind kind, TermId graph, ImmutableArray<TermId> graphs, bool includesDefault)
    {
        Kind = kind;
        Graph = graph;
        Graphs = graphs;
        IncludesDefault = includesDefault;
    }

    /// <summary>The store's own default graph.</summary>
    public static GraphScope Default => default;

    /// <summary>Every named graph, the graph name being a free column: <c>GRAPH ?g</c>.</summary>
    public static GraphScope AnyNamed => new(GraphScopeKind.AnyNamed, default, default, false);

    /// <summary>What kind of scope it is.</summary>
    public GraphScopeKind Kind { get; }

    /// <summary>The graph of <see cref="GraphScopeKind.Named"/>.</summary>
    public TermId Graph { get; }

    /// <summary>
    /// The graphs of <see cref="GraphScopeKind.UnionOf"/>, or those to which <see cref="GraphScopeKind.AnyNamed"/> is confined; sorted.
    /// Default: all.
    /// </summary>
    public ImmutableArray<TermId> Graphs { get; }

    /// <summary>Whether a union contains the store's own default graph.</summary>
    public bool IncludesDefault { get; }

    /// <summary>True if triples of several graphs are merged and duplicates dropped.</summary>
    public bool IsUnion => Kind is GraphScopeKind.UnionOf or GraphScopeKind.UnionAll;

    /// <summary>One named graph.</summary>
    /// <param name="graph">Its name.</param>
    public static GraphScope Named(TermId graph) => new(GraphScopeKind.Named, graph, default, false);

    /// <summary>The merge of some named graphs: several <c>FROM</c>.</summary>
    /// <param name="graphs">Their names, in any order, perhaps repeated or unknown to the store.</param>
    public static GraphScope UnionOf(params ReadOnlySpan<TermId> graphs) => new(GraphScopeKind.UnionOf, default, Normal(graphs), false);

    /// <summary>The merge of all named graphs.</summary>
    /// <param name="includesDefault">Whether the store's own default graph is merged too.</param>
    public static GraphScope UnionAll(bool includesDefault = false) => new(GraphScopeKind.UnionAll, default, default, includesDefault);

    /// <summary>The named graphs of a <c>FROM NAMED</c> dataset, the graph name being a free column.</summary>
    /// <param name="graphs">Their names.</param>
    public static GraphScope NamedAmong(params ReadOnlySpan<TermId> graphs) => new(GraphScopeKind.AnyNamed, default, Normal(graphs), false);

    private static ImmutableArray<TermId> Normal(ReadOnlySpan<TermId> graphs)
    {
        var sorted = new SortedSet<TermId>();
        foreach (var graph in graphs)
        {
            sorted.Add(graph);
        }

        return [.. sorted];
    }
}
