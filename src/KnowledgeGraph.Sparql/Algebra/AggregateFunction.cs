namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>Set functions of SPARQL 1.1 §18.5.1.</summary>
public enum AggregateFunction
{
    /// <summary>COUNT</summary>
    Count,

    /// <summary>SUM</summary>
    Sum,

    /// <summary>AVG</summary>
    Avg,

    /// <summary>MIN</summary>
    Min,

    /// <summary>MAX</summary>
    Max,

    /// <summary>SAMPLE</summary>
    Sample,

    /// <summary>GROUP_CONCAT</summary>
    GroupConcat,
}
