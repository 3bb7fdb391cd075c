namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>Whether the claim says yes or no.</summary>
public enum Polarity
{
    /// <summary>It says that it is so.</summary>
    Asserted,

    /// <summary>It says that it is not so.</summary>
    Denied,
}
