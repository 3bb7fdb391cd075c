using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Updates;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Engine;

/// <summary>
/// Changes to an engine's data, published together by <see cref="Commit"/> or, without it, forgotten by disposal. There is one write at a
/// time: another one waits until this is disposed. Each change sees those before it; queries see none of them before the commit. After a
/// method has thrown, the write cannot be committed any more. Used by one thread at a time.
/// </summary>
public sealed class EngineWrite : IDisposable
{
    private readonly Engine _engine;
    private readonly Action _ended;
    private readonly long _start;
    private readonly CancellationTokenSource? _timeout;
    private readonly CancellationTokenSource _stop;
    private readonly MemoryBudget _budget;
    private readonly UpdateSettings _settings;
    private readonly StoreTransaction _transaction;
    private readonly UpdateEvaluator _evaluator;
    private bool _isBroken;
    private bool _isOver;
    private bool _disposed;

    internal EngineWrite(
        Engine engine, MemoryBudget memory, FederationClient federation, UpdateOptions options, Action ended, CancellationToken ct)
    {
        _engine = engine;
        _ended = ended;
        var clock = engine.Clock;
        _start = clock.GetTimestamp();
        _timeout = options.Timeout > TimeSpan.Zero ? new CancellationTokenSource(options.Timeout, clock) : null;
        _budget = new MemoryBudget(options.MemoryMB * 1024L * 1024L, memory, LimitedWork.Update);
        _settings = new UpdateSettings
        {
            Budget = _budget,
            TimeLimit = options.Timeout,
            Timeout = _timeout?.Token ?? default,
            Cancellation = ct,
            Now = clock.GetLocalNow(),
            Random = options.RandomSeed is { } seed ? new Random(seed) : new Random(),
            BatchRows = options.BatchRows,
            RewritesOff = options.RewritesOff,
            Dataset = options.Dataset,
            UnionDefaultGraph = options.UnionDefaultGraph,
            LoadDocument = federation.IsEnabled ? new RemoteGraphs(federation, engine.Contexts, _budget).Load : null,
            Service = federation.IsEnabled ? new ServiceCalls(federation, _budget).Call : null,
        };
        _stop = _timeout is not null && !ct.CanBeCanceled ? _timeout : CancellationTokenSource.CreateLinkedTokenSource(_settings.Timeout, ct);
        try
        {
            _transaction = Limited(() => engine.BeginTransaction(_stop.Token));
        }
        catch
        {
            _stop.Dispose();
            _timeout?.Dispose();
            throw;
        }

        _evaluator = new UpdateEvaluator(_transaction, _settings);
    }

    /// <summary>Evaluates an update request, all of its operations in order.</summary>
    /// <param name="update">The request.</param>
    /// <exception cref="QueryException">An operation fails, or a limit is reached.</exception>
    /// <exception cref="OperationCanceledException">Nobody wants it any more.</exception>
    public void Update(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Change(() => _evaluator.Run(update));
    }

    /// <summary>Parses and evaluates an update request; see the other overload.</summary>
    /// <param name="sparql">The text of the request.</param>
    /// <param name="baseIri">The base of relative IRIs.</param>
    /// <exception cref="SparqlSyntaxException">The text is not an update request.</exception>
    public void Update(string sparql, string? baseIri = null) => Update(SparqlParser.ParseUpdate(sparql, baseIri));

    /// <summary>
    /// Adds the quads of a document; other writers wait while it is read, so the stream should not stall. Its blank nodes are new ones, one for
    /// each label. Costs most if something follows: a large document that is the last change before the commit is sorted in bulk.
    /// </summary>
    /// <param name="input">The document; not closed.</param>
    /// <param name="format">Its format.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="baseIri">The base of relative references; without one they are errors.</param>
    /// <param name="graph">The graph that its triples go into, created if need be; null if quads keep their graphs.</param>
    /// <returns>Quads read, duplicates included.</returns>
    /// <exception cref="RdfSyntaxException">The document is wrong.</exception>
    /// <exception cref="QueryException">It names graphs although it goes into one, or a limit is reached.</exception>
    public long Load(Stream input, RdfFormat format, string name, string? baseIri = null, Iri? graph = null) =>
        Load(input, format, name, baseIri, graph, namesGraphs: graph is null);

    /// <summary>Adds the triples of a document that is one graph, to the default graph too; else as the other method.</summary>
    /// <param name="input">The document; not closed.</param>
    /// <param name="format">Its format.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="baseIri">The base of relative references; without one they are errors.</param>
    /// <param name="graph">The graph that its triples go into, created if need be; null for the default graph.</param>
    /// <returns>Triples read, duplicates included.</returns>
    /// <exception cref="RdfSyntaxException">The document is wrong.</exception>
    /// <exception cref="QueryException">It names graphs, or a limit is reached.</exception>
    public long LoadGraph(Stream input, RdfFormat format, string name, string? baseIri, Iri? graph) =>
        Load(input, format, name, baseIri, graph, namesGraphs: false);

