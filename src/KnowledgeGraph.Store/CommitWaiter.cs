namespace KnowledgeGraph.Store;

/// <summary>
/// A writer that waits for its commit. It is woken by itself: what all wait for together, all would contend for when they wake; and by an
/// event of its thread, not under a lock, for which it would wait again.
/// </summary>
internal sealed class CommitWaiter(long sequence)
{
    [ThreadStatic]
    private static AutoResetEvent? s_woken;

    private readonly AutoResetEvent _woken = s_woken ??= new(false);
    private volatile bool _isWoken;
    private bool _leads;

    /// <summary>The commit that it waits for.</summary>
    internal long Sequence { get; } = sequence;

    /// <summary>Waits until the commit is published or cannot be, or this writer has to do it. For the thread that made this.</summary>
    /// <returns>True if it is the writer's turn.</returns>
    internal bool WaitForTurn()
    {
        while (!_isWoken)
        {
            _woken.WaitOne();
        }

        return _leads;
    }

    internal void Wake(bool leads)
    {
        _leads = leads;
        _isWoken = true;
        _woken.Set();
    }
}
