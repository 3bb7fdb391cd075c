namespace KnowledgeGraph.TestKit.Generation;

/// <summary>The forms of a query (SPARQL 1.1 §16).</summary>
public enum QueryForm
{
    /// <summary>SELECT</summary>
    Select,

    /// <summary>ASK</summary>
    Ask,

    /// <summary>CONSTRUCT</summary>
    Construct,

    /// <summary>DESCRIBE</summary>
    Describe,
}
