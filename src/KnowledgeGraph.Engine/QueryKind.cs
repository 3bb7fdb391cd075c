namespace KnowledgeGraph.Engine;

/// <summary>What a query answers with.</summary>
public enum QueryKind
{
    /// <summary>Solutions: SELECT.</summary>
    Solutions,

    /// <summary>Yes or no: ASK.</summary>
    Boolean,

    /// <summary>Triples: CONSTRUCT, DESCRIBE.</summary>
    Graph,
}
