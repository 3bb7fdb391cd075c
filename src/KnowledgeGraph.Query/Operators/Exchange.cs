using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Runs its input on a thread of its own, a few batches ahead, so that a heavy query uses a second core: the exchange operator of
/// Graefe (Encapsulation of Parallelism in the Volcano Query Processing System, SIGMOD 1990, §4). Rows keep their order. The threads of
/// all queries are limited to the cores but one; where none is left, the input runs on the thread of the caller.
/// </summary>
/// <remarks>The input must not make terms: the query's own dictionary belongs to the caller's thread.</remarks>
internal sealed class Exchange : Operator
{
    // Batches between the threads: enough that neither waits for each of the other's.
    private const int Ahead = 16;

    private static readonly SemaphoreSlim s_threads = new(Environment.ProcessorCount - 1, Environment.ProcessorCount);

    private readonly List<SolutionBatch> _batches = [];
    private readonly int[] _slots;
    private BlockingCollection<SolutionBatch>? _full;
    private BlockingCollection<SolutionBatch>? _empty;
    private Thread? _thread;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _isStopped;
    private bool _isStarted;
    private bool _hadThread;

    internal Exchange(ExecutionContext context, Operator input)
        : base(context, input.Columns, input)
    {
        _slots = [.. Enumerable.Range(0, input.Columns.Length)];
        SortedBy = input.SortedBy;
        EstimatedRows = input.EstimatedRows;
        EstimatedCost = input.EstimatedCost;
    }

    /// <inheritdoc/>
    public override string Detail => _hadThread ? "own thread" : "";

    /// <summary>
    /// Puts an exchange between an operator that reads all its rows and the joins below it, behind the filters and extensions between them,
    /// if the joins are heavy.
    /// </summary>
    /// <param name="context">The run.</param>
    /// <param name="root">The operator, not run yet.</param>
    internal static void InsertBelow(ExecutionContext context, Operator root)
    {
        if (Environment.ProcessorCount < 2)
        {
            return;
        }

        var above = root;
        while (above.Inputs[0] is Filter or Extend or Project)
        {
            above = above.Inputs[0];
        }

        var joins = above.Inputs[0];
        if (joins is not IndexScan && joins.EstimatedRows >= context.ExchangeRows && IsPlain(joins))
        {
            above.ReplaceInput(new Exchange(context, joins));
        }
    }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            Start();
        }

        if (_full is null || _empty is null)
        {
            return Inputs[0].Next(output);
        }

        if (!_full.TryTake(out var batch, Timeout.Infinite, Context.Cancellation))
        {
            _failure?.Throw();
            return false;
        }

        ColumnMap.Copy(batch, output, _slots);
        _empty.Add(batch, CancellationToken.None);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>The inputs were reset before; the thread has ended by then, see <see cref="BeforeReset"/>.</remarks>
    protected override void ResetState()
    {
        _failure = null;
        _isStopped = false;
        _isStarted = false;
    }

    /// <inheritdoc/>
    protected override void BeforeReset() => Stop();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Stop();
        base.Dispose(disposing);
    }

    private protected override Exchange Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(copy.Context, inputs[0]);

    // Operators that evaluate no expressions and make no terms.
    private static bool IsPlain(Operator plan) =>
        plan is IndexScan or TrieJoin or MergeJoin or HashJoin or IdSort or IndexNestedLoopJoin { IsOuter: false } or CountingJoin
            or IndexAggregate { IsLeaf: true }
        && plan.Inputs.All(IsPlain);

    private void Start()
    {
        if (!s_threads.Wait(0, CancellationToken.None))
        {
            return;
        }

        _full = [];
        _empty = [];
        for (var i = 0; i < Ahead; i++)
        {
            if (_batches.Count <= i)
            {
                _batches.Add(NewBatch(Inputs[0]));
            }

            _empty.Add(_batches[i], CancellationToken.None);
        }

        _hadThread = true;
        _thread = new Thread(Run) { IsBackground = true, Name = "query exchange" };
        _thread.Start();
    }

    private void Run()
    {
        var (full, empty) = (_full!, _empty!);
        try
        {
            // Ends when the input does, or when the consumer stops and wants no more.
            foreach (var batch in empty.GetConsumingEnumerable(CancellationToken.None))
            {
                if (_isStopped || !Inputs[0].Next(batch))
                {
                    break;
                }

                full.Add(batch, CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            // Not answered here: the consumer meets it in its place among the batches.
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            full.CompleteAdding();
            s_threads.Release();
        }
    }

    private void Stop()
    {
        if (_thread is null || _full is null || _empty is null)
        {
            return;
        }

        _isStopped = true;
        _empty.CompleteAdding();
        _thread.Join();
        _full.Dispose();
        _empty.Dispose();
        (_thread, _full, _empty) = (null, null, null);
    }
}
