namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>How sure the voice is.</summary>
public enum Certainty
{
    /// <summary>Said flatly.</summary>
    Plain,

    /// <summary>Softened ("appears", "possibly").</summary>
    Hedged,

    /// <summary>Passed on as hearsay.</summary>
    Rumoured,
}
