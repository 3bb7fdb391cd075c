using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Store.Log;

namespace KnowledgeGraph.Store;

/// <summary>
/// The two heads of a store: what the next writer begins with, and what readers see. Between them stand commits that are not durable yet.
/// The first writer that waits for its commit makes everything committed until then durable and visible, in one step for all (group
/// commit: DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984, §5.2); the others wait for it, and
/// meanwhile more commits gather. Thread-safe.
/// </summary>
internal sealed class CommitQueue(StoreHead head, LogFile? log)
{
    private readonly object _gate = new();
    private readonly List<CommitWaiter> _waiting = [];
    private StoreHead _head = head;
    private LogFile? _log = log;
    private volatile StoreHead _published = head;
    private List<CommittedChanges>? _tail;
    private bool _isFlushing;
    private Exception? _failure;

    /// <summary>What readers see: nothing but a snapshot, and durable.</summary>
    internal StoreHead Published => _published;

    /// <summary>What the next writer begins with.</summary>
    /// <exception cref="StoreFailedException">Nothing can be written any more.</exception>
    internal StoreHead Head
    {
        get
        {
            lock (_gate)
            {
                ThrowIfFailed();
                return _head;
            }
        }
    }

    /// <summary>Takes over what a transaction has done, to be made durable by the next flush. For the writer alone.</summary>
    /// <returns>The number to wait for.</returns>
    internal long Append(TransactionState state, Snapshot? derived, string version)
    {
        var sorted = derived is null && state.Snapshot is null ? null : state.Sort();
        var touched = state.Graphs.Touched;
        lock (_gate)
        {
            ThrowIfFailed();
            var sequence = _head.Sequence + 1;
            _log?.Add(state, touched, version, sequence);
            _tail?.Add(new(state.Settled, touched, state.Terms));
            if (sorted is not null)
            {
                _head = StoreHead.Of(sorted, derived, version, sequence);
            }
            else
            {
                _head.Open.Note(state.Settled);
                _head = _head with { Terms = state.Terms, Graphs = state.Graphs.Counts, Version = version, Sequence = sequence };
            }

            return sequence;
        }
    }

    /// <summary>Waits until a commit, and all before it, are durable and published; perhaps by doing it.</summary>
    /// <returns>The snapshot published.</returns>
    /// <exception cref="StoreFailedException">It cannot be made durable.</exception>
    internal Snapshot WaitFor(long sequence)
    {
        CommitWaiter? waiter = null;
        lock (_gate)
        {
            if (_published.Sequence >= sequence)
            {
                return _published.Sorted;
            }

            ThrowIfFailed();
            if (_isFlushing)
            {
                waiter = new(sequence);
                _waiting.Add(waiter);
            }

            _isFlushing = true;
        }

        if (waiter is null || waiter.WaitForTurn())
        {
            Flush();
        }

        if (_published is var published && published.Sequence >= sequence)
        {
            return published.Sorted;
        }

        throw Failed(_failure!);
    }

    /// <summary>
    /// Puts a head in the place of all that was there, readers' too. For the writer alone, between transactions; whoever waits for a commit
    /// has it, since the head contains it.
    /// </summary>
    /// <param name="next">Makes the head, and its log, durable; called while nothing is flushed.</param>
    internal void Replace(Func<(StoreHead Head, LogFile? Log)> next)
    {
        lock (_gate)
        {
            while (_isFlushing)
            {
                Monitor.Wait(_gate);
            }

            ThrowIfFailed();
            _isFlushing = true;
        }

        try
        {
            var (head, log) = next();
            lock (_gate)
            {
                (_head, _log, _published, _tail) = (head, log, head, null);
            }
        }
        catch (Exception e)
        {
            Fail(e);
            throw Failed(e);
        }
        finally
        {
            EndFlush();
        }
    }

    /// <summary>From now on remembers what is committed. For the writer alone.</summary>
    internal void BeginTail()
    {
        lock (_gate)
        {
            _tail = [];
        }
    }

    /// <summary>What was committed since the beginning or the last call; null if the tail was cut off by <see cref="Replace"/>.</summary>
    internal List<CommittedChanges>? TakeTail()
    {
        lock (_gate)
        {
            var taken = _tail;
            _tail = taken is null ? null : [];
            return taken;
        }
    }

    /// <summary>Forgets the tail.</summary>
    internal void EndTail()
    {
        lock (_gate)
        {
            _tail = null;
        }
    }

    private void Flush()
    {
        try
        {
            StoreHead frozen;
            LogFile? log;
            lock (_gate)
            {
                if (_head.Open.Count > 0)
                {
                    _head = _head with { Flushing = _head.Open, Open = new() };
                }

                (frozen, log) = (_head with { Open = new() }, _log);
                log?.Take();
            }

            log?.Write();
            var published = frozen.Sorted.GraphCounts == frozen.Graphs && frozen.Sorted.Terms == frozen.Terms && frozen.Flushing is null
                ? frozen
                : StoreHead.Of(frozen.ToSnapshot(null, frozen.Terms, frozen.Graphs), null, frozen.Version, frozen.Sequence);
            lock (_gate)
            {
                _published = published;
                if (ReferenceEquals(_head.Sorted, frozen.Sorted))
                {
                    _head = _head with { Sorted = published.Sorted, Derived = published.Derived, Flushing = null };
                }
            }
        }
        catch (Exception e)
        {
            Fail(e);
            throw Failed(e);
        }
        finally
        {
            EndFlush();
        }
    }

    // Wakes those who have what they wait for, and one of the others to go on.
    private void EndFlush()
    {
        List<CommitWaiter> done;
        CommitWaiter? next;
        lock (_gate)
        {
            var isOver = _failure is not null;
            done = _waiting.FindAll(waiter => isOver || waiter.Sequence <= _published.Sequence);
            _waiting.RemoveAll(waiter => isOver || waiter.Sequence <= _published.Sequence);
            next = _waiting.FirstOrDefault();
            if (next is null)
            {
                _isFlushing = false;
                Monitor.PulseAll(_gate);
            }
            else
            {
                _waiting.RemoveAt(0);
            }
        }

        next?.Wake(leads: true);
        done.ForEach(waiter => waiter.Wake(leads: false));
    }

    private void Fail(Exception e)
    {
        lock (_gate)
        {
            _failure ??= e;
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ThrowFailed(_failure);
        }
    }

    [DoesNotReturn]
    private static void ThrowFailed(Exception cause) => throw Failed(cause);

    private static StoreFailedException Failed(Exception cause) => new(
        "The store is read-only: a change could not be made durable (" + cause.Message
        + "). What was acknowledged before is safe; see to the disk, then open the store again.",
        cause);
}
