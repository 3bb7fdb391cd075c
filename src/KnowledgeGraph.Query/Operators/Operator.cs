using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// A step of a physical plan: pulls batches of solutions from its inputs and makes batches of its own. Built by the planner for one run;
/// used by one thread. Disposing an operator disposes its inputs.
/// </summary>
public abstract class Operator : IDisposable
{
    private long _ticks;

    /// <summary>An operator.</summary>
    /// <param name="context">The run it belongs to.</param>
    /// <param name="columns">The variables of its output, one per column, without repetition.</param>
    /// <param name="inputs">The operators it pulls from.</param>
    protected Operator(ExecutionContext context, ImmutableArray<Variable> columns, params ImmutableArray<Operator> inputs)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        Columns = columns;
        Inputs = inputs;
        var slots = new Dictionary<Variable, int>(columns.Length);
        foreach (var variable in columns)
        {
            slots.Add(variable, slots.Count);
        }

        Slots = slots;
    }

    /// <summary>An operator like another, for another run.</summary>
    /// <param name="origin">The other.</param>
    /// <param name="context">The run.</param>
    /// <param name="inputs">Copies of the other's inputs.</param>
    private protected Operator(Operator origin, ExecutionContext context, ImmutableArray<Operator> inputs)
    {
        Context = context;
        Columns = origin.Columns;
        Slots = origin.Slots;
        Inputs = inputs;
        SortedBy = origin.SortedBy;
        EstimatedRows = origin.EstimatedRows;
        EstimatedCost = origin.EstimatedCost;
    }

    /// <summary>The variables of the output, one per column.</summary>
    public ImmutableArray<Variable> Columns { get; }

    /// <summary>The column of each variable.</summary>
    public IReadOnlyDictionary<Variable, int> Slots { get; }

    /// <summary>The operators this one pulls from.</summary>
    public ImmutableArray<Operator> Inputs { get; private set; }

    /// <summary>The operator's name in explain.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What explain prints behind the name: a pattern, keys, a condition.</summary>
    public virtual string Detail => "";

    /// <summary>
    /// The columns by which the output is sorted in the order of <see cref="TermId"/>, most significant first; empty if nothing is known.
    /// </summary>
    public ImmutableArray<Variable> SortedBy { get; init; } = [];

    /// <summary>The planner's estimate of the number of rows; negative if there is none.</summary>
    public double EstimatedRows { get; set; } = -1;

    /// <summary>The planner's estimate of the work, in rows scanned from an index, inputs included.</summary>
    internal double EstimatedCost { get; set; }

    /// <summary>Rows given out so far.</summary>
    public long ActualRows { get; private set; }

    /// <summary>Batches given out so far.</summary>
    public long Batches { get; private set; }

    /// <summary>Time spent in this operator and its inputs so far; measured only if the run asks for it.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(0, _ticks);

    /// <summary>The run this operator belongs to.</summary>
    protected ExecutionContext Context { get; }

    /// <summary>Fills a batch with the next solutions.</summary>
    /// <param name="output">
    /// A batch with the columns of <see cref="Columns"/>. The consumer owns it, may narrow its selection between calls, but must not rely
    /// on its old content after the next call.
    /// </param>
    /// <returns>True with at least one row selected; false at the end, for good.</returns>
    public bool Next(SolutionBatch output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var start = Context.Measure ? Stopwatch.GetTimestamp() : 0;
        bool any;
        do
        {
            Context.ThrowIfStopped();
            output.Clear();
            any = NextBatch(output);
        }
        while (any && output.SelectedCount == 0);

        if (any)
        {
            ActualRows += output.SelectedCount;
            Batches++;
        }
        else
        {
            output.Clear();
        }

        if (Context.Measure)
        {
            _ticks += Stopwatch.GetTimestamp() - start;
        }

        return any;
    }

    /// <summary>
    /// A hint that rows whose first sorted column is below a value are not wanted any more; an operator that can skip them cheaply does.
    /// </summary>
    /// <param name="atLeast">The least value wanted.</param>
    public virtual void SkipTo(TermId atLeast)
    {
    }

    /// <summary>
    /// Told by a join above that rows whose value of a variable a filter does not pass are not wanted. Who can leave them out, or has an
    /// input that can, does so until the next reset.
    /// </summary>
    /// <param name="variable">A variable that the join binds in all rows.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>True if such rows are left out from now on; false if nothing changes.</returns>
    internal virtual bool Narrow(Variable variable, KeyFilter filter) => false;

    /// <summary>
    /// Makes the operator start from the beginning, under the present values of the plan's parameters (see <see cref="Parameters"/>).
    /// Resets its inputs first; an operator with state of its own overrides <see cref="ResetState"/>.
    /// </summary>
    public void Reset()
    {
        BeforeReset();
        foreach (var input in Inputs)
        {
            input.Reset();
        }

        ResetState();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes another operator of the same columns for the only input. For the planner, before anything ran.</summary>
    /// <param name="input">The other operator.</param>
    internal void ReplaceInput(Operator input)
    {
        Debug.Assert(Inputs.Length == 1 && input.Columns.SequenceEqual(Inputs[0].Columns), "the columns stay");
        Inputs = [input];
    }

    /// <summary>This operator and its inputs for another run, not begun; null if some of them are for one run alone.</summary>
    /// <param name="copy">The other run.</param>
    internal Operator? CopyTree(PlanCopy copy)
    {
        var inputs = Inputs.IsEmpty ? Inputs : CopyInputs(copy);
        return inputs.IsDefault ? null : Copy(copy, inputs);
    }

    /// <summary>The same operator for another run; null if it is for one run alone.</summary>
    /// <param name="copy">The other run.</param>
    /// <param name="inputs">Copies of the inputs.</param>
    private protected virtual Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => null;

    private ImmutableArray<Operator> CopyInputs(PlanCopy copy)
    {
        var inputs = new Operator[Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (Inputs[i].CopyTree(copy) is not { } input)
            {
                return default;
            }

            inputs[i] = input;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(inputs);
    }

    /// <summary>Called by <see cref="Reset"/> before the inputs are reset.</summary>
    protected virtual void BeforeReset()
    {
    }

    /// <summary>Makes a batch fit for <see cref="Next"/> of an input.</summary>
    /// <param name="input">The input.</param>
    protected SolutionBatch NewBatch(Operator input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Context.NewBatch(input.Columns.Length);
    }

    /// <summary>Fills a cleared batch; may leave it without a selected row. Called again after it returned false only after a reset.</summary>
    /// <param name="output">The batch.</param>
    /// <returns>False at the end, with an empty batch.</returns>
    protected abstract bool NextBatch(SolutionBatch output);

    /// <summary>Forgets what the operator holds and gives its memory back to the budget. The inputs are reset already.</summary>
    protected abstract void ResetState();

    /// <summary>Releases what the operator holds. Overrides call the base, which disposes the inputs.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var input in Inputs)
        {
            input.Dispose();
        }
    }
}
