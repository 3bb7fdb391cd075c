namespace KnowledgeGraph.Query.Execution;

/// <summary>
/// Counts the bytes that a query holds and fails it before it holds more than it may. Charge before allocating; charge in steps of an
/// array's growth, not per row. A budget may be part of a larger one that many queries share. Thread-safe.
/// </summary>
public sealed class MemoryBudget
{
    private readonly MemoryBudget? _shared;
    private long _used;
    private long _peak;

    /// <summary>A budget.</summary>
    /// <param name="limitBytes">The most bytes that may be charged at a time.</param>
    /// <param name="shared">The budget that this one is part of, or null.</param>
    /// <param name="work">What it is for.</param>
    public MemoryBudget(long limitBytes, MemoryBudget? shared = null, LimitedWork work = LimitedWork.Query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limitBytes);
        LimitBytes = limitBytes;
        Work = work;
        _shared = shared;
    }

    /// <summary>The most bytes that may be charged at a time.</summary>
    public long LimitBytes { get; }

    /// <summary>What it is for.</summary>
    public LimitedWork Work { get; }

    /// <summary>Bytes charged now.</summary>
    public long UsedBytes => Interlocked.Read(ref _used);

    /// <summary>The most bytes that were charged at a time.</summary>
    public long PeakBytes => Interlocked.Read(ref _peak);

    /// <summary>Charges bytes that are about to be allocated.</summary>
    /// <param name="bytes">How many; not negative.</param>
    /// <exception cref="QueryMemoryException">The budget, or the shared one, does not allow it; nothing is charged then.</exception>
    public void Charge(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (!TryAdd(bytes))
        {
            throw new QueryMemoryException(LimitBytes, isShared: false, Work);
        }

        if (_shared is not null && !_shared.TryAdd(bytes))
        {
            Interlocked.Add(ref _used, -bytes);
            throw new QueryMemoryException(_shared.LimitBytes, isShared: true, Work);
        }
    }

    /// <summary>Gives bytes back.</summary>
    /// <param name="bytes">As many as were charged for what is released.</param>
    public void Release(long bytes)
    {
        Interlocked.Add(ref _used, -bytes);
        _shared?.Release(bytes);
    }

    /// <summary>Gives everything back, at the end of a query.</summary>
    public void ReleaseAll()
    {
        var used = Interlocked.Exchange(ref _used, 0);
        _shared?.Release(used);
    }

    private bool TryAdd(long bytes)
    {
        var used = Interlocked.Add(ref _used, bytes);
        if (used > LimitBytes || used < 0)
        {
            Interlocked.Add(ref _used, -bytes);
            return false;
        }

        // A race may lose a peak that another thread sees at the same time; it is a statistic.
        if (used > Interlocked.Read(ref _peak))
        {
            Interlocked.Exchange(ref _peak, used);
        }

        return true;
    }
}
