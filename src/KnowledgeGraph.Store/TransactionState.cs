namespace KnowledgeGraph.Store;

/// <summary>
/// The state of a store with what a transaction has settled so far: effective changes beside the head that it began with, and a snapshot of
/// everything once somebody has asked for it. Not thread-safe.
/// </summary>
internal sealed class TransactionState(StoreHead begun)
{
    internal StoreHead Begun { get; } = begun;

    /// <summary>The net changes relative to the beginning; not kept up when everything was sorted anew.</summary>
    internal ChangeSet Settled { get; } = new();

    internal TransactionGraphs Graphs { get; } = new(begun.Graphs);

    internal TermDictionary Terms { get; set; } = begun.Terms;

    /// <summary>The last snapshot that was asked for; perhaps graphs and terms have changed since, but no quads.</summary>
    internal Snapshot? Snapshot { get; private set; }

    /// <summary>The snapshot that was built from everything, with other ids than the beginning; null if there was no need.</summary>
    internal Snapshot? Built { get; private set; }

    internal long QuadsAdded { get; private set; }

    internal long QuadsRemoved { get; private set; }

    /// <summary>Whether quads or named graphs are others than at the beginning, or were for a time.</summary>
    internal bool HasChanged =>
        QuadsAdded + QuadsRemoved > 0 || Graphs.Touched.Any(graph => graph.IsThere != Begun.Graphs.ContainsKey(graph.Graph));

    internal bool Contains(in QuadRow quad) => Settled.Find(quad) ?? Begun.Contains(quad);

    /// <summary>Triples of a graph in the last snapshot.</summary>
    internal long CountOf(TermId graph) => graph.IsUndefined ? Snapshot!.DefaultGraphCount : Snapshot!.GraphCount(graph);

    /// <summary>The quads of some graphs in the last snapshot; undefined stands for the default graph.</summary>
    internal List<QuadRow> QuadsOf(IEnumerable<TermId> graphs, Func<QuadRow, bool> isWanted, CancellationToken cancellation)
    {
        var quads = new List<QuadRow>();
        foreach (var graph in graphs)
        {
            foreach (var quad in graph.IsUndefined ? Snapshot!.Quads(IndexOrder.Spo) : Snapshot!.Quads(IndexOrder.Gspo, graph))
            {
                cancellation.ThrowIfCancellationRequested();
                if (isWanted(quad))
                {
                    quads.Add(quad);
                }
            }
        }

        return quads;
    }

    /// <summary>Does effective changes.</summary>
    internal void Settle(List<QuadRow> added, List<QuadRow> removed)
    {
        added.ForEach(quad => Settled.Note(quad, isAdded: true));
        removed.ForEach(quad => Settled.Note(quad, isAdded: false));
        QuadsAdded += added.Count;
        QuadsRemoved += removed.Count;
        if (Snapshot is not null)
        {
            Terms = Terms.WithIndexedTripleTerms();
            Snapshot = Snapshot.With(Terms, added, removed, Graphs.Counts);
        }
    }

    /// <summary>Does what a transaction has done on the same state before.</summary>
    /// <param name="added">Quads that are not there.</param>
    /// <param name="removed">Quads that are there.</param>
    /// <param name="graphs">Named graphs that were created or dropped.</param>
    internal void Redo(List<QuadRow> added, List<QuadRow> removed, IReadOnlyList<(TermId Graph, bool IsThere)> graphs)
    {
        foreach (var (graph, _) in graphs.Where(graph => graph.IsThere))
        {
            Graphs.Create(graph);
        }

        var counts = Graphs.Counts.ToBuilder();
        added.ForEach(quad => Count(quad.Graph, 1));
        removed.ForEach(quad => Count(quad.Graph, -1));
        Graphs.Counts = counts.ToImmutable();
        foreach (var (graph, _) in graphs.Where(graph => !graph.IsThere))
        {
            Graphs.Drop(graph);
        }

        Settle(added, removed);

        void Count(TermId graph, int change)
        {
            if (!graph.IsUndefined)
            {
                counts[graph] += change;
            }
        }
    }

    /// <summary>A snapshot of everything settled.</summary>
    internal Snapshot Sort()
    {
        if (Snapshot is null || Terms != Snapshot.Terms || Graphs.Counts != Snapshot.GraphCounts)
        {
            Terms = Terms.WithIndexedTripleTerms();
            Snapshot = Snapshot is null
                ? Begun.ToSnapshot(Settled, Terms, Graphs.Counts)
                : Snapshot.With(Terms, [], [], Graphs.Counts);
        }

        return Snapshot;
    }

    /// <summary>Puts a snapshot that was built from everything in the place of what was settled.</summary>
    /// <param name="built">The snapshot.</param>
    /// <param name="removed">How many quads of the state so far it does not have.</param>
    internal void Replace(Snapshot built, long removed)
    {
        var before = Sort().DefaultGraphCount + Sort().NamedGraphsCount;
        QuadsRemoved += removed;
        QuadsAdded += built.DefaultGraphCount + built.NamedGraphsCount - (before - removed);
        Built = built;
        Terms = built.Terms;
        Graphs.Counts = built.GraphCounts;
        Snapshot = built;
    }
}
