using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>&amp;&amp; and || (SPARQL 1.1 §17.2); the right operand is evaluated only for rows that the left one does not decide.</summary>
internal sealed class ConnectiveExpression(TermWorkspace workspace, bool isAnd, CompiledExpression left, CompiledExpression right)
    : CompiledExpression(workspace)
{
    private TermId[] _right = [];
    private int[] _openRows = [];
    private int[] _openPositions = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        left.EvaluateRows(batch, rows, results);
        var decisive = isAnd ? Truth.False : Truth.True;
        var openRows = Scratch(ref _openRows, rows.Length);
        var openPositions = Scratch(ref _openPositions, rows.Length);
        var open = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var truth = Workspace.EffectiveBoolean(results[i]);
            results[i] = TruthTables.ToId(truth);
            if (truth != decisive)
            {
                openRows[open] = rows[i];
                openPositions[open++] = i;
            }
        }

        var rightResults = Scratch(ref _right, open);
        right.EvaluateRows(batch, openRows[..open], rightResults);
        for (var k = 0; k < open; k++)
        {
            ref var result = ref results[openPositions[k]];
            var leftTruth = result.IsUndefined ? Truth.Error : TruthTables.Of(isAnd);
            var rightTruth = Workspace.EffectiveBoolean(rightResults[k]);
            result = TruthTables.ToId(isAnd ? TruthTables.And(leftTruth, rightTruth) : TruthTables.Or(leftTruth, rightTruth));
        }
    }
}

/// <summary>! (SPARQL 1.1 §17.2).</summary>
internal sealed class NotExpression(TermWorkspace workspace, CompiledExpression operand) : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        operand.EvaluateRows(batch, rows, results);
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = TruthTables.ToId(TruthTables.Not(Workspace.EffectiveBoolean(results[i])));
        }
    }
}

/// <summary>IF (SPARQL 1.1 §17.4.1.2); each branch is evaluated only for its rows.</summary>
internal sealed class IfExpression(
    TermWorkspace workspace, CompiledExpression condition, CompiledExpression then, CompiledExpression otherwise)
    : CompiledExpression(workspace)
{
    private TermId[] _branch = [];
    private Truth[] _truths = [];
    private int[] _branchRows = [];
    private int[] _positions = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        condition.EvaluateRows(batch, rows, results);
        if (_truths.Length < rows.Length)
        {
            _truths = new Truth[rows.Length];
        }

        for (var i = 0; i < rows.Length; i++)
        {
            _truths[i] = Workspace.EffectiveBoolean(results[i]);
            results[i] = default;
        }

        EvaluateBranch(then, Truth.True, batch, rows, results);
        EvaluateBranch(otherwise, Truth.False, batch, rows, results);
    }

    private void EvaluateBranch(
        CompiledExpression branch, Truth wanted, SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        var branchRows = Scratch(ref _branchRows, rows.Length);
        var positions = Scratch(ref _positions, rows.Length);
        var count = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (_truths[i] == wanted)
            {
                branchRows[count] = rows[i];
                positions[count++] = i;
            }
        }

        var branchResults = Scratch(ref _branch, count);
        branch.EvaluateRows(batch, branchRows[..count], branchResults);
        for (var k = 0; k < count; k++)
        {
            results[positions[k]] = branchResults[k];
        }
    }
}

/// <summary>COALESCE (SPARQL 1.1 §17.4.1.3); each operand is evaluated only for rows without a value so far.</summary>
internal sealed class CoalesceExpression(TermWorkspace workspace, CompiledExpression[] operands) : CompiledExpression(workspace)
{
    private TermId[] _operand = [];
    private int[] _openRows = [];
    private int[] _positions = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        results.Clear();
        foreach (var operand in operands)
        {
            var openRows = Scratch(ref _openRows, rows.Length);
            var positions = Scratch(ref _positions, rows.Length);
            var open = 0;
            for (var i = 0; i < rows.Length; i++)
            {
                if (results[i].IsUndefined)
                {
                    openRows[open] = rows[i];
                    positions[open++] = i;
                }
            }

            if (open == 0)
            {
                return;
            }

            var values = Scratch(ref _operand, open);
            operand.EvaluateRows(batch, openRows[..open], values);
            for (var k = 0; k < open; k++)
            {
                results[positions[k]] = values[k];
            }
        }
    }
}
