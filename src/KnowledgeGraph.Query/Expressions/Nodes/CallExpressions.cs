using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Expressions.Nodes;

/// <summary>A function without arguments.</summary>
internal delegate TermId NullaryFunction(TermWorkspace workspace);

/// <summary>A function of one argument, which is never undefined; undefined is its error.</summary>
internal delegate TermId UnaryFunction(TermWorkspace workspace, TermId argument);

/// <summary>A function of two arguments, which are never undefined.</summary>
internal delegate TermId BinaryFunction(TermWorkspace workspace, TermId first, TermId second);

/// <summary>A function of three arguments; the last is undefined if it was left out.</summary>
internal delegate TermId TernaryFunction(TermWorkspace workspace, TermId first, TermId second, TermId third);

/// <summary>A function of any number of arguments, none of them undefined.</summary>
internal delegate TermId VariadicFunction(TermWorkspace workspace, ReadOnlySpan<TermId> arguments);

/// <summary>A call without arguments, made anew for each row.</summary>
internal sealed class NullaryCall(TermWorkspace workspace, NullaryFunction function) : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            results[i] = function(Workspace);
        }
    }
}

/// <summary>A call with one argument. Rows often come sorted: a value that repeats is not computed again.</summary>
internal sealed class UnaryCall(TermWorkspace workspace, UnaryFunction function, CompiledExpression argument)
    : CompiledExpression(workspace)
{
    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        argument.EvaluateRows(batch, rows, results);
        TermId last = default, lastResult = default;
        for (var i = 0; i < results.Length; i++)
        {
            var value = results[i];
            if (value != last)
            {
                last = value;
                lastResult = value.IsUndefined ? default : function(Workspace, value);
            }

            results[i] = lastResult;
        }
    }
}

/// <summary>A call with two arguments.</summary>
internal sealed class BinaryCall(
    TermWorkspace workspace, BinaryFunction function, CompiledExpression first, CompiledExpression second)
    : CompiledExpression(workspace)
{
    private TermId[] _second = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        var seconds = Scratch(ref _second, rows.Length);
        first.EvaluateRows(batch, rows, results);
        second.EvaluateRows(batch, rows, seconds);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = results[i].IsUndefined || seconds[i].IsUndefined ? default : function(Workspace, results[i], seconds[i]);
        }
    }
}

/// <summary>A call with two or three arguments.</summary>
internal sealed class TernaryCall(
    TermWorkspace workspace, TernaryFunction function, CompiledExpression first, CompiledExpression second, CompiledExpression? third)
    : CompiledExpression(workspace)
{
    private TermId[] _second = [];
    private TermId[] _third = [];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        var seconds = Scratch(ref _second, rows.Length);
        var thirds = Scratch(ref _third, rows.Length);
        first.EvaluateRows(batch, rows, results);
        second.EvaluateRows(batch, rows, seconds);
        thirds.Clear();
        third?.EvaluateRows(batch, rows, thirds);
        for (var i = 0; i < results.Length; i++)
        {
            var isError = results[i].IsUndefined || seconds[i].IsUndefined || (third is not null && thirds[i].IsUndefined);
            results[i] = isError ? default : function(Workspace, results[i], seconds[i], thirds[i]);
        }
    }
}

/// <summary>A call with any number of arguments.</summary>
internal sealed class VariadicCall(TermWorkspace workspace, VariadicFunction function, CompiledExpression[] arguments)
    : CompiledExpression(workspace)
{
    private readonly TermId[] _row = new TermId[arguments.Length];
    private readonly TermId[][] _columns = [.. arguments.Select(_ => Array.Empty<TermId>())];

    internal override void EvaluateRows(SolutionBatch batch, ReadOnlySpan<int> rows, Span<TermId> results)
    {
        for (var a = 0; a < arguments.Length; a++)
        {
            arguments[a].EvaluateRows(batch, rows, Scratch(ref _columns[a], rows.Length));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var isError = false;
            for (var a = 0; a < _row.Length; a++)
            {
                _row[a] = _columns[a][i];
                isError |= _row[a].IsUndefined;
            }

            results[i] = isError ? default : function(Workspace, _row);
        }
    }
}
