using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>
/// Changes to a <see cref="QuadStore"/>, all of them or none: begun by <see cref="QuadStore.Begin"/>, published by <see cref="Commit"/>,
/// rolled back by disposal without it. Ids stay the same throughout, and are those of the snapshot that it began with. The store has one
/// writer: another transaction begins when this one is disposed. Confined to one thread at a time.
/// </summary>
public sealed class StoreTransaction : IDisposable
{
    private readonly QuadStore _store;
    private readonly Snapshot _begun;
    private readonly CancellationToken _cancellation;

    // What is to be done with a quad: true to add it, false to remove it. The last word counts.
    private readonly Dictionary<QuadRow, bool> _pending = [];

    // Graphs whose triples in the snapshot are void, all but those to be added. Undefined stands for the default graph.
    private readonly HashSet<TermId> _emptied = [];

    // The named graphs as they are now; their counts do not yet tell of what is pending.
    private ImmutableSortedDictionary<TermId, long> _graphs;
    private TermId _lastGraph;

    // A load that came after all the rest and is large enough for sorting the store anew at the commit.
    private StoreBuilder? _bulk;

    // The load that comes in at this moment.
    private StoreBuilder? _filling;
    private Snapshot _snapshot;
    private TermDictionary _terms;
    private bool _isOver;

    internal StoreTransaction(QuadStore store, Snapshot begun, CancellationToken cancellation)
    {
        _store = store;
        _begun = begun;
        _cancellation = cancellation;
        _snapshot = begun;
        _terms = begun.Terms;
        _graphs = begun.GraphCounts;
    }

    /// <summary>
    /// The state with everything that this transaction has done so far. The first read after c changes sorts them in: O(c log n). A
    /// snapshot of a transaction that was rolled back may not be used any more.
    /// </summary>
    public Snapshot Snapshot
    {
        get
        {
            Flush();
            return _snapshot;
        }
    }

    /// <summary>
    /// Quads added so far that were not there; known after a read of <see cref="Snapshot"/> or <see cref="Commit"/>. What a large load brings
    /// back after its removal in this transaction counts as removed and as added.
    /// </summary>
    public long QuadsAdded { get; private set; }

    /// <summary>Quads removed so far that were there; known after a read of <see cref="Snapshot"/> or <see cref="Commit"/>.</summary>
    public long QuadsRemoved { get; private set; }

    /// <summary>
    /// About how many bytes what was done so far holds: changed quads and new terms, those of a load that still comes in too. For limits.
    /// </summary>
    public long HeldBytes =>
        ((_pending.Count + QuadsAdded + QuadsRemoved) * StoreBuilder.QuadBytes) + (_bulk?.HeldBytes ?? 0) + (_filling?.HeldBytes ?? 0)
        + Math.Max(0, _terms.TotalBytes - _begun.Terms.TotalBytes);

    /// <summary>
    /// The id of a term, which is added if the store does not know it. A blank node is one of the store, by its printed label.
    /// </summary>
    /// <param name="term">The term; kind None gives undefined.</param>
    /// <exception cref="ArgumentException">The store has no such blank node: see <see cref="NewBlankNode"/>.</exception>
    public TermId Intern(in TermView term)
    {
        CheckOpen();
        switch (term.Kind)
        {
            case TermKind.None:
                return default;
            case TermKind.TripleTerm:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return InternTripleTerm(Intern(term.Subject), Intern(term.Predicate), Intern(term.Object));
            case TermKind.BlankNode:
                return _terms.TryFind(term, out var node) ? node
                    : throw new ArgumentException("The store has no blank node with this label.", nameof(term));
            default:
                _terms = _terms.With(term, out var id);
                return id;
        }
    }

    /// <summary>The id of a term object; see the other overload.</summary>
    /// <param name="term">The term.</param>
    public TermId Intern(Term term)
    {
        var arena = new TermArena();
        return Intern(arena[arena.AddTerm(term)]);
    }

    /// <summary>The id of a triple term, which is added if the store does not know it.</summary>
    /// <param name="subject">The id of its subject.</param>
    /// <param name="predicate">The id of its predicate.</param>
    /// <param name="object">The id of its object.</param>
    public TermId InternTripleTerm(TermId subject, TermId predicate, TermId @object)
    {
        CheckOpen();
        CheckTerm(subject);
        CheckTerm(predicate);
        CheckTerm(@object);
        _terms = _terms.With(subject, predicate, @object, out var id);
        return id;
    }

