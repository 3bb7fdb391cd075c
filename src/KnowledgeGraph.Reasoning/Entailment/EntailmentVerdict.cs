namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>Whether a graph entails another one.</summary>
public enum EntailmentVerdict
{
    /// <summary>It does not.</summary>
    NotEntailed,

    /// <summary>It does.</summary>
    Entailed,

    /// <summary>It contradicts itself, and so entails every graph.</summary>
    Inconsistent,
}
