using KnowledgeGraph.Rdf;
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

    /// <summary>
    /// Loads a document in bulk: all of it or, if anything is thrown, nothing. Its blank nodes are new ones, one for each label.
    /// </summary>
    /// <param name="read">Reads the document into the sink, which throws if the update has to stop.</param>
    /// <param name="into">The graph that its triples go into, created if need be; null if quads keep their graphs.</param>
    public void Load(Action<QuadSink> read, Iri? into) => transaction.Load(builder =>
    {
        builder.BeginDocument();
        read(new DocumentSink(builder, into, Check));
        if (into is not null)
        {
            transaction.CreateGraph(transaction.Intern(into));
        }
    });

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
        }
        else
        {
            settings.Budget.Release(-more);
        }

        _held += more;
    }
}
