using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>The same id for every row; undefined for an expression that is always an error.</summary>
internal sealed class ConstantExpression(TermWorkspace workspace, TermId value) : CompiledExpression(workspace)
{
    public TermId Value { get; } = value;

    public override bool IsConstant => true;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results) => results.Fill(Value);
}

/// <summary>The value of a variable.</summary>
internal sealed class VariableExpression(TermWorkspace workspace, int slot) : CompiledExpression(workspace)
{
    public int Slot { get; } = slot;

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        var column = batch.Column(Slot);
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = column[rows[i]];
        }
    }
}

/// <summary>BOUND (SPARQL 1.1 §17.4.1.1).</summary>
internal sealed class BoundExpression(TermWorkspace workspace, int slot) : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        var column = batch.Column(slot);
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = column[rows[i]].IsUndefined ? TermId.False : TermId.True;
        }
    }
}

/// <summary>EXISTS (SPARQL 1.1 §17.4.1.4).</summary>
internal sealed class ExistsExpression(TermWorkspace workspace, ExistsProbe probe) : CompiledExpression(workspace)
{
    private bool[] _found = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        if (_found.Length < rows.Length)
        {
            _found = new bool[rows.Length];
        }

        var found = _found.AsSpan(0, rows.Length);
        probe.Test(batch, rows, found);
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = found[i] ? TermId.True : TermId.False;
        }
    }
}
