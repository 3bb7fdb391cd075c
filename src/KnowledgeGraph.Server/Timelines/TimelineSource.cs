using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>A source with the time of its publication.</summary>
/// <param name="Source">The source.</param>
/// <param name="From">The first day on which it may have appeared; null if unknown.</param>
/// <param name="To">The last such day; null if unknown.</param>
public sealed record TimelineSource(NamedTerm Source, DateOnly? From, DateOnly? To);
