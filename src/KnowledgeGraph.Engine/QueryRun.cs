using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.Store;
using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;

namespace KnowledgeGraph.Engine;

/// <summary>
/// One run of a query: holds its snapshot, its plan and its memory until disposed. The answer can be read once, in one of the ways given,
/// batch by batch. Synchronous and used by one thread at a time; whoever sends the answer away flushes between batches.
/// </summary>
public sealed class QueryRun : IDisposable
{
    private readonly ExecutionContext _context;
    private readonly Sparql.Algebra.Query _query;
    private readonly QueryDataset _dataset;
    private readonly Operator _plan;
    private readonly SolutionBatch _batch;
    private readonly CancellationTokenSource? _timeout;
    private readonly Action _ended;
    private readonly PlannedQuery _planned;
    private readonly TermArena _scratch = new();
    private readonly TemplateInstantiation? _template;
    private GraphAnswer? _graph;
    private Description? _description;
    private bool _describedTerms;
    private int[]? _slots;
    private bool? _boolean;
    private bool _disposed;

    internal QueryRun(
        Snapshot snapshot, Sparql.Algebra.Query query, QueryOptions options, PlanCache plans, MemoryBudget memory, TimeProvider clock,
        FederationClient federation, Action ended, CancellationToken ct)
    {
        _query = query;
        _ended = ended;
        _timeout = options.Timeout > TimeSpan.Zero ? new CancellationTokenSource(options.Timeout, clock) : null;
        var budget = new MemoryBudget(options.MemoryMB * 1024L * 1024L, memory);
        _context = new ExecutionContext(
            snapshot, new LocalDictionary(snapshot.Terms, budget.Charge), budget, options.Timeout, _timeout?.Token ?? default, ct)
        {
            Now = clock.GetLocalNow(),
            BaseIri = query.BaseIri?.Value,
            Random = options.RandomSeed is { } seed ? new Random(seed) : null,
            BatchRows = options.BatchRows,
            Measure = options.Measure,
            ExchangeRows = options.ExchangeRows,
            TrieJoinCost = options.TrieJoinCost,
            KeyFilterRows = options.KeyFilterRows,
            SortCost = options.SortCost,
            Service = federation.IsEnabled ? new ServiceCalls(federation, budget).Call : null,
        };
        try
        {
            var clause = options.Dataset ?? query.Dataset;
            _dataset = QueryDataset.Create(_context.Terms, snapshot, clause, options.UnionDefaultGraph);
            _planned = clause is null && !options.UnionDefaultGraph && options.RewritesOff.IsEmpty
                ? plans.Plan(_context, _dataset, Asked(query))
                : PlannedQuery.Make(_context, _dataset, new Rewriter(options.RewritesOff), Asked(query));
            _plan = _planned.Plan;
            _batch = _context.NewBatch(_plan.Columns.Length);
        }
        catch
        {
            budget.ReleaseAll();
            _timeout?.Dispose();
            throw;
        }

        _template = query is Sparql.Algebra.Query.Construct construct
            ? new TemplateInstantiation(_context, construct.Template, _plan.Slots)
            : null;
    }

    private GraphAnswer Answer => _graph ??= new GraphAnswer(_context);

    private Description Descriptions => _description ??= new Description(_context, _dataset.DefaultGraph);

    /// <summary>What the query answers with.</summary>
    public QueryKind Kind => _query switch
    {
        Sparql.Algebra.Query.Select => QueryKind.Solutions,
        Sparql.Algebra.Query.Ask => QueryKind.Boolean,
        _ => QueryKind.Graph,
    };

    /// <summary>The columns of the solutions; empty for other queries.</summary>
    public ImmutableArray<Variable> Variables => _query is Sparql.Algebra.Query.Select select ? select.Variables : [];

    /// <summary>True if the same data always gives the same solutions: no NOW, RAND, UUID, BNODE, SERVICE.</summary>
    public bool IsDeterministic => QueryTraits.IsDeterministic(_query.Pattern);

    /// <summary>True if the query fixes the order of its rows.</summary>
    public bool HasTotalOrder => QueryTraits.HasTotalOrder(_query);

    /// <summary>Solutions or triples given out so far.</summary>
    public long Count { get; private set; }

    /// <summary>Rows given out so far by the operator that gave out most: the solutions before aggregation and slicing.</summary>
    public long WidestRows => Widest(_plan);

    /// <summary>The most bytes the run held at a time.</summary>
    public long PeakMemoryBytes => _context.Budget.PeakBytes;

    /// <summary>The answer of ASK. Evaluated at the first call.</summary>
    /// <exception cref="InvalidOperationException">The query is no ASK.</exception>
    public bool Boolean
    {
        get
        {
            Expect(QueryKind.Boolean);
            return _boolean ??= _plan.Next(_batch);
        }
    }

    /// <summary>The solutions as objects; for small results.</summary>
    /// <exception cref="InvalidOperationException">The query is no SELECT.</exception>
    public IEnumerable<Solution> Solutions()
    {
        Expect(QueryKind.Solutions);
        var variables = Variables;
        var slots = Slots();
        while (_plan.Next(_batch))
        {
            foreach (var row in _batch.Rows.ToArray())
            {
                var terms = slots.Select(slot => slot < 0 ? default : _batch.Column(slot)[row])
                    .Select(id => id.IsUndefined ? null : _context.Terms.ToTerm(id));
                Count++;
                yield return new Solution(variables, [.. terms]);
            }
        }
    }

