using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Updates;

/// <summary>Under which limits and settings updates are evaluated.</summary>
public sealed record UpdateSettings
{
    /// <summary>What is charged: the queries of the patterns, while they run, and the changes until they are published.</summary>
    public required MemoryBudget Budget { get; init; }

    /// <summary>The time limit, for the message.</summary>
    public TimeSpan TimeLimit { get; init; }

    /// <summary>Cancelled when the time limit is over.</summary>
    public CancellationToken Timeout { get; init; }

    /// <summary>Cancelled when nobody wants the update any more.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The value of NOW(), one for all operations.</summary>
    public DateTimeOffset Now { get; init; } = TimeProvider.System.GetLocalNow();

    /// <summary>The source of RAND() and the like; null for one of each operation.</summary>
    public Random? Random { get; init; }

    /// <summary>Rows of a batch.</summary>
    public int BatchRows { get; init; } = SolutionBatch.DefaultCapacityRows;

    /// <summary>Rewrite passes that are switched off, by name; <c>*</c> for all.</summary>
    public ImmutableArray<string> RewritesOff { get; init; } = [];

    /// <summary>
    /// The dataset of patterns asked for by the protocol (using-graph-uri, using-named-graph-uri); null if none. An operation with USING or
    /// WITH is an error then (SPARQL 1.1 Protocol §2.2.3).
    /// </summary>
    public DatasetClause? Dataset { get; init; }

    /// <summary>True if, without USING and WITH, the default graph of patterns is the merge of all graphs of the store.</summary>
    public bool UnionDefaultGraph { get; init; }

    /// <summary>Fetches documents for LOAD; null if no remote host is allowed.</summary>
    public LoadDocument? LoadDocument { get; init; }

    /// <summary>Calls services for SERVICE in patterns; null if federation is switched off.</summary>
    public ServiceCall? Service { get; init; }

    /// <summary>Stops the update if it has to stop.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants it any more.</exception>
    /// <exception cref="QueryTimeoutException">The time limit is over.</exception>
    public void ThrowIfStopped()
    {
        Cancellation.ThrowIfCancellationRequested();
        if (Timeout.IsCancellationRequested)
        {
            throw new QueryTimeoutException(TimeLimit, Budget.Work);
        }
    }

    /// <summary>The run of one pattern.</summary>
    internal ExecutionContext Run(Snapshot snapshot, string? baseIri) =>
        new(snapshot, new LocalDictionary(snapshot.Terms, Budget.Charge), Budget, TimeLimit, Timeout, Cancellation)
        {
            Now = Now,
            BaseIri = baseIri,
            Random = Random,
            BatchRows = BatchRows,
            Service = Service,
        };
}
