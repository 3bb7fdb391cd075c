namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>Arithmetic operators of SPARQL 1.1 §17.3.</summary>
public enum ArithmeticOperator
{
    /// <summary>+</summary>
    Add,

    /// <summary>-</summary>
    Subtract,

    /// <summary>*</summary>
    Multiply,

    /// <summary>/</summary>
    Divide,
}
