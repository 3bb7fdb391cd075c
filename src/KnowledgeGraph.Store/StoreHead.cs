using System.Collections.Immutable;

namespace KnowledgeGraph.Store;

/// <summary>
/// What the next writer begins with: a sorted snapshot and the changes after it that are not sorted in yet. Those that are on their way to
/// readers stand apart from those that came later. <see cref="Open"/> alone grows, and only while the store's gate is held.
/// </summary>
/// <param name="Sorted">A snapshot without the changes.</param>
/// <param name="Derived">The snapshot with what is derived from it; the same where nothing is derived.</param>
/// <param name="Flushing">Changes after it that one of the committing writers makes durable and visible at this moment, or null.</param>
/// <param name="Open">Changes after those.</param>
/// <param name="Terms">The terms of everything.</param>
/// <param name="Graphs">The named graphs with all changes.</param>
/// <param name="Version">What the last change called the state.</param>
/// <param name="Sequence">Number of commits.</param>
internal sealed record StoreHead(
    Snapshot Sorted, Snapshot Derived, ChangeSet? Flushing, ChangeSet Open, TermDictionary Terms,
    ImmutableSortedDictionary<TermId, long> Graphs, string Version, long Sequence)
{
    /// <summary>A head of nothing but a snapshot.</summary>
    internal static StoreHead Of(Snapshot sorted, Snapshot? derived, string version, long sequence) =>
        new(sorted, derived ?? sorted, null, new(), sorted.Terms, sorted.GraphCounts, version, sequence);

    /// <summary>Changes since the base was sorted, each counted as often as it was made.</summary>
    internal long DeltaRows => Sorted.DeltaRows + (Flushing?.Count ?? 0) + Open.Count;

    /// <summary>Whether a quad is there.</summary>
    internal bool Contains(in QuadRow quad)
    {
        if ((Open.Find(quad) ?? Flushing?.Find(quad)) is { } isAdded)
        {
            return isAdded;
        }

        var scope = quad.Graph.IsUndefined ? GraphScope.Default : GraphScope.Named(quad.Graph);
        return Sorted.Contains(scope, quad.Subject, quad.Predicate, quad.Object);
    }

    /// <summary>Everything sorted together, with further effective changes. O(c log n) for c changes.</summary>
    internal Snapshot ToSnapshot(ChangeSet? further, TermDictionary terms, ImmutableSortedDictionary<TermId, long> graphs)
    {
        if (Flushing is null && Open.Count == 0 && further is not { Count: > 0 } && terms == Sorted.Terms && graphs == Sorted.GraphCounts)
        {
            return Sorted;
        }

        var changes = new ChangeSet();
        foreach (var layer in (ReadOnlySpan<ChangeSet?>)[Flushing, Open, further])
        {
            if (layer is not null)
            {
                changes.Note(layer);
            }
        }

        return Sorted.With(terms, changes.Quads(areAdded: true), changes.Quads(areAdded: false), graphs);
    }
}
