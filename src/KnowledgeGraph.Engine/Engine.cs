using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Reasoning.Shacl;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Engine;

/// <summary>
/// An RDF dataset, the queries over it and the changes to it. Thread-safe: any number of queries run next to each other and next to a load
/// or write; each sees the state of its start. Writes and loads wait for each other.
/// </summary>
public sealed class Engine : IDisposable
{
    private readonly QuadStore _store;

    // What was inferred for a snapshot lives as long as the snapshot.
    private readonly ConditionalWeakTable<Snapshot, Inference> _inferences = [];
    private readonly EngineOptions _options;
    private readonly MemoryBudget _memory;
    private readonly PlanCache _plans = new();
    private readonly FederationClient _federation;
    private readonly RemoteContexts _contexts;
    private readonly string _versions = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + "-";
    private long _versionCount;
    private int _running;
    private bool _disposed;

    private Engine(EngineOptions options)
    {
        _options = options;
        _memory = new MemoryBudget(options.Limits.TotalMemoryMB * 1024L * 1024L);
        _federation = new FederationClient(options.Federation);
        Func<StoreTransaction, CancellationToken, Snapshot>? infer = Regime == EntailmentRegime.None ? null : Infer;
        _store = options.Folder is null ? new QuadStore(derive: infer) : QuadStore.Open(options.Folder, infer);
        _contexts = new RemoteContexts(_federation);
    }

    /// <summary>The data at this moment, without inferences.</summary>
    public Snapshot Snapshot => _store.Current;

    /// <summary>The data at this moment as queries see them: under a regime with what follows.</summary>
    /// <exception cref="InconsistentDataException">Under the regime, the data contradict themselves.</exception>
    public Snapshot QueryState => Seen();

    /// <summary>The entailment regime of queries.</summary>
    public EntailmentRegime Regime => _options.Entailment.Regime;

    /// <summary>What follows from the data at this moment, with its derivations; null without a regime.</summary>
    public Inference? Inference => _inferences.TryGetValue(_store.Derived, out var inference) ? inference : null;

    /// <summary>What follows in a state that queries saw, with its derivations; null without a regime.</summary>
    /// <param name="state">A value of <see cref="QueryState"/>.</param>
    public Inference? InferenceOf(Snapshot state) => _inferences.TryGetValue(state, out var inference) ? inference : null;

    /// <summary>
    /// A version of the data: changes with each load and with each write that changes something. The same for the same loads, never the same
    /// after a write. Empty for a store into which nothing came yet; kept in the folder of a store that has one.
    /// </summary>
    public string DatasetVersion => _store.Version;

    /// <summary>Queries and writes running now, those that wait for another write included.</summary>
    public int RunningQueries => Volatile.Read(ref _running);

    /// <summary>Queries so far that took the plan of an earlier one, which differed in constants alone or not at all.</summary>
    public long PlansReused => _plans.Hits;

    /// <summary>
    /// Opens an empty engine in memory, or the store in <see cref="EngineOptions.Folder"/>; such an engine has to be disposed.
    /// </summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="FormatException">An entry of <see cref="FederationOptions.Allow"/> is no host.</exception>
    /// <exception cref="IOException">Another process has the folder open, or it holds something else, or cannot be read or written.</exception>
    /// <exception cref="StoreCorruptionException">The folder is damaged, or of another format.</exception>
    public static Engine Open(EngineOptions? options = null) => new(options ?? new EngineOptions());

