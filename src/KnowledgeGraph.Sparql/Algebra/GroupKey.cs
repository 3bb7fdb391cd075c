namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>A grouping key.</summary>
/// <param name="Name">The variable that carries the key's value after grouping.</param>
/// <param name="Value">The key's expression over the solutions before grouping.</param>
public sealed record GroupKey(Variable Name, Expression Value);