    /// <summary>A blank node that is no other one of the store. Its number, and so its printed label, stays for the store's life.</summary>
    public TermId NewBlankNode()
    {
        CheckOpen();
        var id = TermId.FromIndex(TermTag.BlankNode, _terms.BlankNodeCount);
        _terms = _terms.WithBlankNodes(id.Index + 1);
        return id;
    }

    /// <summary>Adds a quad; nothing changes if it is there. A graph that is not there comes into being.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The object.</param>
    /// <param name="graph">The name of the graph; undefined for the default graph.</param>
    public void Add(TermId subject, TermId predicate, TermId @object, TermId graph = default) =>
        Change(subject, predicate, @object, graph, isAdded: true);

    /// <summary>Removes a quad; nothing changes if it is not there. A named graph stays, even if it has no triples left.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The object.</param>
    /// <param name="graph">The name of the graph; undefined for the default graph.</param>
    public void Remove(TermId subject, TermId predicate, TermId @object, TermId graph = default) =>
        Change(subject, predicate, @object, graph, isAdded: false);

    /// <summary>Whether there is a named graph, perhaps without triples.</summary>
    /// <param name="graph">Its name.</param>
    public bool HasGraph(TermId graph)
    {
        Replay();
        return _graphs.ContainsKey(graph);
    }

    /// <summary>Creates a named graph without triples.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if it is there already; it stays as it is.</returns>
    public bool CreateGraph(TermId graph)
    {
        CheckTerm(graph);
        var isNew = !HasGraph(graph);
        _graphs = isNew ? _graphs.Add(graph, 0) : _graphs;
        return isNew;
    }

    /// <summary>Removes all triples of a graph; a named graph stays. O(1) here, O(n) for its n triples later.</summary>
    /// <param name="graph">Its name; undefined for the default graph.</param>
    public void ClearGraph(TermId graph)
    {
        Replay();
        if (_pending.Count > 0)
        {
            Flush();
        }

        _emptied.Add(graph);
        _graphs = _graphs.ContainsKey(graph) ? _graphs.SetItem(graph, 0) : _graphs;
    }

    /// <summary>Removes a named graph with all of its triples; see <see cref="ClearGraph"/>.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if there is no such graph.</returns>
    public bool DropGraph(TermId graph)
    {
        CheckTerm(graph);
        ClearGraph(graph);
        var isThere = _graphs.ContainsKey(graph);
        _graphs = _graphs.Remove(graph);
        _lastGraph = default;
        return isThere;
    }

    /// <summary>
    /// Adds documents in bulk, all of them or, if anything is thrown, none. If there is much of it, and nothing follows, the commit sorts
    /// it together with the store; otherwise it is as if its quads were added one by one.
    /// </summary>
    /// <param name="fill">
    /// Hands the quads to the builder, calling <see cref="StoreBuilder.BeginDocument"/> before each document. It may create graphs here, but
    /// make no other change.
    /// </param>
    /// <param name="progress">Told about every 65,536 quads and each step of a build.</param>
    public void Load(Action<StoreBuilder> fill, IProgress<LoadProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(fill);
        CheckOpen();
        Replay();
        var builder = new StoreBuilder(progress) { BlankNodeCount = _terms.BlankNodeCount };
        _filling = builder;
        try
        {
            fill(builder);
            _cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            _filling = null;
        }

        _terms = _terms.WithBlankNodes(builder.BlankNodeCount);
        _bulk = builder;
        if (_begun.BaseRows > 0 && !_store.IsMuch(builder.QuadsRead, _begun.BaseRows))
        {
            Replay();
        }
    }

    /// <summary>
    /// Publishes the changes by one reference swap: readers that begin from now on see all of them. Nothing is published if there are none.
    /// The transaction is over then. When changes since the last bulk load come to a tenth of the store, the store is sorted anew in O(n):
    /// ids in the snapshot published may then be others than in the transaction.
    /// </summary>
    /// <returns>The snapshot published.</returns>
    public Snapshot Commit()
    {
        CheckOpen();
        var changes = _pending.Count + _snapshot.DeltaRows + _emptied.Sum(CountOf);
        if (_bulk is not null || _store.IsMuch(changes, _begun.BaseRows) || _store.IsMuch(_terms.AddedCount, _terms.SortedCount))
        {
            SortAnew();
        }
        else
        {
            Flush();
        }

        if (QuadsAdded + QuadsRemoved > 0 || _graphs != _begun.GraphCounts)
        {
            _graphs = _snapshot.GraphCounts;
            Publish();
            return _snapshot;
        }

        _isOver = true;
        _begun.Terms.TakeBackLater();
        return _begun;
    }

