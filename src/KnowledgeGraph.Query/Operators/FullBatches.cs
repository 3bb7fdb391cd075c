using KnowledgeGraph.Query.Execution;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Gathers the rows of small batches into full ones, for an operator to which each batch is costly.</summary>
internal sealed class FullBatches : Operator
{
    private readonly SolutionBatch _batch;
    private int _taken;
    private bool _ended;

    public FullBatches(ExecutionContext context, Operator input)
        : base(context, input.Columns, input)
    {
        _batch = NewBatch(input);
        SortedBy = input.SortedBy;
        EstimatedRows = input.EstimatedRows;
        EstimatedCost = input.EstimatedCost;
    }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        var count = 0;
        while (count < output.CapacityRows && Fill())
        {
            var rows = _batch.Rows[_taken..];
            rows = rows[..Math.Min(rows.Length, output.CapacityRows - count)];
            for (var slot = 0; slot < Columns.Length; slot++)
            {
                var (source, target) = (_batch.Column(slot), output.Column(slot));
                for (var i = 0; i < rows.Length; i++)
                {
                    target[count + i] = source[rows[i]];
                }
            }

            _taken += rows.Length;
            count += rows.Length;
        }

        output.Count = count;
        return count > 0;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _batch.Clear();
        _taken = 0;
        _ended = false;
    }

    private bool Fill()
    {
        if (!_ended && _taken >= _batch.SelectedCount)
        {
            _taken = 0;
            _ended = !Inputs[0].Next(_batch);
        }

        return !_ended;
    }
}
