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
    // A changed quad in a table with its hash slots, or later in eight orders.
    private const int QuadBytes = 128;

    private readonly QuadStore _store;
    private readonly Snapshot _begun;

    // What is to be done with a quad: true to add it, false to remove it. The last word counts.
    private readonly Dictionary<QuadRow, bool> _pending = [];
    private Snapshot _snapshot;
    private TermDictionary _terms;
    private bool _isOver;

    internal StoreTransaction(QuadStore store, Snapshot begun)
    {
        _store = store;
        _begun = begun;
        _snapshot = begun;
        _terms = begun.Terms;
    }

    /// <summary>
    /// The state with everything that this transaction has done so far. The first read after changes sorts them in: O(c log c) for c
    /// changes. A snapshot of a transaction that was rolled back may not be used any more.
    /// </summary>
    public Snapshot Snapshot
    {
        get
        {
            Flush();
            return _snapshot;
        }
    }

    /// <summary>Quads added so far that were not there; known after a read of <see cref="Snapshot"/> or <see cref="Commit"/>.</summary>
    public long QuadsAdded { get; private set; }

    /// <summary>Quads removed so far that were there; known after a read of <see cref="Snapshot"/> or <see cref="Commit"/>.</summary>
    public long QuadsRemoved { get; private set; }

    /// <summary>About how many bytes what was done so far holds: changed quads and new terms. For limits.</summary>
    public long HeldBytes =>
        ((_pending.Count + QuadsAdded + QuadsRemoved) * QuadBytes) + Math.Max(0, _terms.TotalBytes - _begun.Terms.TotalBytes);

    /// <summary>The id of a term, which is added if the store does not know it. A blank node is one of the store, by its printed label.</summary>
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
        _terms = _terms.WithBlankNodes(1);
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

    /// <summary>Creates a named graph without triples.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if it is there already; it stays as it is.</returns>
    public bool CreateGraph(TermId graph)
    {
        CheckTerm(graph);
        Flush();
        var isNew = !_snapshot.HasGraph(graph);
        if (isNew)
        {
            _snapshot = _snapshot.With(_terms, [], [], graphs => graphs.SetItem(graph, 0));
        }

        return isNew;
    }

    /// <summary>Removes all triples of a graph; a named graph stays. O(n) for n triples.</summary>
    /// <param name="graph">Its name; undefined for the default graph.</param>
    public void ClearGraph(TermId graph)
    {
        Flush();
        var scan = graph.IsUndefined
            ? _snapshot.Scan(IndexOrder.Spo, default)
            : _snapshot.Scan(GraphScope.Named(graph), IndexOrder.Spo, default);
        TermId[] subjects = new TermId[256], predicates = new TermId[256], objects = new TermId[256];
        for (int count; (count = scan.Read(subjects, predicates, objects, default)) > 0;)
        {
            for (var i = 0; i < count; i++)
            {
                _pending[new(subjects[i], predicates[i], objects[i], graph)] = false;
            }
        }

        Flush();
    }

    /// <summary>Removes a named graph with all of its triples.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if there is no such graph.</returns>
    public bool DropGraph(TermId graph)
    {
        CheckTerm(graph);
        ClearGraph(graph);
        var isThere = _snapshot.HasGraph(graph);
        if (isThere)
        {
            _snapshot = _snapshot.With(_terms, [], [], graphs => graphs.Remove(graph));
        }

        return isThere;
    }

    /// <summary>
    /// Publishes the changes by one reference swap: readers that begin from now on see all of them. Nothing happens if there are none.
    /// The transaction is over then, and dispose ends it.
    /// </summary>
    /// <returns>The snapshot published.</returns>
    public Snapshot Commit()
    {
        Flush();
        _isOver = true;
        _store.Publish(_snapshot);
        return _snapshot;
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

    private void Change(TermId subject, TermId predicate, TermId @object, TermId graph, bool isAdded)
    {
        CheckOpen();
        CheckTerm(subject);
        CheckTerm(predicate);
        CheckTerm(@object);
        _pending[new(subject, predicate, @object, graph)] = isAdded;
    }

    // Only effective changes get into the snapshot.
    private void Flush()
    {
        CheckOpen();
        var added = new List<QuadRow>();
        var removed = new List<QuadRow>();
        foreach (var (quad, isAdded) in _pending)
        {
            var scope = quad.Graph.IsUndefined ? GraphScope.Default : GraphScope.Named(quad.Graph);
            if (isAdded != _snapshot.Contains(scope, quad.Subject, quad.Predicate, quad.Object))
            {
                (isAdded ? added : removed).Add(quad);
            }
        }

        _pending.Clear();
        if (added.Count + removed.Count > 0 || _terms != _snapshot.Terms)
        {
            _terms = _terms.WithIndexedTripleTerms();
            _snapshot = _snapshot.With(_terms, added, removed, graphs => graphs);
            QuadsAdded += added.Count;
            QuadsRemoved += removed.Count;
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
