namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>An aggregate and the variable that carries its value; an error leaves the variable unbound.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Aggregate">The aggregate.</param>
public sealed record AggregateBinding(Variable Name, Aggregate Aggregate);
