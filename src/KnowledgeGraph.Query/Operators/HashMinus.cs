using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Minus (SPARQL 1.1 §18.5): drops the left rows that are compatible with a right row and share a bound variable with it. The domains are
/// those of the two solutions, row by row: a variable unbound in either does not count.
/// </summary>
public sealed class HashMinus : Operator
{
    private readonly JoinShape _shape;
    private readonly JoinTable _table;
    private readonly SolutionBatch _build;
    private bool _built;

    /// <summary>A minus.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The rows to keep or drop.</param>
    /// <param name="right">The rows to take away.</param>
    /// <param name="keys">Shared variables that are certainly bound in both inputs.</param>
    public HashMinus(ExecutionContext context, Operator left, Operator right, ImmutableArray<Variable> keys)
        : base(context, left.Columns, left, right)
    {
        _shape = new JoinShape(left.Columns, right.Columns, keys);
        _table = new JoinTable(context, right.Columns.Length, _shape.RightKeys);
        _build = NewBatch(right);
        SortedBy = left.SortedBy;
    }

    private HashMinus(HashMinus origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _shape = origin._shape;
        _table = new JoinTable(copy.Context, inputs[1].Columns.Length, _shape.RightKeys);
        _build = NewBatch(inputs[1]);
    }

    /// <inheritdoc/>
    public override string Name => "Minus";

    /// <inheritdoc/>
    public override string Detail => string.Join(' ', _shape.Keys);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_built)
        {
            _table.Load(Inputs[1], _build);
            _built = true;
        }

        if (!Inputs[0].Next(output))
        {
            return false;
        }

        var rows = output.Rows;
        var kept = output.SelectionBuffer;
        var count = 0;
        foreach (var row in rows)
        {
            if (!IsTaken(output, row))
            {
                kept[count++] = row;
            }
        }

        output.Select(count);
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _table.Free();
        _built = false;
    }

    private protected override HashMinus Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private bool IsTaken(SolutionBatch left, int row)
    {
        var turns = 0;
        for (var candidate = _table.First(left, _shape.LeftKeys, row); candidate >= 0; candidate = _table.Next(candidate))
        {
            if ((++turns & 0xFFF) == 0)
            {
                Context.ThrowIfStopped();
            }

            if (_table.KeyEquals(left, _shape.LeftKeys, row, candidate)
                && _shape.AreCompatible(left, row, _table.Rows, candidate)
                && _shape.ShareBinding(left, row, _table.Rows, candidate))
            {
                return true;
            }
        }

        return false;
    }
}
