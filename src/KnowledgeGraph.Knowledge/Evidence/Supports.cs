using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>The ways in which the data support an answer.</summary>
/// <param name="Items">Those of the page asked for, each once; empty if the query does not give the answer.</param>
/// <param name="HasMore">True if there are more after them.</param>
public sealed record Supports(ImmutableArray<Support> Items, bool HasMore);
