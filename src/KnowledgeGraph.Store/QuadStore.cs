using System.Diagnostics;
using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Store;

/// <summary>
/// Holds the current <see cref="Snapshot"/> and replaces it in one step; in memory, or durable in a folder. Readers take
/// <see cref="Current"/> once per query and never wait; one writer runs at a time, a load or a <see cref="StoreTransaction"/>.
/// Thread-safe.
/// </summary>
public sealed class QuadStore : IDisposable
{
    // A store in memory below this is sorted anew within a commit: it takes milliseconds.
    private const long SmallBase = 1 << 16;
    private const long SmallDeltaOfMerge = 1 << 17;

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Func<StoreTransaction, CancellationToken, Snapshot>? _derive;
    private readonly long _smallDelta;
    private readonly long _smallMerge;
    private readonly StoreFolder? _folder;
    private readonly CommitQueue _commits;
    private readonly Lock _merging = new();
    private StoreTransaction? _open;
    private StoreMerge? _merge;
    private long _mergeFrom;
    private bool _isDisposed;

    /// <summary>An empty store in memory.</summary>
    /// <param name="smallDelta">
    /// How many changes a small store gathers before it is sorted anew; a larger one gathers a tenth of its quads.
    /// </param>
    /// <param name="derive">
    /// Makes of the state that is about to be published one with what follows from it, perhaps interning terms by the transaction; it may
    /// not change quads. What it throws stops the change. Null if nothing is derived.
    /// </param>
    public QuadStore(long smallDelta = 4096, Func<StoreTransaction, CancellationToken, Snapshot>? derive = null)
        // Not the shared empty snapshot: a store's dictionaries grow.
        : this(null, StoreHead.Of(new StoreBuilder().Build(), null, "", 0), smallDelta, SmallDeltaOfMerge, derive)
    {
    }

    private QuadStore(
        StoreFolder? folder, StoreHead head, long smallDelta, long smallMerge, Func<StoreTransaction, CancellationToken, Snapshot>? derive)
    {
        _derive = derive;
        _smallDelta = smallDelta;
        _smallMerge = smallMerge;
        _folder = folder;
        _commits = new(head, folder?.Log);
        if (derive is not null)
        {
            using var transaction = new StoreTransaction(this, head, CancellationToken.None);
            var derived = transaction.Derived();
            _commits.Replace(() => (derived, folder?.Log));
        }
    }

    /// <summary>Opens the store in a folder, or makes one where the folder is empty or absent.</summary>
    /// <param name="folder">The folder; nobody else may have it open.</param>
    /// <param name="derive">See the constructor.</param>
    /// <exception cref="IOException">Another process has it, it holds something else, or it cannot be read or written.</exception>
    /// <exception cref="StoreCorruptionException">It is damaged, or of another format.</exception>
    public static QuadStore Open(string folder, Func<StoreTransaction, CancellationToken, Snapshot>? derive = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Open(DiskFiles.Instance, Path.GetFullPath(folder), derive: derive);
    }

