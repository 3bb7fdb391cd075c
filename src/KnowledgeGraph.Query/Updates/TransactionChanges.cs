using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>The way into a transaction: counts what it holds against the budget, and stops when it has to.</summary>
internal sealed class TransactionChanges(StoreTransaction transaction, UpdateSettings settings)
{
    private const int CheckInterval = 1024;

    private long _held;
    private int _untilCheck = CheckInterval;

    public void Add(in QuadIds quad)
    {
        transaction.Add(quad.Subject, quad.Predicate, quad.Object, quad.Graph);
        Check();
    }

    public void Remove(in QuadIds quad)
    {
        transaction.Remove(quad.Subject, quad.Predicate, quad.Object, quad.Graph);
        Check();
    }

    /// <summary>Gives back everything that was charged for one operation; what the transaction holds stays charged.</summary>
    public void ReleaseAllButHeld()
    {
        ChargeHeld();
        settings.Budget.Release(settings.Budget.UsedBytes - _held);
    }

    private void Check()
    {
        if (--_untilCheck == 0)
        {
            _untilCheck = CheckInterval;
            settings.ThrowIfStopped();
            ChargeHeld();
        }
    }

    private void ChargeHeld()
    {
        var more = transaction.HeldBytes - _held;
        if (more > 0)
        {
            settings.Budget.Charge(more);
            _held += more;
        }
    }
}
