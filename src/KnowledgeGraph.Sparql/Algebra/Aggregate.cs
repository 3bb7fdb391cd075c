namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>One aggregate of a group (SPARQL 1.1 §18.5.1).</summary>
/// <param name="Function">Which aggregate.</param>
/// <param name="Operand">The expression aggregated; null for <c>COUNT(*)</c>.</param>
/// <param name="Distinct">True for DISTINCT.</param>
/// <param name="Separator">The separator of GROUP_CONCAT; a single space unless written. Ignored by the others.</param>
public sealed record Aggregate(AggregateFunction Function, Expression? Operand, bool Distinct, string Separator = " ");
