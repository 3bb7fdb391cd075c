namespace KnowledgeGraph.Store;

/// <summary>The kinds of <see cref="GraphScope"/>.</summary>
public enum GraphScopeKind
{
    /// <summary>The store's own default graph.</summary>
    Default = 0,

    /// <summary>One named graph.</summary>
    Named = 1,

    /// <summary>Named graphs, each triple with its graph name.</summary>
    AnyNamed = 2,

    /// <summary>The merge of some named graphs.</summary>
    UnionOf = 3,

    /// <summary>The merge of all named graphs.</summary>
    UnionAll = 4,
}
