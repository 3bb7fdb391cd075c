using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>A value that a filter can take.</summary>
/// <param name="Value">The thing.</param>
/// <param name="Count">How many dated things it is part of.</param>
public sealed record TimelineChoice(NamedTerm Value, long Count);
