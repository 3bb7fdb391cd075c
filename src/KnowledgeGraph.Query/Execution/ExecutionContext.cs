using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Execution;

/// <summary>What every operator and expression of one run of a query shares. Used by one thread at a time.</summary>
public sealed class ExecutionContext
{
    private readonly CancellationToken _timeout;
    private readonly TimeSpan _timeLimit;
    private BatchArrays? _arrays;
    private TermId[]? _constants;
    private Random? _random;

    /// <summary>The context of a run.</summary>
    /// <param name="snapshot">The data.</param>
    /// <param name="terms">The query's own dictionary over the snapshot's.</param>
    /// <param name="budget">The memory budget.</param>
    /// <param name="timeLimit">The time limit, for the message.</param>
    /// <param name="timeout">Cancelled when the time limit is over.</param>
    /// <param name="cancellation">Cancelled when nobody wants the answer any more.</param>
    public ExecutionContext(
        Snapshot snapshot, LocalDictionary terms, MemoryBudget budget, TimeSpan timeLimit = default, CancellationToken timeout = default,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(budget);
        Snapshot = snapshot;
        Terms = terms;
        Budget = budget;
        Cancellation = cancellation;
        _timeout = timeout;
        _timeLimit = timeLimit;
    }

    /// <summary>The data.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>The query's own dictionary: terms the query made, over the terms of the snapshot.</summary>
    public LocalDictionary Terms { get; }

    /// <summary>The memory budget.</summary>
    public MemoryBudget Budget { get; }

    /// <summary>Cancelled when nobody wants the answer any more.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The value of NOW(), one for the whole run (SPARQL 1.1 §17.4.5.1).</summary>
    public DateTimeOffset Now { get; init; } = TimeProvider.System.GetLocalNow();

    /// <summary>The base IRI of IRI(), or null.</summary>
    public string? BaseIri { get; init; }

    /// <summary>The source of RAND() and the like.</summary>
    [AllowNull]
    public Random Random
    {
        get => _random ??= new Random();
        init => _random = value;
    }

    /// <summary>Rows of a batch.</summary>
    public int BatchRows { get; init; } = SolutionBatch.DefaultCapacityRows;

    /// <summary>From how many rows on, as the planner estimates them, joins below a grouping or a sort run on a thread of their own.</summary>
    public double ExchangeRows { get; init; } = 1_000_000;

    /// <summary>
    /// From what cost on of the best plan that joins two by two, in rows scanned, cyclic patterns may be joined variable by variable; 0 to
    /// join all plain patterns so, cyclic or not.
    /// </summary>
    public double TrieJoinCost { get; init; } = 20_000;

    /// <summary>
    /// From how many rows on, as the planner estimates them, an input of a hash join is told which keys the other one has: to test fewer is
    /// no gain.
    /// </summary>
    public double KeyFilterRows { get; init; } = 4_096;

    /// <summary>The work to sort a row for a merge join, in rows scanned; 0 to sort wherever that makes one possible.</summary>
    public double SortCost { get; init; } = 6;

    /// <summary>True if operators measure their time, which explain needs.</summary>
    public bool Measure { get; init; }

    /// <summary>Asks endpoints for SERVICE; null where federation is switched off.</summary>
    public ServiceCall? Service { get; init; }

    /// <summary>Where the planner notes the patterns with lifted constants, with the rows that it found; null where nobody asks.</summary>
    internal List<(ScanPattern Pattern, double Rows)>? Counted { get; set; }

    private BatchArrays Arrays => _arrays ??= new BatchArrays(BatchRows);

    /// <summary>A batch for an operator of this run. Nobody may use it after <see cref="Release"/>.</summary>
    /// <param name="columnCount">Number of columns; may be 0.</param>
    public SolutionBatch NewBatch(int columnCount) => new(columnCount, BatchRows, Arrays);

    /// <summary>Gives the memory of the batches back, at the end of the run, when its operators are disposed.</summary>
    public void Release() => _arrays?.Release();

    /// <summary>Says what stands in the places of a lifted pattern (<see cref="QueryShape"/>).</summary>
    /// <param name="constants">The terms by place.</param>
    internal void SetConstants(ImmutableArray<Term> constants)
    {
        var ids = new TermId[constants.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = Terms.Intern(constants[i]);
        }

        _constants = ids;
    }

    /// <summary>The id at a place of a lifted pattern.</summary>
    /// <param name="place">The place, from 1 on.</param>
    internal TermId ConstantAt(int place) => _constants![place - 1];

    /// <summary>The id of a constant of the query: its own, or that of the term in its place.</summary>
    /// <param name="term">A term, perhaps a place holder.</param>
    internal TermId Constant(Term term) => PlaceOf(term) is > 0 and var place ? ConstantAt(place) : Terms.Intern(term);

    /// <summary>The place of a constant; 0 if it is a term of its own.</summary>
    /// <param name="term">A term, perhaps a place holder.</param>
    internal int PlaceOf(Term term) => _constants is null ? 0 : QueryShape.PlaceOf(term);

    /// <summary>Room for at least the row numbers of a batch, of no meaning at first. Given back at the end of the run.</summary>
    internal int[] NewRowNumbers() => Arrays.NewRowNumbers();

    /// <summary>Room for the cells of a batch's column, the same way.</summary>
    internal TermId[] NewColumn() => Arrays.NewColumn();

    /// <summary>Asks an endpoint a query, within the time that the run has left.</summary>
    /// <param name="endpoint">The IRI of the endpoint.</param>
    /// <param name="query">The query text.</param>
    /// <exception cref="RemoteException">The call failed.</exception>
    /// <exception cref="InvalidOperationException">Federation is switched off.</exception>
    public ServiceAnswer Call(string endpoint, string query)
    {
        var service = Service ?? throw new InvalidOperationException("Federation is switched off.");
        ThrowIfStopped();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_timeout, Cancellation);
        try
        {
            return service(endpoint, query, stop.Token);
        }
        catch (OperationCanceledException)
        {
            ThrowIfStopped();
            throw;
        }
    }

    /// <summary>Stops the run if it has to stop; call once per batch and every few thousand turns of a loop.</summary>
    /// <exception cref="OperationCanceledException">Nobody wants the answer any more.</exception>
    /// <exception cref="QueryTimeoutException">The time limit is over.</exception>
    public void ThrowIfStopped()
    {
        Cancellation.ThrowIfCancellationRequested();
        if (_timeout.IsCancellationRequested)
        {
            throw new QueryTimeoutException(_timeLimit, Budget.Work);
        }
    }
}
