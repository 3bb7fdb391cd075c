using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Reasoning.Shacl;
using KnowledgeGraph.Store;
using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;

namespace KnowledgeGraph.Engine;

/// <summary>A validation that is done: holds its snapshot and the memory of its report until disposed. For one thread.</summary>
public sealed class Validation : IDisposable
{
    private readonly MemoryBudget _budget;
    private readonly Action _ended;
    private bool _disposed;

    internal Validation(
        Snapshot snapshot, ShapesGraph shapes, QueryOptions options, MemoryBudget memory, TimeProvider clock,
        IProgress<ValidationProgress>? progress, Action ended, CancellationToken ct)
    {
        _ended = ended;
        _budget = new MemoryBudget(options.MemoryMB * 1024L * 1024L, memory, LimitedWork.Validation);
        using var timeout = options.Timeout > TimeSpan.Zero ? new CancellationTokenSource(options.Timeout, clock) : null;
        var context = new ExecutionContext(
            snapshot, new LocalDictionary(snapshot.Terms, _budget.Charge), _budget, options.Timeout, timeout?.Token ?? default, ct)
        {
            Now = clock.GetLocalNow(),
            Random = options.RandomSeed is { } seed ? new Random(seed) : null,
            BatchRows = options.BatchRows,
        };
        try
        {
            var dataset = QueryDataset.Create(context.Terms, snapshot, options.Dataset, options.UnionDefaultGraph);
            Report = ShaclValidator.Validate(context, dataset, shapes, progress);
        }
        catch
        {
            _budget.ReleaseAll();
            throw;
        }
    }

    /// <summary>The report.</summary>
    public ValidationReport Report { get; }

    /// <summary>The most bytes the validation held at a time.</summary>
    public long PeakMemoryBytes => _budget.PeakBytes;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _budget.ReleaseAll();
            _ended();
        }
    }
}