    internal static QuadStore Open(
        FileLayer files, string path, long smallDelta = 4096, long smallMerge = SmallDeltaOfMerge,
        Func<StoreTransaction, CancellationToken, Snapshot>? derive = null)
    {
        var (folder, head) = StoreFolder.Open(files, path);
        try
        {
            return new(folder, head, smallDelta, smallMerge, derive);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>What is asserted at this moment.</summary>
    public Snapshot Current => _commits.Published.Sorted;

    /// <summary>What is asserted with what was derived from it, published together; a query beginning now should hold it.</summary>
    public Snapshot Derived => _commits.Published.Derived;

    /// <summary>What the last change that was published calls the state: see <see cref="StoreTransaction.Commit"/>. Empty at first.</summary>
    public string Version => _commits.Published.Version;

    /// <summary>Begins changes. Waits while another writer runs; a thread that is the writer already would wait for itself.</summary>
    /// <param name="cancellation">Stops the wait, and later whatever in the transaction takes long; nothing is published then.</param>
    /// <returns>The transaction, to be disposed: until then, or until its commit, no other writer gets in.</returns>
    /// <exception cref="StoreFailedException">An earlier change could not be made durable.</exception>
    public StoreTransaction Begin(CancellationToken cancellation = default)
    {
        _writer.Wait(cancellation);
        try
        {
            return _open = new StoreTransaction(this, _commits.Head, cancellation);
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    /// <summary>
    /// Loads quads in a transaction of its own: all of them or, if anything is thrown, none. Waits while another writer runs.
    /// </summary>
    /// <param name="fill">Hands the quads to the builder, calling <see cref="StoreBuilder.BeginDocument"/> before each document.</param>
    /// <param name="progress">Told about every 65,536 quads and each step of the build.</param>
    /// <param name="cancellation">Stops the load; nothing is changed then.</param>
    public LoadReport Load(Action<StoreBuilder> fill, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default) =>
        Load(fill, null, progress, cancellation);

    /// <summary>Loads quads and gives the state a name, even if nothing came that was not there; else as the other method.</summary>
    /// <param name="fill">Hands the quads to the builder.</param>
    /// <param name="version">Makes of the version of the state the next one, after all quads have come; null if it stays.</param>
    /// <param name="progress">Told about every 65,536 quads and each step of the build.</param>
    /// <param name="cancellation">Stops the load; nothing is changed then.</param>
    public LoadReport Load(
        Action<StoreBuilder> fill, Func<string, string>? version, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fill);
        using var transaction = Begin(cancellation);
        var start = Stopwatch.GetTimestamp();
        StoreBuilder? filled = null;
        transaction.Load(
            builder =>
            {
                filled = builder;
                fill(builder);
            },
            progress);
        if (version is not null)
        {
            transaction.Version = version(transaction.Version);
        }

        var snapshot = transaction.Commit();
        progress?.Report(new(LoadStage.Done, 1, 1));
        return new(
            filled!.QuadsRead, transaction.QuadsAdded, filled.Documents, Stopwatch.GetElapsedTime(start), snapshot.TotalBytes);
    }

    /// <summary>
    /// Sorts base and delta together now, forgets terms that nothing uses any more, and renumbers: ids in order of the terms again. Waits
    /// while another writer runs, and lets none in meanwhile; readers go on.
    /// </summary>
    /// <param name="progress">Told about each step.</param>
    /// <param name="cancellation">Stops it; nothing is changed then.</param>
    public void Compact(IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var transaction = Begin(cancellation);
        transaction.Compact(progress);
        transaction.Commit();
    }

    /// <summary>Checks a store that nobody has open: manifest, every block of the part, the log.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="progress">Told about blocks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Quads in the store.</returns>
    /// <exception cref="IOException">There is none, another process has it, or it cannot be read.</exception>
    /// <exception cref="StoreCorruptionException">It is damaged, or of another format; the message says where.</exception>
    public static long Check(string folder, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.GetFullPath(folder);
        if (!Exists(folder))
        {
            throw new IOException($"There is no store in {path}.");
        }

        var (opened, head) = StoreFolder.Open(DiskFiles.Instance, path);
        using (opened)
        {
            opened.Verify(progress, cancellation);
            return head.Sorted.DefaultGraphCount + head.Sorted.NamedGraphsCount;
        }
    }

    /// <summary>Whether there is a store in a folder.</summary>
    /// <param name="folder">The folder.</param>
    public static bool Exists(string folder) => StoreFolder.Exists(DiskFiles.Instance, Path.GetFullPath(folder));

    /// <summary>Stops what goes on beside and closes the files. Commits that are not acknowledged may be lost.</summary>
    public void Dispose()
    {
        StoreMerge? merge;
        lock (_merging)
        {
            _isDisposed = true;
            merge = _merge;
        }

        merge?.Dispose();
        _folder?.Dispose();
        _writer.Dispose();
    }

    /// <summary>Waits until base and delta are not being sorted together; for tests and tools.</summary>
    internal void WaitForMerge()
    {
        StoreMerge? merge;
        lock (_merging)
        {
            merge = _merge;
        }

        merge?.Wait();
    }

    /// <summary>Why the last merge beside the store failed; null if it did not.</summary>
    internal Exception? MergeFailure { get; private set; }

    /// <summary>Whether so many changes are better sorted together with what was sorted before.</summary>
    internal bool IsMuch(long changes, long sorted) => changes > Math.Max(_smallDelta, sorted / 10);

    /// <summary>
    /// Whether a commit has to sort the store anew itself: when it changes that much by itself, and where a merge beside it does not pay or,
    /// because everything is derived anew anyway, would help nobody.
    /// </summary>
    internal bool SortsAtOnce(StoreHead begun, long changes, TermDictionary terms)
    {
        var sorted = begun.Sorted.BaseRows;
        return IsMuch(changes, sorted)
            || ((_derive is not null || (_folder is null && sorted < SmallBase))
                && (IsMuch(changes + begun.DeltaRows, sorted) || IsMuch(terms.AddedCount, terms.SortedCount)));
    }

    /// <summary>Takes over what a transaction has done.</summary>
    /// <returns>The number of the commit.</returns>
    internal long Append(TransactionState state, Snapshot? derived, string version)
    {
        if (state.Built is null)
        {
            return _commits.Append(state, derived, version);
        }

        var sequence = state.Begun.Sequence + 1;
        var (generation, snapshot) = _folder?.Prepare(state.Built, null, CancellationToken.None) ?? (0, state.Built);
        var part = StoreHead.Of(snapshot, null, version, sequence);

        // What was derived lives on the snapshot that was built, with terms that came with it.
        var head = derived is null ? part : StoreHead.Of(state.Sort(), derived, version, sequence);
        _commits.Replace(() => (head, _folder?.Switch(generation, part, null, version, sequence)));
        return sequence;
    }

    /// <summary>Waits until a commit is durable and published.</summary>
    internal Snapshot WaitFor(long sequence)
    {
        var snapshot = _commits.WaitFor(sequence);
        MergeIfDue(snapshot);
        return snapshot;
    }

    /// <summary>What is published with the state of a transaction: that state, if nothing is derived.</summary>
    internal Snapshot? Derive(StoreTransaction transaction, CancellationToken cancellation) => _derive?.Invoke(transaction, cancellation);

    internal void End(StoreTransaction transaction)
    {
        if (Interlocked.CompareExchange(ref _open, null, transaction) == transaction)
        {
            _writer.Release();
        }
    }

    // A quarter of the base: a merge costs what its loading did, so each change pays for four quads of it.
    private void MergeIfDue(Snapshot snapshot)
    {
        var limit = Math.Max(_smallMerge, snapshot.BaseRows / 4);
        if (_derive is not null || Math.Max(snapshot.DeltaRows, snapshot.Terms.AddedCount) <= Math.Max(limit, _mergeFrom))
        {
            return;
        }

        lock (_merging)
        {
            if (_merge is null && !_isDisposed)
            {
                _merge = new(_commits, _folder, _writer, MergeEnded);
                _merge.Start();
            }
        }
    }

    private void MergeEnded(Exception? failure)
    {
        lock (_merging)
        {
            MergeFailure = failure;

            // One that failed, perhaps for want of room, is tried again when there is twice as much to win.
            _mergeFrom = failure is null ? 0 : Current.DeltaRows * 2;
            _merge = null;
        }
    }
}
