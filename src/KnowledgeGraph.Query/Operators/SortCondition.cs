using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>One condition of ORDER BY for <see cref="Sort"/> and <see cref="TopK"/>.</summary>
/// <param name="Compile">Compiles the expression over the columns of the input.</param>
/// <param name="Descending">True for DESC.</param>
/// <param name="Detail">The condition as explain prints it.</param>
public sealed record SortCondition(
    Func<IReadOnlyDictionary<Variable, int>, CompiledExpression> Compile, bool Descending, string Detail);
