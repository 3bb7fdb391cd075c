namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Which of the values of a condition have to match.</summary>
public enum MatchQuantifier
{
    /// <summary>At least one.</summary>
    Any,

    /// <summary>Each of them.</summary>
    All,

    /// <summary>Not one.</summary>
    None,
}
