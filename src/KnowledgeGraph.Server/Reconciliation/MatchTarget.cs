namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>What of a candidate a condition speaks of (<c>matchType</c>).</summary>
public enum MatchTarget
{
    /// <summary>Its names.</summary>
    Name,

    /// <summary>Its identifier.</summary>
    Id,

    /// <summary>The values of a property.</summary>
    Property,

    /// <summary>Nothing that this service knows: no candidate meets the condition.</summary>
    Unknown,
}
