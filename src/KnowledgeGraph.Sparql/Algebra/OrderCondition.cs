namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>One condition of ORDER BY (SPARQL 1.1 §15.1).</summary>
/// <param name="Value">The expression compared.</param>
/// <param name="Descending">True for DESC.</param>
public sealed record OrderCondition(Expression Value, bool Descending);
