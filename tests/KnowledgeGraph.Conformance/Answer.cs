using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Conformance;

/// <summary>The answer of a query: a table (or a boolean), or a graph.</summary>
/// <param name="Table">The answer of SELECT and ASK.</param>
/// <param name="Graph">The answer of CONSTRUCT and DESCRIBE.</param>
/// <param name="IsOrdered">True if the order of the rows counts.</param>
public sealed record Answer(SolutionTable? Table, Dataset? Graph, bool IsOrdered = false);
