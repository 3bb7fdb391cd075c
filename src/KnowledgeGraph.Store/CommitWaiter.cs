namespace KnowledgeGraph.Store;

/// <summary>A writer that waits for its commit. It is woken by itself: what all wait for together, all would contend for when they wake.</summary>
internal sealed class CommitWaiter(long sequence)
{
    private readonly object _gate = new();
    private bool _isWoken;
    private bool _leads;

    /// <summary>The commit that it waits for.</summary>
    internal long Sequence { get; } = sequence;

    /// <summary>Waits until the commit is published or cannot be, or this writer has to do it.</summary>
    /// <returns>True if it is the writer's turn.</returns>
    internal bool WaitForTurn()
    {
        lock (_gate)
        {
            while (!_isWoken)
            {
                Monitor.Wait(_gate);
            }

            return _leads;
        }
    }

    internal void Wake(bool leads)
    {
        lock (_gate)
        {
            (_isWoken, _leads) = (true, leads);
            Monitor.Pulse(_gate);
        }
    }
}
