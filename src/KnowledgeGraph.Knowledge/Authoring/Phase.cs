namespace KnowledgeGraph.Knowledge.Authoring;

/// <summary>Where what is claimed stands in time, seen from the source.</summary>
public enum Phase
{
    /// <summary>It happened.</summary>
    Done,

    /// <summary>It lasts.</summary>
    Ongoing,

    /// <summary>It is to come.</summary>
    Future,
}
