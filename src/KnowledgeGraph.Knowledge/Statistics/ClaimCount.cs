using System.Collections.Immutable;

namespace KnowledgeGraph.Knowledge.Statistics;

/// <summary>How many claims or mentions of each source are of one kind.</summary>
/// <param name="Group">What is counted, and by what.</param>
/// <param name="Name">The kind.</param>
/// <param name="Counts">The number for each source, in the order of <see cref="ClaimStatistics.Sources"/>.</param>
public sealed record ClaimCount(string Group, string Name, ImmutableArray<int> Counts)
{
    /// <summary>The number over all sources.</summary>
    public int Total => Counts.Sum();
}
