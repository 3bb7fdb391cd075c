using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Results;

/// <summary>The answer of a SELECT or ASK query as objects.</summary>
/// <param name="Variables">The columns; empty for ASK.</param>
/// <param name="Rows">The solutions, each as long as the columns; null is unbound.</param>
/// <param name="Boolean">The answer of an ASK query, else null.</param>
public sealed record SolutionTable(ImmutableArray<Variable> Variables, IReadOnlyList<IReadOnlyList<Term?>> Rows, bool? Boolean = null);