    /// <summary>Writes all solutions, or the answer of ASK.</summary>
    /// <param name="output">Where the UTF-8 text goes.</param>
    /// <param name="format">The format.</param>
    /// <param name="afterBatch">Called after each batch; the output may be flushed then.</param>
    public void WriteSolutions(IBufferWriter<byte> output, ResultFormat format, Action? afterBatch = null)
    {
        var writer = SolutionWriter.Create(output, format);
        if (Kind == QueryKind.Boolean)
        {
            writer.Boolean(Boolean);
            return;
        }

        BeginSolutions(writer);
        while (WriteBatch(writer))
        {
            afterBatch?.Invoke();
        }

        writer.End();
    }

    /// <summary>Begins to write solutions; then call <see cref="WriteBatch(SolutionWriter)"/> until it is false, then End of the writer.</summary>
    /// <param name="writer">The writer.</param>
    public void BeginSolutions(SolutionWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Expect(QueryKind.Solutions);
        writer.Begin(Variables);
    }

    /// <summary>Writes the next batch of solutions.</summary>
    /// <param name="writer">The writer.</param>
    /// <returns>False if there are no more.</returns>
    public bool WriteBatch(SolutionWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Expect(QueryKind.Solutions);
        if (!_plan.Next(_batch))
        {
            return false;
        }

        var slots = _slots ??= Slots();
        foreach (var row in _batch.Rows)
        {
            writer.BeginRow();
            foreach (var slot in slots)
            {
                WriteCell(writer, slot < 0 ? default : _batch.Column(slot)[row]);
            }

            writer.EndRow();
        }

        writer.Flush();
        Count += _batch.SelectedCount;
        return true;
    }

    /// <summary>Writes all triples of CONSTRUCT or DESCRIBE, each once.</summary>
    /// <param name="sink">Takes them, such as a writer of an RDF format; finishing it is up to the caller.</param>
    /// <param name="afterBatch">Called after each batch.</param>
    public void WriteGraph(QuadSink sink, Action? afterBatch = null)
    {
        while (WriteBatch(sink))
        {
            afterBatch?.Invoke();
        }
    }

    /// <summary>Writes the triples of the next batch of solutions.</summary>
    /// <param name="sink">Takes them.</param>
    /// <returns>False if there are no more.</returns>
    public bool WriteBatch(QuadSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        Expect(QueryKind.Graph);
        if (_query is Sparql.Algebra.Query.Describe describe && !_describedTerms)
        {
            _describedTerms = true;
            foreach (var target in describe.Targets.OfType<TermPattern.Ground>())
            {
                Descriptions.Write(_context.Terms.Intern(target.Value), Answer, sink);
            }
        }

        if (!_plan.Next(_batch))
        {
            Count = Answer.Count;
            return false;
        }

        foreach (var row in _batch.Rows)
        {
            if (_template is not null)
            {
                _template.Write(_batch, row, Answer, sink);
            }
            else
            {
                Describe(row, sink);
            }
        }

        Count = Answer.Count;
        return true;
    }

    /// <summary>The triples as objects; for small results.</summary>
    public Dataset Graph()
    {
        var sink = new DatasetSink();
        WriteGraph(sink);
        return sink.Dataset;
    }

    /// <summary>
    /// Algebra, each rewrite that changed it, and operators with estimated rows; after (part of) the run also with actual rows and, if
    /// <see cref="QueryOptions.Measure"/> is set, times.
    /// </summary>
    public string Explain()
    {
        var text = new StringBuilder();
        text.Append("algebra\n").Append(Indented(AlgebraPrinter.Print(_query)));
        foreach (var (pass, after) in _planned.RewritesInFull)
        {
            text.Append(CultureInfo.InvariantCulture, $"rewrite {pass}\n").Append(Indented(AlgebraPrinter.Print(after, _query.Prefixes)));
        }

        return text.Append("plan\n").Append(Indented(_planned.Text(_plan.Batches > 0 || _boolean is not null))).ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _plan.Dispose();
            _context.Release();
            _context.Budget.ReleaseAll();
            _timeout?.Dispose();
            _ended();
        }
    }

    private static string Indented(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => $"  {line}\n"));

    // SPARQL 1.1 §16.3: ASK needs to know of one solution.
    private static GraphPattern Asked(Sparql.Algebra.Query query) =>
        query is Sparql.Algebra.Query.Ask ? new GraphPattern.Slice(query.Pattern, 0, 1) : query.Pattern;

    private static long Widest(Operator root)
    {
        var widest = root.ActualRows;
        foreach (var input in root.Inputs)
        {
            widest = Math.Max(widest, Widest(input));
        }

        return widest;
    }

    private void Expect(QueryKind kind)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Kind != kind)
        {
            throw new InvalidOperationException($"The query answers with {Kind}, not with {kind}.");
        }
    }

    // Decoding a term costs more than copying it: what was written a little while ago is not decoded again.
    private void WriteCell(SolutionWriter writer, TermId id)
    {
        if (id.IsUndefined)
        {
            writer.Cell(default);
        }
        else if (!writer.TryRepeat(id.Bits))
        {
            _scratch.Clear();
            writer.Cell(_context.Terms.View(id, _scratch), id.Bits);
        }
    }

    private int[] Slots() => [.. Variables.Select(variable => _plan.Slots.TryGetValue(variable, out var slot) ? slot : -1)];

    private void Describe(int row, QuadSink sink)
    {
        foreach (var target in ((Sparql.Algebra.Query.Describe)_query).Targets)
        {
            if (target is TermPattern.Var(var name) && _plan.Slots.TryGetValue(name, out var slot))
            {
                Descriptions.Write(_batch.Column(slot)[row], Answer, sink);
            }
        }
    }
}
