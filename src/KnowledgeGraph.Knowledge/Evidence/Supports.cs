using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>The ways in which the data support an answer.</summary>
/// <param name="Items">Those of the page asked for, each once; empty for an aggregate over no solutions.</param>
/// <param name="HasMore">True if there are more after them.</param>
/// <param name="IsAnswer">False if the query does not give the answer over these data, so that nothing supports it.</param>
public sealed record Supports(ImmutableArray<Support> Items, bool HasMore, bool IsAnswer);
