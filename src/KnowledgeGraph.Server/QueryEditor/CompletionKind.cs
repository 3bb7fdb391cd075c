namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>What can be written at a place of a query.</summary>
public enum CompletionKind
{
    /// <summary>A class.</summary>
    Class,

    /// <summary>A property.</summary>
    Property,

    /// <summary>Anything with a label.</summary>
    Entity,
}
