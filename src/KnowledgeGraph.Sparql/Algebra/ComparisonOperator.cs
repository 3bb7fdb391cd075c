namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>Comparison operators of SPARQL 1.1 §17.3.</summary>
public enum ComparisonOperator
{
    /// <summary>=</summary>
    Equal,

    /// <summary>!=</summary>
    NotEqual,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    LessOrEqual,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>&gt;=</summary>
    GreaterOrEqual,
}
