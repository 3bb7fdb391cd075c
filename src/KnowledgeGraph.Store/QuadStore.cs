using System.Diagnostics;

namespace KnowledgeGraph.Store;

/// <summary>
/// Holds the current <see cref="Snapshot"/> and replaces it in one step. Readers take <see cref="Current"/> once per query and never
/// wait; one writer runs at a time, a load or a <see cref="StoreTransaction"/>. Thread-safe.
/// </summary>
public sealed class QuadStore : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Func<StoreTransaction, CancellationToken, Snapshot>? _derive;

    private readonly long _smallDelta;

    // What the next writer begins with, and what readers see.
    private Snapshot _head;
    private volatile Published _published;
    private StoreTransaction? _open;

    /// <summary>An empty store.</summary>
    /// <param name="smallDelta">
    /// How many changes a small store gathers before it is sorted anew; a larger one gathers a tenth of its quads.
    /// </param>
    /// <param name="derive">
    /// Makes of the state that is about to be published one with what follows from it, perhaps interning terms by the transaction; it may
    /// not change quads. What it throws stops the change. Null if nothing is derived.
    /// </param>
    public QuadStore(long smallDelta = 4096, Func<StoreTransaction, CancellationToken, Snapshot>? derive = null)
    {
        _derive = derive;

        // Not the shared empty snapshot: a store's dictionaries grow.
        _smallDelta = smallDelta;
        _head = new StoreBuilder().Build();
        _published = new(_head, _head);
        if (derive is not null)
        {
            using var transaction = new StoreTransaction(this, _head, CancellationToken.None);
            transaction.Publish();
        }
    }

    /// <summary>What is asserted at this moment.</summary>
    public Snapshot Current => _published.Asserted;

    /// <summary>What is asserted with what was derived from it, published together; a query beginning now should hold it.</summary>
    public Snapshot Derived => _published.Derived;

    /// <summary>Begins changes. Waits while another writer runs; a thread that is the writer already would wait for itself.</summary>
    /// <param name="cancellation">Stops the wait, and later whatever in the transaction takes long; nothing is published then.</param>
    /// <returns>The transaction, to be disposed: until then no other writer gets in.</returns>
    public StoreTransaction Begin(CancellationToken cancellation = default)
    {
        _writer.Wait(cancellation);
        return _open = new StoreTransaction(this, _head, cancellation);
    }

    /// <summary>
    /// Loads quads in a transaction of its own: all of them or, if anything is thrown, none. Waits while another writer runs.
    /// </summary>
    /// <param name="fill">Hands the quads to the builder, calling <see cref="StoreBuilder.BeginDocument"/> before each document.</param>
    /// <param name="progress">Told about every 65,536 quads and each step of the build.</param>
    /// <param name="cancellation">Stops the load; nothing is changed then.</param>
    public LoadReport Load(Action<StoreBuilder> fill, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
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
        var snapshot = transaction.Commit();
        progress?.Report(new(LoadStage.Done, 1, 1));
        return new(
            filled!.QuadsRead, transaction.QuadsAdded, filled.Documents, Stopwatch.GetElapsedTime(start), snapshot.TotalBytes);
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Whether so many changes are better sorted together with what was sorted before.</summary>
    internal bool IsMuch(long changes, long sorted) => changes > Math.Max(_smallDelta, sorted / 10);

    /// <summary>The next writer sees its predecessor at once; readers see what is durable.</summary>
    internal void Publish(Snapshot next, Snapshot derived)
    {
        _head = next;

        // In memory there is nothing to wait for. A log makes the change durable here, before anybody is told of it.
        _published = new(next, derived);
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

    private sealed record Published(Snapshot Asserted, Snapshot Derived);
}
