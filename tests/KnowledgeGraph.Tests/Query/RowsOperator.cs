using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;
using ExecutionContext = KnowledgeGraph.Query.Execution.ExecutionContext;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Gives out rows that a test wrote down, in batches of the run's size; every other cell of a batch is a row not selected.</summary>
internal sealed class RowsOperator(ExecutionContext context, ImmutableArray<Variable> columns, TermId[][] rows) : Operator(context, columns)
{
    private int _position;

    public static List<TermId[]> ReadAll(Operator source, ExecutionContext context)
    {
        var batch = new SolutionBatch(source.Columns.Length, context.BatchRows);
        var result = new List<TermId[]>();
        while (source.Next(batch))
        {
            foreach (var row in batch.Rows)
            {
                result.Add([.. Enumerable.Range(0, source.Columns.Length).Select(c => batch.Column(c)[row])]);
            }
        }

        return result;
    }

    protected override bool NextBatch(SolutionBatch output)
    {
        var count = Math.Min(Math.Max(1, output.CapacityRows / 2), rows.Length - _position);
        if (count == 0)
        {
            return false;
        }

        // The rows stand at odd positions where there is room, with garbage between them.
        var step = output.CapacityRows >= 2 ? 2 : 1;
        output.Count = count * step;
        for (var i = 0; i < count; i++)
        {
            for (var c = 0; c < Columns.Length; c++)
            {
                output.Column(c)[i * step] = TermId.True;
                output.Column(c)[(i * step) + step - 1] = rows[_position + i][c];
            }
        }

        for (var i = 0; i < count; i++)
        {
            output.SelectionBuffer[i] = (i * step) + step - 1;
        }

        output.Select(count);
        _position += count;
        return true;
    }

    protected override void ResetState() => _position = 0;
}
