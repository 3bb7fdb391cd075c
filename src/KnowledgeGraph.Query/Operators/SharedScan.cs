using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Reads rows that several places of a query share (<see cref="CommonParts"/>). The first in the plan has the plan of the rows as its input.
/// They depend on nothing from outside, so they stay over a reset.
/// </summary>
internal sealed class SharedScan : Operator
{
    private readonly SharedRows _rows;
    private int _position;

    /// <summary>A scan.</summary>
    /// <param name="context">The run.</param>
    /// <param name="rows">Where the rows are; with their plan.</param>
    /// <param name="isFirst">True for the one that owns the plan of the rows.</param>
    public SharedScan(ExecutionContext context, SharedRows rows, bool isFirst)
        : base(context, rows.Source!.Columns, isFirst ? [rows.Source] : [])
    {
        _rows = rows;
        SortedBy = rows.Source.SortedBy;
        EstimatedRows = rows.Source.EstimatedRows;
        EstimatedCost = EstimatedRows + (isFirst ? rows.Source.EstimatedCost : 0);
    }

    private SharedScan(SharedScan origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _rows = copy.Bind(origin._rows);
        _rows.Source = inputs.IsEmpty ? _rows.Source : inputs[0];
    }

    /// <inheritdoc/>
    public override string Detail => string.Create(CultureInfo.InvariantCulture, $"rows {_rows.Number}");

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        var rows = _rows.Read(Context);
        var count = Math.Min(output.CapacityRows, rows.Count - _position);
        output.Count = count;
        for (var slot = 0; slot < output.ColumnCount; slot++)
        {
            rows.Column(slot).AsSpan(_position, count).CopyTo(output.Column(slot));
        }

        _position += count;
        return count > 0;
    }

    /// <inheritdoc/>
    protected override void ResetState() => _position = 0;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!Inputs.IsEmpty)
        {
            _rows.Free();
        }

        base.Dispose(disposing);
    }

    private protected override SharedScan Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        new(this, copy, inputs);
}
