using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Distinct (SPARQL 1.1 §18.5): the first row of each solution, in the order of the input. Streams; keeps what it has seen.</summary>
public sealed class Distinct : Operator
{
    private readonly RowTable _seen;
    private readonly TermId[] _row;

    /// <summary>A distinct.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    public Distinct(ExecutionContext context, Operator input)
        : base(context, input.Columns, input)
    {
        _seen = new RowTable(input.Columns.Length, context.Budget);
        _row = new TermId[input.Columns.Length];
        SortedBy = input.SortedBy;
    }

    private Distinct(Distinct origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _seen = new RowTable(Columns.Length, copy.Context.Budget);
        _row = new TermId[Columns.Length];
    }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!Inputs[0].Next(output))
        {
            return false;
        }

        var rows = output.Rows;
        var kept = output.SelectionBuffer;
        output.Select(_row.Length == 1 ? KeepOfOne(output.Column(0), rows, kept) : Keep(output, rows, kept));
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState() => _seen.Free();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _seen.Free();
        base.Dispose(disposing);
    }

    private protected override Distinct Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private int KeepOfOne(TermId[] column, ReadOnlySpan<int> rows, int[] kept)
    {
        var count = 0;
        foreach (var row in rows)
        {
            var before = _seen.Count;
            _seen.FindOrAddOne(column[row]);
            if (_seen.Count > before)
            {
                kept[count++] = row;
            }
        }

        return count;
    }

    private int Keep(SolutionBatch output, ReadOnlySpan<int> rows, int[] kept)
    {
        var count = 0;
        foreach (var row in rows)
        {
            for (var c = 0; c < _row.Length; c++)
            {
                _row[c] = output.Column(c)[row];
            }

            _seen.FindOrAdd(_row, out var isNew);
            if (isNew)
            {
                kept[count++] = row;
            }
        }

        return count;
    }
}
