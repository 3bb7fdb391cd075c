using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>
/// Takes quads from readers and builds a <see cref="Snapshot"/> in bulk: terms are numbered by hash while quads come in, then sorted
/// and renumbered, and quads are sorted on the new numbers. Not thread-safe; <see cref="Build"/> may be called once.
/// </summary>
public sealed class StoreBuilder : QuadSink
{
    /// <summary>A quad in a table with its hash slots, or later in eight orders.</summary>
    internal const int QuadBytes = 128;

    private const int ProgressInterval = 1 << 16;
    private const int LargeLoad = 1 << 20;

    private BulkTerms _terms = new();
    private readonly BulkRows<BulkTriple> _default = new();
    private readonly BulkRows<BulkRow> _named = new();
    private readonly IProgress<LoadProgress>? _progress;
    // Named graphs that are kept even without quads.
    private readonly List<uint> _graphs = [];
    private TermTable _labels = new();
    private readonly List<uint> _labelled = [];
    private BulkBlocks? _blocks;
    private bool _built;

    /// <summary>An empty builder.</summary>
    /// <param name="progress">Told about every 65,536 quads and each step of the build.</param>
    public StoreBuilder(IProgress<LoadProgress>? progress = null) => _progress = progress;

    /// <summary>Quads taken so far, duplicates included.</summary>
    public long QuadsRead { get; private set; }

    /// <summary>About how many bytes what was taken holds: terms, and quads until they are sorted. For limits.</summary>
    public long HeldBytes => _terms.TotalBytes + _labels.TotalBytes + (_blocks?.TotalBytes ?? 0) + (QuadsRead * QuadBytes);

    /// <summary>Blank nodes are numbered below this. Set before quads come in, the numbers below are somebody else's.</summary>
    internal long BlankNodeCount
    {
        get => _terms.BlankNodeCount;
        set => _terms.BlankNodeCount = value;
    }

    /// <summary>Documents begun.</summary>
    public int Documents { get; private set; }

    /// <summary>Begins another document: from now on blank node labels mean new blank nodes.</summary>
    public void BeginDocument()
    {
        Documents++;
        if (_labels.Count > 0)
        {
            _labels = new();
            _labelled.Clear();
        }
    }

    /// <inheritdoc/>
    public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
    {
        if (graph.IsNone)
        {
            _default.Add(new(Number(subject), Number(predicate), Number(@object)));
        }
        else
        {
            _named.Add(new(Number(subject), Number(predicate), Number(@object), Number(graph)));
        }

        Read(1);
    }

    /// <summary>
    /// Takes the quads of a document from several threads. Nothing but the time it takes depends on how many there are; until this method
    /// returns, nothing else may be called.
    /// </summary>
    /// <param name="read">
    /// Reads the document, calling what it is given once for each thread that hands over quads: it makes the sink for that thread.
    /// </param>
    public void TakeBlocks(Action<Func<BlockSink>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        _blocks = new BulkBlocks(_terms, Read);
        read(_blocks.NewSink);
        _blocks.Finish(_default, _named);
        _blocks = null;
    }

    /// <summary>
    /// Takes the quads of a document from one thread, and numbers their terms on another; until this method returns, nothing else may be
    /// called.
    /// </summary>
    /// <param name="read">Reads the document into the sink that it is given.</param>
    public void TakeAhead(Action<QuadSink> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        TakeBlocks(newSink =>
        {
            using var sink = new HandoverSink(newSink());
            read(sink);
            sink.Finish();
        });
    }

    /// <summary>Builds the snapshot of everything taken.</summary>
    /// <param name="cancellation">Stops the build with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="InvalidOperationException">Called a second time.</exception>
    public Snapshot Build(CancellationToken cancellation = default)
    {
        if (_built)
        {
            throw new InvalidOperationException("A builder builds one snapshot.");
        }

        _built = true;
        _progress?.Report(new(LoadStage.SortTerms, 0, 1));
        var (ranks, dictionary) = SortTerms(cancellation);
        _progress?.Report(new(LoadStage.SortTerms, 1, 1));

        var kept = _graphs.ConvertAll(graph => ranks.IdOfRank(ranks.RankOf(graph)));
        var triples = _default.TakeRanked(ranks);
        var quads = _named.TakeRanked(ranks);
        ranks.ForgetNumbers();
        FreeMemory();
        var orders = new SortedColumns[IndexOrders.Count];
        var steps = 0;
        BulkSort.DefaultGraph(triples, ranks.Ids, orders, Step, cancellation);
        var named = BulkSort.NamedGraphs(quads, ranks.Ids, orders, Step, cancellation);
        foreach (var name in kept)
        {
            named = named.ContainsKey(name) ? named : named.Add(name, 0);
        }

        return new(dictionary, orders, named);

        void Step() => _progress?.Report(new(LoadStage.SortQuads, Interlocked.Increment(ref steps), IndexOrders.Count));
    }

