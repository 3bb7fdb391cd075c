using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>
/// Changes to a <see cref="QuadStore"/>, all of them or none: begun by <see cref="QuadStore.Begin"/>, published by <see cref="Commit"/>,
/// rolled back by disposal without it. Ids stay the same throughout, and are those of the state that it began with. The store has one
/// writer: another transaction begins when this one is committed or disposed. Confined to one thread at a time.
/// </summary>
public sealed class StoreTransaction : IDisposable
{
    private readonly QuadStore _store;
    private readonly TransactionState _state;
    private readonly CancellationToken _cancellation;

    // What is to be done with a quad: true to add it, false to remove it. The last word counts.
    private readonly Dictionary<QuadRow, bool> _pending = [];

    // Graphs whose triples in the snapshot are void, all but those to be added. Undefined stands for the default graph.
    private readonly HashSet<TermId> _emptied = [];

    // A load that came after all the rest and is large enough for sorting the store anew at the commit.
    private StoreBuilder? _bulk;

    // The load that comes in at this moment.
    private StoreBuilder? _filling;
    private string? _version;
    private bool _isOver;

    internal StoreTransaction(QuadStore store, StoreHead begun, CancellationToken cancellation)
    {
        _store = store;
        _state = new(begun);
        _cancellation = cancellation;
    }

    /// <summary>
    /// The state with everything that this transaction has done so far. The first read after c changes sorts them in: O(c log n). A
    /// snapshot of a transaction that was rolled back may not be used any more.
    /// </summary>
    public Snapshot Snapshot
    {
        get
        {
            Settle();
            return _state.Sort();
        }
    }

