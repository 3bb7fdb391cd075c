using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>
/// Takes quads from readers and builds a <see cref="Snapshot"/> in bulk: terms are numbered by hash while quads come in, then sorted
/// and renumbered, and quads are sorted on the new numbers. Not thread-safe; <see cref="Build"/> may be called once.
/// </summary>
public sealed class StoreBuilder : QuadSink
{
    private const int ProgressInterval = 1 << 16;

    private readonly BulkTerms _terms = new();
    private readonly BulkRows _default = new();
    private readonly BulkRows _named = new();
    private readonly IProgress<LoadProgress>? _progress;
    // Named graphs of the snapshot without quads.
    private readonly List<uint> _graphs = [];
    private TermTable _labels = new();
    private readonly List<uint> _labelled = [];
    private bool _built;

    /// <summary>An empty builder, or one that holds the quads of a snapshot already.</summary>
    /// <param name="existing">Its quads, graphs and blank node numbers are kept.</param>
    /// <param name="progress">Told about every 65,536 quads and each step of the build.</param>
    public StoreBuilder(Snapshot? existing = null, IProgress<LoadProgress>? progress = null)
    {
        _progress = progress;
        if (existing is not null)
        {
            Take(existing);
        }
    }

    /// <summary>Quads taken so far, duplicates included.</summary>
    public long QuadsRead { get; private set; }

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
        var row = new BulkRow(Number(subject), Number(predicate), Number(@object), graph.IsNone ? 0 : Number(graph));
        (graph.IsNone ? _default : _named).Add(row);
        if (++QuadsRead % ProgressInterval == 0)
        {
            _progress?.Report(new(LoadStage.Read, QuadsRead, 0));
        }
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
        var (ranks, dictionary) = _terms.Sort(cancellation);
        _progress?.Report(new(LoadStage.SortTerms, 1, 1));

        var orders = new SortedColumns[IndexOrders.Count];
        var steps = 0;
        BulkSort.DefaultGraph(_default, ranks, orders, Step, cancellation);
        var named = BulkSort.NamedGraphs(_named, ranks, orders, Step, cancellation);
        foreach (var graph in _graphs)
        {
            var name = ranks.IdOfRank(ranks.RankOf(graph));
            named = named.ContainsKey(name) ? named : named.Add(name, 0);
        }

        return new(dictionary, orders, named);

        void Step() => _progress?.Report(new(LoadStage.SortQuads, Interlocked.Increment(ref steps), IndexOrders.Count));
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

    private void Take(Snapshot existing)
    {
        _terms.BlankNodes = (uint)existing.Terms.BlankNodeCount;
        var numbers = new Dictionary<TermId, uint>();
        var scratch = new TermArena();
        Take(existing.Scan(IndexOrder.Spo, default), _default);
        Take(existing.Scan(IndexOrder.Spog, default), _named);
        foreach (var graph in existing.NamedGraphs)
        {
            if (graph.Count == 0)
            {
                _graphs.Add(NumberOf(graph.Name));
            }
        }

        void Take(IndexScan scan, BulkRows rows)
        {
            var columns = new TermId[4][];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = new TermId[SortedColumns.BlockRows];
            }

            for (int count; (count = scan.Read(columns[0], columns[1], columns[2], columns[3])) > 0;)
            {
                for (var i = 0; i < count; i++)
                {
                    var graph = scan.FreeColumns == 4 ? NumberOf(columns[3][i]) : 0;
                    rows.Add(new(NumberOf(columns[0][i]), NumberOf(columns[1][i]), NumberOf(columns[2][i]), graph));
                }
            }
        }

        uint NumberOf(TermId id)
        {
            if (id.IsBlankNode)
            {
                return BulkTerms.BlankNode(id.Index);
            }

            if (id.IsInline)
            {
                return _terms.Inline(id);
            }

            if (!numbers.TryGetValue(id, out var number))
            {
                if (id.IsTripleTerm)
                {
                    RuntimeHelpers.EnsureSufficientExecutionStack();
                    var (subject, predicate, @object) = existing.Terms.TripleTerms.Get(id);
                    number = _terms.TripleTerm(NumberOf(subject), NumberOf(predicate), NumberOf(@object));
                }
                else
                {
                    number = _terms.Number(existing.Terms.View(id, scratch));
                }

                numbers.Add(id, number);
            }

            return number;
        }
    }
}