    /// <summary>Takes the quads of a snapshot that are not gone, and others of its dictionary.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="terms">Its dictionary, or a later one.</param>
    /// <param name="isGone">Asked for each of its quads.</param>
    /// <param name="added">Further quads.</param>
    /// <param name="graphs">Names of graphs, which are kept even if they have no quads.</param>
    /// <returns>How many quads were gone.</returns>
    internal long Take(
        Snapshot snapshot, TermDictionary terms, Func<QuadRow, bool> isGone, IEnumerable<QuadRow> added, IEnumerable<TermId> graphs)
    {
        var numbers = new TermNumbers(terms, _terms);
        var gone = 0L;
        foreach (var order in (IndexOrder[])[IndexOrder.Spo, IndexOrder.Spog])
        {
            foreach (var quad in snapshot.Quads(order))
            {
                if (isGone(quad))
                {
                    gone++;
                }
                else
                {
                    Take(quad, numbers);
                }
            }
        }

        foreach (var quad in added)
        {
            Take(quad, numbers);
        }

        _graphs.AddRange(graphs.Select(numbers.Of));
        BlankNodeCount = Math.Max(BlankNodeCount, terms.BlankNodeCount);
        return gone;
    }

    /// <summary>Hands everything taken to a transaction, quad by quad, instead of building a snapshot.</summary>
    internal void Replay(StoreTransaction transaction, CancellationToken cancellation)
    {
        var ids = _terms.InternInto(transaction);
        foreach (var row in _default.All())
        {
            cancellation.ThrowIfCancellationRequested();
            transaction.Add(BulkTerms.Id(ids, row.Subject), BulkTerms.Id(ids, row.Predicate), BulkTerms.Id(ids, row.Object));
        }

        foreach (var row in _named.All())
        {
            cancellation.ThrowIfCancellationRequested();
            transaction.Add(
                BulkTerms.Id(ids, row.Subject), BulkTerms.Id(ids, row.Predicate), BulkTerms.Id(ids, row.Object),
                BulkTerms.Id(ids, row.Graph));
        }
    }

    // The numbers and texts that the terms had while they came in are of no use once they are sorted.
    private (TermRanks Ranks, TermDictionary Dictionary) SortTerms(CancellationToken cancellation)
    {
        var terms = _terms;
        _terms = new BulkTerms();
        return terms.Sort(cancellation);
    }

    // What was needed until now are a few arrays, but large ones: sorting needs their memory, and the collector would leave them lying. To
    // mark arrays of numbers costs nothing to speak of.
    private void FreeMemory()
    {
        if (QuadsRead >= LargeLoad)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        }
    }

    private void Read(long quads)
    {
        var before = QuadsRead / ProgressInterval;
        QuadsRead += quads;
        if (QuadsRead / ProgressInterval > before)
        {
            _progress?.Report(new(LoadStage.Read, QuadsRead, 0));
        }
    }

    private void Take(in QuadRow quad, TermNumbers numbers)
    {
        var triple = new BulkTriple(numbers.Of(quad.Subject), numbers.Of(quad.Predicate), numbers.Of(quad.Object));
        if (quad.Graph.IsUndefined)
        {
            _default.Add(triple);
        }
        else
        {
            _named.Add(new(triple.Subject, triple.Predicate, triple.Object, numbers.Of(quad.Graph)));
        }
    }

    private uint Number(in TermView term)
    {
        switch (term.Kind)
        {
            case TermKind.BlankNode:
                var label = _labels.Intern(TermTag.BlankNode, term.Value, 0, out var added);
                if (added)
                {
                    _labelled.Add(_terms.NewBlankNode());
                }

                return _labelled[label];
            case TermKind.TripleTerm:
                RuntimeHelpers.EnsureSufficientExecutionStack();
                return _terms.TripleTerm(Number(term.Subject), Number(term.Predicate), Number(term.Object));
            case TermKind.None:
                throw new ArgumentException("A quad has a subject, a predicate and an object.", nameof(term));
            default:
                return _terms.Number(term);
        }
    }
}
