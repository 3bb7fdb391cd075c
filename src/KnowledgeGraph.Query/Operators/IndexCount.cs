using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>A COUNT that an index answers.</summary>
/// <param name="Name">The variable of the count.</param>
/// <param name="IsDistinctKey">True to count the different values of the key, of which a group has one.</param>
/// <param name="DistinctOrder">An order whose first free column has the values to count, each once; null to count rows.</param>
/// <param name="IsBare">True to give the number itself for an id, false to give the integer.</param>
internal sealed record IndexCount(Variable Name, bool IsDistinctKey = false, IndexOrder? DistinctOrder = null, bool IsBare = false);