    /// <summary>Lets the next writer in; without a commit before, everything that was done is forgotten.</summary>
    public void Dispose()
    {
        if (!_isOver)
        {
            _isOver = true;
            _begun.Terms.TakeBackLater();
        }

        _store.End(this);
    }

    /// <summary>Publishes the state with what is derived from it.</summary>
    internal void Publish()
    {
        var derived = _store.Derive(this, _cancellation);

        // Terms may have come with it.
        Flush();
        _store.Publish(_snapshot, derived ?? _snapshot);
        _isOver = true;
    }

    private long CountOf(TermId graph) => graph.IsUndefined ? _snapshot.DefaultGraphCount : _snapshot.GraphCount(graph);

    private void Change(TermId subject, TermId predicate, TermId @object, TermId graph, bool isAdded)
    {
        CheckOpen();
        CheckTerm(subject);
        CheckTerm(predicate);
        CheckTerm(@object);
        if (!graph.IsUndefined)
        {
            CheckTerm(graph);
        }

        Replay();
        _pending[new(subject, predicate, @object, graph)] = isAdded;
        if (isAdded && !graph.IsUndefined && graph != _lastGraph)
        {
            _graphs = _graphs.ContainsKey(graph) ? _graphs : _graphs.Add(graph, 0);
            _lastGraph = graph;
        }
    }

    // A bulk load is followed by something else: its quads join the others.
    private void Replay()
    {
        var bulk = _bulk;
        _bulk = null;
        bulk?.Replay(this, _cancellation);
    }

    // Only effective changes get into the snapshot.
    private void Flush()
    {
        CheckOpen();
        Replay();
        if (_pending.Count == 0 && _emptied.Count == 0 && _terms == _snapshot.Terms && _graphs == _snapshot.GraphCounts)
        {
            return;
        }

        var graphs = _graphs.ToBuilder();
        var added = new List<QuadRow>();
        var removed = TakeEmptied();
        foreach (var (quad, isAdded) in _pending)
        {
            _cancellation.ThrowIfCancellationRequested();
            var scope = quad.Graph.IsUndefined ? GraphScope.Default : GraphScope.Named(quad.Graph);
            var isThere = _snapshot.Contains(scope, quad.Subject, quad.Predicate, quad.Object);
            var isVoid = isThere && _emptied.Contains(quad.Graph);
            if (isAdded != isThere && !isVoid)
            {
                (isAdded ? added : removed).Add(quad);
            }

            if (!quad.Graph.IsUndefined && isAdded != (isThere && !isVoid))
            {
                graphs[quad.Graph] += isAdded ? 1 : -1;
            }
        }

        _pending.Clear();
        _emptied.Clear();
        _graphs = graphs.ToImmutable();
        _terms = _terms.WithIndexedTripleTerms();
        _snapshot = _snapshot.With(_terms, added, removed, _graphs);
        QuadsAdded += added.Count;
        QuadsRemoved += removed.Count;
    }

    private List<QuadRow> TakeEmptied()
    {
        var removed = new List<QuadRow>();
        foreach (var graph in _emptied)
        {
            foreach (var quad in graph.IsUndefined ? _snapshot.Quads(IndexOrder.Spo, default) : _snapshot.Quads(IndexOrder.Gspo, graph))
            {
                _cancellation.ThrowIfCancellationRequested();
                if (!_pending.GetValueOrDefault(quad))
                {
                    removed.Add(quad);
                }
            }
        }

        return removed;
    }

    // Everything together through the bulk path, which also forgets terms that nothing uses any more.
    private void SortAnew()
    {
        var builder = _bulk ?? new StoreBuilder();
        var before = _snapshot.DefaultGraphCount + _snapshot.NamedGraphsCount;
        var removed = builder.Take(
            _snapshot, _terms, IsGone, _pending.Where(change => change.Value).Select(change => change.Key), _graphs.Keys);
        var built = builder.Build(_cancellation);
        QuadsRemoved += removed;
        QuadsAdded += built.DefaultGraphCount + built.NamedGraphsCount - (before - removed);
        _pending.Clear();
        _emptied.Clear();
        _bulk = null;
        _terms = built.Terms;
        _snapshot = built;

        bool IsGone(QuadRow quad)
        {
            _cancellation.ThrowIfCancellationRequested();
            return _pending.TryGetValue(quad, out var isAdded) ? !isAdded : _emptied.Contains(quad.Graph);
        }
    }

    private void CheckOpen() => ObjectDisposedException.ThrowIf(_isOver, this);

    private static void CheckTerm(TermId term)
    {
        if (term.IsUndefined || term.IsLocal)
        {
            throw new ArgumentException("Not a term of the store: intern it first.", nameof(term));
        }
    }
}