    /// <summary>
    /// What the state is called, from one commit to the next; empty at first. Set here, it is a change of its own; see also
    /// <see cref="Commit"/>.
    /// </summary>
    public string Version
    {
        get => _version ?? _state.Begun.Version;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CheckOpen();
            _version = value;
        }
    }

    /// <summary>
    /// Quads added so far that were not there; known after a read of <see cref="Snapshot"/> or <see cref="Commit"/>. What a large load brings
    /// back after its removal in this transaction counts as removed and as added.
    /// </summary>
    public long QuadsAdded => _state.QuadsAdded;

    /// <summary>Quads removed so far that were there; known after a read of <see cref="Snapshot"/> or <see cref="Commit"/>.</summary>
    public long QuadsRemoved => _state.QuadsRemoved;

    /// <summary>
    /// About how many bytes what was done so far holds: changed quads and new terms, those of a load that still comes in too. For limits.
    /// </summary>
    public long HeldBytes =>
        ((_pending.Count + QuadsAdded + QuadsRemoved) * StoreBuilder.QuadBytes) + (_bulk?.HeldBytes ?? 0) + (_filling?.HeldBytes ?? 0)
        + Math.Max(0, Terms.TotalBytes - _state.Begun.Terms.TotalBytes);

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
                return Terms.TryFind(term, out var node) ? node
                    : throw new ArgumentException("The store has no blank node with this label.", nameof(term));
            default:
                Terms = Terms.With(term, out var id);
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
        Terms = Terms.With(subject, predicate, @object, out var id);
        return id;
    }

    /// <summary>A blank node that is no other one of the store. Its number, and so its printed label, stays for the store's life.</summary>
    public TermId NewBlankNode()
    {
        CheckOpen();
        var id = TermId.FromIndex(TermTag.BlankNode, Terms.BlankNodeCount);
        Terms = Terms.WithBlankNodes(id.Index + 1);
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
        return _state.Graphs.Contains(graph);
    }

    /// <summary>Creates a named graph without triples.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if it is there already; it stays as it is.</returns>
    public bool CreateGraph(TermId graph)
    {
        CheckTerm(graph);
        Replay();
        return _state.Graphs.Create(graph);
    }

    /// <summary>Removes all triples of a graph; a named graph stays. O(1) here, O(n) for its n triples later.</summary>
    /// <param name="graph">Its name; undefined for the default graph.</param>
    public void ClearGraph(TermId graph)
    {
        Replay();
        if (_pending.Count > 0 || _emptied.Count == 0)
        {
            // Its triples are looked up in the snapshot as it is before.
            Settle();
            _state.Sort();
        }

        _emptied.Add(graph);
        _state.Graphs.Clear(graph);
    }

    /// <summary>Removes a named graph with all of its triples; see <see cref="ClearGraph"/>.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if there is no such graph.</returns>
    public bool DropGraph(TermId graph)
    {
        CheckTerm(graph);
        ClearGraph(graph);
        return _state.Graphs.Drop(graph);
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
        var builder = new StoreBuilder(progress) { BlankNodeCount = Terms.BlankNodeCount };
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

        Terms = Terms.WithBlankNodes(builder.BlankNodeCount);
        _bulk = builder;
        if (_state.Begun.Sorted.BaseRows is > 0 and var sorted && !_store.IsMuch(builder.QuadsRead, sorted))
        {
            Replay();
        }
    }

    /// <summary>
    /// Publishes the changes by one reference swap: readers that begin after the return see all of them, and they are durable if the store
    /// has a folder. Commits of several threads are made durable and visible together; meanwhile the next transaction begins, which is
    /// why this one lets it in. Nothing is published if nothing was changed. Changes that come to a tenth of the store are sorted together
    /// with it, at once or later: ids in a snapshot published may be others than in the transaction.
    /// </summary>
    /// <param name="version">What to call the state after it, if it changes something; null leaves <see cref="Version"/> as it is.</param>
    /// <returns>A snapshot published that has the changes.</returns>
    /// <exception cref="StoreFailedException">The changes, or others before them, cannot be made durable.</exception>
    public Snapshot Commit(string? version = null)
    {
        CheckOpen();
        var sequence = _state.Begun.Sequence;
        try
        {
            var changes = _pending.Count + _state.Settled.Count + _emptied.Sum(_state.CountOf);
            Action finish = _bulk is not null || _store.SortsAtOnce(_state.Begun, changes, Terms) ? SortAnew : Settle;
            finish();

            if (_version is not null || _state.HasChanged)
            {
                _version ??= version;
                sequence = Publish();
            }
            else
            {
                TakeBack();
            }
        }
        finally
        {
            Dispose();
        }

        return _store.WaitFor(sequence);
    }

    /// <summary>Sorts everything anew at the commit, even if nothing has changed.</summary>
    internal void Compact(IProgress<LoadProgress>? progress)
    {
        Replay();
        _version = Version;
        _bulk = new StoreBuilder(progress);
    }

    /// <summary>Lets the next writer in; without a commit before, everything that was done is forgotten.</summary>
    public void Dispose()
    {
        if (!_isOver)
        {
            TakeBack();
        }

        _store.End(this);
    }

    /// <summary>The state as a head, with what is derived from it; the transaction is over then.</summary>
    internal StoreHead Derived()
    {
        var derived = _store.Derive(this, _cancellation);
        _isOver = true;
        return StoreHead.Of(_state.Sort(), derived, Version, _state.Begun.Sequence);
    }

    private long Publish()
    {
        var derived = _store.Derive(this, _cancellation);

        // Terms may have come with it.
        Terms = Terms.WithIndexedTripleTerms();
        var sequence = _store.Append(_state, derived, Version);
        _isOver = true;
        return sequence;
    }

    private TermDictionary Terms { get => _state.Terms; set => _state.Terms = value; }

    private void TakeBack()
    {
        _isOver = true;
        _state.Begun.Terms.TakeBackLater();
    }

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
        if (isAdded && !graph.IsUndefined)
        {
            _state.Graphs.Ensure(graph);
        }
    }

    // A bulk load is followed by something else: its quads join the others.
    private void Replay()
    {
        var bulk = _bulk;
        _bulk = null;
        bulk?.Replay(this, _cancellation);
    }

    // Only effective changes are settled.
    private void Settle()
    {
        CheckOpen();
        Replay();
        if (_pending.Count == 0 && _emptied.Count == 0)
        {
            return;
        }

        var removed = _state.QuadsOf(_emptied, quad => !_pending.GetValueOrDefault(quad), _cancellation);
        var added = new List<QuadRow>();
        var graphs = _state.Graphs.Counts.ToBuilder();
        foreach (var (quad, isAdded) in _pending)
        {
            _cancellation.ThrowIfCancellationRequested();
            var isThere = _state.Contains(quad);
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
        _state.Graphs.Counts = graphs.ToImmutable();
        _state.Settle(added, removed);
    }

    // Everything together through the bulk path, which also forgets terms that nothing uses any more.
    private void SortAnew()
    {
        var builder = _bulk ?? new StoreBuilder();
        var removed = builder.Take(
            _state.Sort(), Terms, IsGone, _pending.Where(change => change.Value).Select(change => change.Key), _state.Graphs.Counts.Keys);
        _state.Replace(builder.Build(_cancellation), removed);
        _pending.Clear();
        _emptied.Clear();
        _bulk = null;

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
