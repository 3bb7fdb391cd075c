using System.Collections.Immutable;

namespace KnowledgeGraph.Store;

/// <summary>The named graphs as a transaction leaves them. Not thread-safe.</summary>
internal sealed class TransactionGraphs(ImmutableSortedDictionary<TermId, long> begun)
{
    private readonly HashSet<TermId> _touched = [];
    private TermId _last;

    /// <summary>The graphs with their numbers of triples, which do not yet tell of what is pending.</summary>
    internal ImmutableSortedDictionary<TermId, long> Counts { get; set; } = begun;

    /// <summary>Graphs that were created or dropped, each with whether it is there now.</summary>
    internal IReadOnlyList<(TermId Graph, bool IsThere)> Touched =>
        _touched.Count == 0 ? [] : [.. _touched.Select(graph => (graph, Counts.ContainsKey(graph)))];

    internal bool Contains(TermId graph) => Counts.ContainsKey(graph);

    /// <summary>Creates a graph; false if it is there.</summary>
    internal bool Create(TermId graph)
    {
        if (Counts.ContainsKey(graph))
        {
            return false;
        }

        Counts = Counts.Add(graph, 0);
        _touched.Add(graph);
        return true;
    }

    /// <summary>Creates a graph if it is not there; quickly, if it was the last one asked for.</summary>
    internal void Ensure(TermId graph)
    {
        if (graph != _last)
        {
            Create(graph);
            _last = graph;
        }
    }

    /// <summary>Forgets the triples of a graph, if there is such a graph.</summary>
    internal void Clear(TermId graph) => Counts = Counts.ContainsKey(graph) ? Counts.SetItem(graph, 0) : Counts;

    /// <summary>Forgets a graph; false if there is none.</summary>
    internal bool Drop(TermId graph)
    {
        _last = default;
        if (!Counts.ContainsKey(graph))
        {
            return false;
        }

        Counts = Counts.Remove(graph);
        _touched.Add(graph);
        return true;
    }
}
