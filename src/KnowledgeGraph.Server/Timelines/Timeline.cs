namespace KnowledgeGraph.Server.Timelines;

/// <summary>What the sources tell, by the time it is told of, beside the time of telling.</summary>
/// <param name="Items">What they tell: dated things by time, then what they deny without a date.</param>
/// <param name="Sources">The sources, by publication.</param>
/// <param name="Next">The address of the next page; null after the last.</param>
public sealed record Timeline(IReadOnlyList<TimelineItem> Items, IReadOnlyList<TimelineSource> Sources, string? Next);
