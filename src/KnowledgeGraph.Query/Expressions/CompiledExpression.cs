using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions;

/// <summary>
/// An expression made ready for one run of a query: evaluates column by column over the ids of a batch. An error, like an unbound
/// variable, is the id <c>default</c> and never an exception (SPARQL 1.1 §17.2). Holds scratch columns; used by one thread.
/// </summary>
public abstract class CompiledExpression
{
    private TermId[] _filtered = [];

    private protected CompiledExpression(TermWorkspace workspace) => Workspace = workspace;

    /// <summary>True if the value does not depend on the row.</summary>
    public virtual bool IsConstant => false;

    private protected TermWorkspace Workspace { get; }

    /// <summary>Evaluates the expression for each selected row.</summary>
    /// <param name="batch">The rows, with the columns it was compiled for.</param>
    /// <param name="context">The run it was compiled for.</param>
    /// <param name="results">One cell per selected row, in the order of <see cref="SolutionBatch.Rows"/>.</param>
    public void Evaluate(SolutionBatch batch, ExecutionContext context, Span<TermId> results)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfForeign(context);
        var rows = batch.Rows;
        EvaluateRows(batch, rows, results[..rows.Length]);
    }

    /// <summary>Keeps the selected rows for which the effective boolean value is true (SPARQL 1.1 §18.5, Filter).</summary>
    /// <param name="batch">The rows, with the columns it was compiled for.</param>
    /// <param name="context">The run it was compiled for.</param>
    public void Filter(SolutionBatch batch, ExecutionContext context)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ThrowIfForeign(context);
        var rows = batch.Rows;
        var results = Scratch(ref _filtered, rows.Length);
        EvaluateRows(batch, rows, results);
        var kept = batch.SelectionBuffer;
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var result = results[i];
            if (result == TermId.True || (result != TermId.False && Workspace.EffectiveBoolean(result) == Truth.True))
            {
                kept[count++] = rows[i];
            }
        }

        batch.Select(count);
    }

    /// <summary>Evaluates the expression for some rows of a batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="rows">The indexes of the rows wanted.</param>
    /// <param name="results">One cell per index, in that order.</param>
    internal abstract void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results);

    private protected static Span<TermId> Scratch(ref TermId[] column, int length)
    {
        if (column.Length < length)
        {
            column = new TermId[length];
        }

        return column.AsSpan(0, length);
    }

    private protected static Span<int> Scratch(ref int[] rows, int length)
    {
        if (rows.Length < length)
        {
            rows = new int[length];
        }

        return rows.AsSpan(0, length);
    }

    private void ThrowIfForeign(ExecutionContext context)
    {
        if (!ReferenceEquals(context, Workspace.Context))
        {
            throw new ArgumentException("The expression was compiled for another run.", nameof(context));
        }
    }
}