    /// <summary>
    /// Loads files, all of them or, if any fails, none: N-Triples, N-Quads, Turtle, TriG, RDF/XML, JSON-LD, each also with <c>.gz</c>. Of
    /// folders, all such files below them.
    /// </summary>
    /// <param name="filesOrFolders">The paths.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="ct">Stops the load; nothing is loaded then.</param>
    /// <exception cref="LoadException">A file cannot be read.</exception>
    /// <exception cref="Rdf.RdfSyntaxException">A file is wrong, with its name, line and column.</exception>
    public LoadReport Load(
        IEnumerable<string> filesOrFolders, LoadOptions? options = null, IProgress<LoadProgress>? progress = null,
        CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filesOrFolders);
        var loader = new FileLoader(options ?? new LoadOptions(), progress, _contexts);
        var files = loader.Find(filesOrFolders);
        return Load(
            loader, files.Length,
            builder =>
            {
                foreach (var file in files)
                {
                    loader.Read(file, builder, ct);
                }
            },
            ct);
    }

    /// <summary>Loads a document from a stream, all of it or nothing.</summary>
    /// <param name="input">The document; not closed.</param>
    /// <param name="format">Its format.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="options">How; null for the defaults. Without a base IRI relative references are errors.</param>
    /// <param name="ct">Stops the load; nothing is loaded then.</param>
    /// <exception cref="Rdf.RdfSyntaxException">The document is wrong.</exception>
    public LoadReport Load(Stream input, RdfFormat format, string name, LoadOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(format);
        var loader = new FileLoader(options ?? new LoadOptions(), null, _contexts);
        return Load(loader, 1, builder => loader.Read(input, name, format, options?.BaseIri, builder, ct), ct);
    }

    /// <summary>Loads a document given as text; for tests and small data.</summary>
    /// <param name="text">The document.</param>
    /// <param name="format">Its format; null for TriG, of which Turtle is a part.</param>
    /// <param name="baseIri">The base of relative references.</param>
    public LoadReport LoadText(string text, RdfFormat? format = null, string? baseIri = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return Load(input, format ?? RdfFormat.TriG, "text", new LoadOptions { BaseIri = baseIri });
    }

    /// <summary>
    /// Gets a remote document or context for JSON-LD: what <see cref="Formats.JsonLd.JsonLdOptions.LoadDocument"/> asks for. Contexts that
    /// come with the program are not fetched; others are, from the hosts that <see cref="EngineOptions.Federation"/> allows.
    /// </summary>
    /// <param name="iri">The IRI of the document.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="FederationException">It cannot be had, or its host is not listed.</exception>
    public Formats.JsonLd.RemoteDocument LoadDocument(string iri, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return _contexts.Load(iri, ct);
    }

    /// <summary>Parses a query for running it later, perhaps often.</summary>
    /// <param name="sparql">The query text.</param>
    /// <param name="baseIri">The base of relative IRIs.</param>
    /// <exception cref="SparqlSyntaxException">The text is not a query.</exception>
    public PreparedQuery Prepare(string sparql, string? baseIri = null) => new(this, SparqlParser.ParseQuery(sparql, baseIri));

    /// <summary>Prepares a query that is parsed already.</summary>
    /// <param name="query">The query.</param>
    public PreparedQuery Prepare(Sparql.Algebra.Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new PreparedQuery(this, query);
    }

    /// <summary>
    /// Starts a query over the present state. Nothing is evaluated before the answer is read; the run counts against the limits until it
    /// is disposed.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="QueryRejectedException">Too many queries run already.</exception>
    /// <exception cref="QueryException">The query asks for something that is not possible here.</exception>
    /// <exception cref="InconsistentDataException">Under the regime, the data contradict themselves.</exception>
    public QueryRun Run(Sparql.Algebra.Query query, QueryOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        options ??= new QueryOptions();
        var asked = options.Dataset is null && !options.UnionDefaultGraph ? CanonicalConstants.Apply(query, _options.Entailment) : query;
        return Start(ended => new QueryRun(
            options.State ?? Seen(), asked, options, _plans, _memory, _options.Clock, _federation, ended, ct));
    }

    /// <summary>Parses and starts a query; see the other overload.</summary>
    /// <param name="sparql">The query text.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="ct">Stops it.</param>
    public QueryRun Run(string sparql, QueryOptions? options = null, CancellationToken ct = default) =>
        Run(SparqlParser.ParseQuery(sparql), options, ct);

    /// <summary>
    /// Validates the present state against shapes (SHACL), until it is done. Counts as a running query against the limits until it is
    /// disposed.
    /// </summary>
    /// <param name="shapes">The shapes.</param>
    /// <param name="options">
    /// Limits, and the dataset, whose default graph is the data graph; null for the defaults. What is about queries alone has no effect.
    /// </param>
    /// <param name="progress">Told after every batch of focus nodes.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="QueryRejectedException">Too many queries run already.</exception>
    /// <exception cref="ShaclException">The shapes have a query that cannot be run, or one that reports a failure.</exception>
    /// <exception cref="QueryException">A limit of time or memory is exceeded.</exception>
    public Validation Validate(
        ShapesGraph shapes, QueryOptions? options = null, IProgress<ValidationProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        return Start(ended => new Validation(
            _store.Current, shapes, options ?? new QueryOptions(), _memory, _options.Clock, progress, ended, ct));
    }

    /// <summary>How a query would be evaluated: algebra, the rewrites that change it, operators with estimates. Nothing is evaluated.</summary>
    /// <param name="query">The query.</param>
    /// <param name="options">How; null for the defaults.</param>
    public string Explain(Sparql.Algebra.Query query, QueryOptions? options = null)
    {
        using var run = Run(query, options);
        return run.Explain();
    }

    /// <summary>Does an update request: all of it or, if anything fails, nothing.</summary>
    /// <param name="update">The request.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="ct">Stops it; nothing has changed then.</param>
    /// <exception cref="QueryRejectedException">Too many queries run already.</exception>
    /// <exception cref="QueryException">An operation fails, such as CREATE of a graph that is there, or a limit is reached.</exception>
    public UpdateReport Update(Sparql.Algebra.Update update, UpdateOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        using var write = BeginWrite(options, ct);
        write.Update(update);
        return write.Commit();
    }

    /// <summary>Parses and does an update request; see the other overload.</summary>
    /// <param name="sparql">The text of the request.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="ct">Stops it; nothing has changed then.</param>
    /// <exception cref="SparqlSyntaxException">The text is not an update request.</exception>
    public UpdateReport Update(string sparql, UpdateOptions? options = null, CancellationToken ct = default) =>
        Update(SparqlParser.ParseUpdate(sparql), options, ct);

    /// <summary>Begins changes that are published together; waits while another write or load runs.</summary>
    /// <param name="options">How; null for the defaults. The time limit counts from now.</param>
    /// <param name="ct">Stops the wait and the write.</param>
    /// <returns>The write, to be disposed: until then no other one gets in.</returns>
    /// <exception cref="QueryRejectedException">Too many queries run already.</exception>
    /// <exception cref="QueryTimeoutException">The wait took longer than the time limit.</exception>
    public EngineWrite BeginWrite(UpdateOptions? options = null, CancellationToken ct = default) =>
        Start(ended => new EngineWrite(this, _memory, _federation, options ?? new UpdateOptions(), ended, ct));

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _store.Dispose();
        _federation.Dispose();
    }

    internal TimeProvider Clock => _options.Clock;

    internal RemoteContexts Contexts => _contexts;

    internal StoreTransaction BeginTransaction(CancellationToken stop) => _store.Begin(stop);

    // Two stores with the same loads must not get the same version by different writes: those of one engine are random, and then counted.
    internal string NewVersion() => _versions + Interlocked.Increment(ref _versionCount).ToString("x", CultureInfo.InvariantCulture);

    private Snapshot Infer(StoreTransaction transaction, CancellationToken ct)
    {
        var inference = Inference.Compute(transaction.Snapshot, _options.Entailment, cancellation: ct);
        var seen = inference.Materialize(transaction);
        _inferences.Add(seen, inference);
        return seen;
    }

    // SPARQL 1.1 Entailment Regimes §3, inconsistency: a processor that knows of it should refuse the query.
    private Snapshot Seen()
    {
        var seen = _store.Derived;
        return _inferences.TryGetValue(seen, out var inference) && !inference.IsConsistent
            ? throw new InconsistentDataException(Regime, inference.Inconsistencies)
            : seen;
    }

    // A run tells when it has ended; one that cannot begin has ended.
    private T Start<T>(Func<Action, T> begin)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Interlocked.Increment(ref _running) > _options.Limits.ConcurrentQueries)
        {
            Interlocked.Decrement(ref _running);
            throw new QueryRejectedException(
                $"{_options.Limits.ConcurrentQueries} queries run already; try again in a moment.", _options.Limits.RetryAfter);
        }

        try
        {
            return begin(() => Interlocked.Decrement(ref _running));
        }
        catch
        {
            Interlocked.Decrement(ref _running);
            throw;
        }
    }

    private LoadReport Load(FileLoader loader, int files, Action<StoreBuilder> fill, CancellationToken ct)
    {
        var report = _store.Load(fill, loader.Version, loader, ct);
        return new LoadReport(files, report.QuadsRead, report.QuadsAdded, loader.Skipped, loader.FirstErrors, report.Elapsed);
    }
}
