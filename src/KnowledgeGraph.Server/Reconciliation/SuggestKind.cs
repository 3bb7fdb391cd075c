namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>What a client lets a person choose.</summary>
public enum SuggestKind
{
    /// <summary>An entity.</summary>
    Entity,

    /// <summary>A property.</summary>
    Property,

    /// <summary>A class.</summary>
    Type,
}