    private long Load(Stream input, RdfFormat format, string name, string? baseIri, Iri? graph, bool namesGraphs)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(format);
        var quads = 0L;
        Change(() => _evaluator.Load(Read, graph));
        return quads;

        void Read(QuadSink loaded)
        {
            var sink = new CountingSink(loaded, isDefaultGraph: graph is null && !namesGraphs);
            var ct = _stop.Token;
            RdfReader.Read(
                input, format, sink,
                new RdfReaderOptions { BaseIri = baseIri, SourceName = name, LoadDocument = iri => _engine.Contexts.Load(iri, ct) }, ct);
            quads = sink.Quads;
        }
    }

    /// <summary>Whether there is a named graph now, perhaps without triples.</summary>
    /// <param name="graph">Its name.</param>
    public bool GraphExists(Iri graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var snapshot = _transaction.Snapshot;
        return snapshot.Terms.TryFind(graph, out var id) && snapshot.HasGraph(id);
    }

    /// <summary>Creates a named graph without triples.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if it is there already; it stays as it is.</returns>
    public bool Create(Iri graph)
    {
        var isNew = !GraphExists(graph);
        Change(() => Do(new UpdateOperation.Create(graph, Silent: true)));
        return isNew;
    }

    /// <summary>Removes all triples of a graph; a named graph stays. O(n) for n triples.</summary>
    /// <param name="graph">Its name; null for the default graph.</param>
    /// <returns>False if there is no such graph.</returns>
    public bool Clear(Iri? graph)
    {
        var isThere = graph is null || GraphExists(graph);
        Change(() => Do(new UpdateOperation.Clear(graph is null ? new GraphTarget.Default() : new GraphTarget.One(graph), Silent: true)));
        return isThere;
    }

    /// <summary>Removes a named graph with all of its triples. O(n) for n triples.</summary>
    /// <param name="graph">Its name.</param>
    /// <returns>False if there is no such graph.</returns>
    public bool Drop(Iri graph)
    {
        var isThere = GraphExists(graph);
        Change(() => Do(new UpdateOperation.Drop(new GraphTarget.One(graph), Silent: true)));
        return isThere;
    }

    /// <summary>Empties the default graph and removes all named graphs. O(n) for n quads.</summary>
    public void ClearAll() => Change(() => Do(new UpdateOperation.Drop(new GraphTarget.All(), Silent: true)));

    /// <summary>The version of the data that this write changes, which readers may not see yet; after the commit the version it made.</summary>
    public string Version => _transaction.Version;

    /// <summary>
    /// Publishes the changes; queries that begin after the return see all of them, and they are durable if the engine has a folder. The next
    /// write begins meanwhile. This one is over then, and has to be disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">A change has failed, or the write was committed before.</exception>
    /// <exception cref="QueryException">A limit is reached; nothing is published then.</exception>
    /// <exception cref="StoreFailedException">The changes cannot be made durable; the store is read-only from then on.</exception>
    public UpdateReport Commit()
    {
        RequireUsable();
        _settings.ThrowIfStopped();
        _isOver = true;
        Limited(() => _transaction.Commit(_engine.NewVersion()));
        return new UpdateReport(
            _transaction.QuadsAdded, _transaction.QuadsRemoved, _engine.Clock.GetElapsedTime(_start), _transaction.Version);
    }

    /// <summary>Lets the next writer in. Without a commit before, nothing has changed.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _transaction.Dispose();
            _budget.ReleaseAll();
            _stop.Dispose();
            _timeout?.Dispose();
            _ended();
        }
    }

    private void Do(UpdateOperation operation) => _evaluator.Run(new Update([operation]));

    // What has failed half-way must not be published.
    private void Change(Action change)
    {
        RequireUsable();
        _isBroken = true;
        Limited(() =>
        {
            change();
            return true;
        });
        _isBroken = false;
    }

    // Says what has stopped the work.
    private T Limited<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException)
        {
            _settings.ThrowIfStopped();
            throw;
        }
    }

    private void RequireUsable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_isBroken || _isOver)
        {
            throw new InvalidOperationException(_isOver ? "The write is committed." : "The write has failed; it can only be disposed.");
        }
    }

    private sealed class CountingSink(QuadSink inner, bool isDefaultGraph) : QuadSink
    {
        public long Quads { get; private set; }

        public override void Quad(in TermView subject, in TermView predicate, in TermView @object, in TermView graph)
        {
            if (isDefaultGraph && !graph.IsNone)
            {
                throw new QueryException($"The document names a graph, {graph.ToTerm()}, but is to go into the default graph alone.");
            }

            Quads++;
            inner.Quad(subject, predicate, @object, graph);
        }
    }
}
