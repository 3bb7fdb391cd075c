using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// FILTER EXISTS (semi join) and FILTER NOT EXISTS (anti join) where the pattern may be evaluated on its own: keeps the left rows that
/// have, or have not, a compatible row on the right (SPARQL 1.1 §8.1).
/// </summary>
public sealed class HashSemiJoin : Operator
{
    private readonly JoinShape _shape;
    private readonly JoinTable _table;
    private readonly SolutionBatch _build;
    private readonly bool _keepMatched;
    private KeyFilter? _filter;
    private bool _built;

    /// <summary>A semi join or an anti join.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The rows to keep or drop.</param>
    /// <param name="right">The pattern's solutions.</param>
    /// <param name="keys">Shared variables that are certainly bound in both inputs.</param>
    /// <param name="keepMatched">True for EXISTS, false for NOT EXISTS.</param>
    public HashSemiJoin(ExecutionContext context, Operator left, Operator right, ImmutableArray<Variable> keys, bool keepMatched)
        : base(context, left.Columns, left, right)
    {
        _shape = new JoinShape(left.Columns, right.Columns, keys);
        _table = new JoinTable(context, right.Columns.Length, _shape.RightKeys);
        _build = NewBatch(right);
        _keepMatched = keepMatched;
        SortedBy = left.SortedBy;
    }

    private HashSemiJoin(HashSemiJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _shape = origin._shape;
        _table = new JoinTable(copy.Context, inputs[1].Columns.Length, _shape.RightKeys);
        _build = NewBatch(inputs[1]);
        _keepMatched = origin._keepMatched;
    }

    /// <inheritdoc/>
    public override string Name => _keepMatched ? "SemiJoin" : "AntiJoin";

    /// <inheritdoc/>
    public override string Detail => string.Join(' ', _shape.Keys);

    /// <inheritdoc/>
    internal override bool Narrow(Variable variable, KeyFilter filter) => Inputs[0].Narrow(variable, filter);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_built)
        {
            _table.Load(Inputs[1], _build);
            _filter = _keepMatched ? _table.Announce(Inputs[0], _shape.Keys) : null;
            _built = true;
        }

        if ((_keepMatched && _table.Rows.Count == 0) || !Inputs[0].Next(output))
        {
            return false;
        }

        _filter?.Narrow(output, _shape.LeftKeys[0]);
        var rows = output.Rows;
        var kept = output.SelectionBuffer;
        var count = 0;
        foreach (var row in rows)
        {
            if (HasMatch(output, row) == _keepMatched)
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
        _filter = null;
        _built = false;
    }

    private bool HasMatch(SolutionBatch left, int row)
    {
        var turns = 0;
        for (var candidate = _table.First(left, _shape.LeftKeys, row); candidate >= 0; candidate = _table.Next(candidate))
        {
            if ((++turns & 0xFFF) == 0)
            {
                Context.ThrowIfStopped();
            }

            if (_table.KeyEquals(left, _shape.LeftKeys, row, candidate) && _shape.AreCompatible(left, row, _table.Rows, candidate))
            {
                return true;
            }
        }

        return false;
    }

    private protected override HashSemiJoin Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);
}
