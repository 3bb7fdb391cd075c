using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Adds the present values of parameters as columns, for expressions under EXISTS that read variables of the outer solution
/// (SPARQL 1.1 §18.6, substitute). A column that the input has already is only checked against the parameter.
/// </summary>
internal sealed class ParameterColumns : Operator
{
    private readonly Parameters _parameters;
    private readonly int[] _parameterSlots;
    private readonly int[] _slots;
    private readonly SolutionBatch _batch;

    public ParameterColumns(ExecutionContext context, Operator input, Parameters parameters, ImmutableArray<Variable> variables)
        : base(context, [.. input.Columns, .. variables.Except(input.Columns)], input)
    {
        _parameters = parameters;
        _slots = [.. Columns.Select(column => input.Columns.IndexOf(column))];
        _parameterSlots =
            [.. Columns.Select(column => variables.Contains(column) && parameters.TryGetSlot(column, out var slot) ? slot : -1)];
        _batch = NewBatch(input);
        SortedBy = input.SortedBy;
        EstimatedRows = input.EstimatedRows;
    }

    private ParameterColumns(ParameterColumns origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _parameters = copy.Bind(origin._parameters);
        _slots = origin._slots;
        _parameterSlots = origin._parameterSlots;
        _batch = NewBatch(inputs[0]);
    }

    /// <inheritdoc/>
    public override string Detail => string.Join(' ', Columns.Where((_, slot) => _parameterSlots[slot] >= 0));

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!Inputs[0].Next(_batch))
        {
            return false;
        }

        ColumnMap.Copy(_batch, output, _slots);
        for (var slot = 0; slot < Columns.Length; slot++)
        {
            if (_parameterSlots[slot] < 0)
            {
                continue;
            }

            var value = _parameters[_parameterSlots[slot]];
            if (_slots[slot] < 0)
            {
                output.Column(slot).AsSpan(0, output.Count).Fill(value);
            }
            else if (!value.IsUndefined)
            {
                Check(output, slot, value);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
    }

    private protected override ParameterColumns Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private static void Check(SolutionBatch output, int slot, TermId value)
    {
        var column = output.Column(slot);
        var rows = output.Rows;
        var kept = output.SelectionBuffer;
        var count = 0;
        foreach (var row in rows)
        {
            if (column[row].IsUndefined || column[row] == value)
            {
                column[row] = value;
                kept[count++] = row;
            }
        }

        output.Select(count);
    }
}
