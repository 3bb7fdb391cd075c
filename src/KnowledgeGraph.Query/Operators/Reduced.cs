using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Reduced (SPARQL 1.1 §18.5): drops rows equal to the row before, which costs nothing and is allowed.</summary>
public sealed class Reduced : Operator
{
    private readonly TermId[] _last;
    private bool _hasLast;

    /// <summary>A reduction.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    public Reduced(ExecutionContext context, Operator input)
        : base(context, input.Columns, input)
    {
        _last = new TermId[input.Columns.Length];
        SortedBy = input.SortedBy;
    }

    private Reduced(Reduced origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs) => _last = new TermId[Columns.Length];

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!Inputs[0].Next(output))
        {
            return false;
        }

        var rows = output.Rows;
        var kept = output.SelectionBuffer;
        var count = 0;
        foreach (var row in rows)
        {
            if (IsNew(output, row))
            {
                kept[count++] = row;
            }
        }

        output.Select(count);
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState() => _hasLast = false;

    private protected override Reduced Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private bool IsNew(SolutionBatch batch, int row)
    {
        var isNew = !_hasLast;
        for (var slot = 0; slot < _last.Length; slot++)
        {
            var id = batch.Column(slot)[row];
            isNew |= id != _last[slot];
            _last[slot] = id;
        }

        _hasLast = true;
        return isNew;
    }
}
