using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// LeftJoin (SPARQL 1.1 §18.5) by a hash table of the right input: left rows with no partner that satisfies the condition stay, alone.
/// </summary>
public sealed class HashLeftJoin : Operator
{
    private readonly JoinShape _shape;
    private readonly JoinTable _table;
    private readonly CompiledExpression? _condition;
    private readonly SolutionBatch _probe;
    private readonly SolutionBatch _build;
    private readonly int[] _leftRows;
    private readonly int[] _rightRows;
    private bool[] _matched = [];
    private bool _built;
    private int _position;
    private int _candidate = -1;
    private int _unmatched = -1;

    /// <summary>A left join.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The left input, streamed.</param>
    /// <param name="right">The optional part, held in memory.</param>
    /// <param name="keys">Shared variables that are certainly bound in both inputs.</param>
    /// <param name="condition">Compiles the condition over the columns of the join; null for none.</param>
    public HashLeftJoin(
        ExecutionContext context, Operator left, Operator right, ImmutableArray<Variable> keys,
        Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition)
        : this(context, left, right, new JoinShape(left.Columns, right.Columns, keys), condition)
    {
    }

    private HashLeftJoin(
        ExecutionContext context, Operator left, Operator right, JoinShape shape,
        Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition)
        : base(context, shape.Columns, left, right)
    {
        _shape = shape;
        _table = new JoinTable(context, right.Columns.Length, shape.RightKeys);
        _condition = condition?.Invoke(Slots);
        _probe = NewBatch(left);
        _build = NewBatch(right);
        _leftRows = context.NewRowNumbers();
        _rightRows = context.NewRowNumbers();
    }

    private HashLeftJoin(HashLeftJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _shape = origin._shape;
        _table = new JoinTable(copy.Context, inputs[1].Columns.Length, _shape.RightKeys);
        Condition = origin.Condition;
        _condition = Condition is null ? null : copy.Compile(Condition, Slots);
        _probe = NewBatch(inputs[0]);
        _build = NewBatch(inputs[1]);
        _leftRows = copy.Context.NewRowNumbers();
        _rightRows = copy.Context.NewRowNumbers();
    }

    /// <summary>The condition as an expression, if that is all there is to know of it.</summary>
    internal Expression? Condition { get; init; }

    /// <inheritdoc/>
    public override string Name => _shape.Keys.IsEmpty ? "NestedLoopLeftJoin" : nameof(HashLeftJoin);

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

        while (true)
        {
            Context.ThrowIfStopped();
            if (_unmatched >= 0 && EmitUnmatched(output))
            {
                return true;
            }

            if (_unmatched < 0 && _position < _probe.SelectedCount)
            {
                if (EmitMatched(output))
                {
                    return true;
                }

                continue;
            }

            if (!Inputs[0].Next(_probe))
            {
                return false;
            }

            _position = 0;
            _candidate = -1;
            _unmatched = -1;
            _matched = _matched.Length >= _probe.Count ? _matched : new bool[_probe.CapacityRows];
            Array.Clear(_matched);
        }
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _table.Free();
        _built = false;
        _probe.Clear();
        _position = 0;
        _candidate = -1;
        _unmatched = -1;
    }

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        _condition is null || Condition is not null ? new HashLeftJoin(this, copy, inputs) : null;

    private bool EmitMatched(SolutionBatch output)
    {
        var count = CollectPairs();
        if (_position >= _probe.SelectedCount)
        {
            _unmatched = 0;
        }

        if (count == 0)
        {
            return false;
        }

        _shape.Gather(output, _probe, _leftRows.AsSpan(0, count), _table.Rows, _rightRows.AsSpan(0, count));
        _condition?.Filter(output, Context);
        foreach (var row in output.Rows)
        {
            _matched[_leftRows[row]] = true;
        }

        var any = output.SelectedCount > 0;
        if (!any)
        {
            output.Clear();
        }

        return any;
    }

    private bool EmitUnmatched(SolutionBatch output)
    {
        var rows = _probe.Rows;
        var count = 0;
        for (; _unmatched < rows.Length && count < Context.BatchRows; _unmatched++)
        {
            if (!_matched[rows[_unmatched]])
            {
                _leftRows[count] = rows[_unmatched];
                _rightRows[count++] = -1;
            }
        }

        if (count == 0)
        {
            _unmatched = -1;
            _position = _probe.SelectedCount;
            return false;
        }

        _shape.Gather(output, _probe, _leftRows.AsSpan(0, count), _table.Rows, _rightRows.AsSpan(0, count));
        return true;
    }

    private int CollectPairs()
    {
        var rows = _probe.Rows;
        var count = 0;
        var turns = 0;
        while (_position < rows.Length)
        {
            var row = rows[_position];
            var candidate = _candidate >= 0 ? _candidate : _table.First(_probe, _shape.LeftKeys, row);
            for (; candidate >= 0; candidate = _table.Next(candidate))
            {
                if (count == Context.BatchRows || ++turns > 1 << 16)
                {
                    _candidate = candidate;
                    return count;
                }

                if (_table.KeyEquals(_probe, _shape.LeftKeys, row, candidate)
                    && _shape.AreCompatible(_probe, row, _table.Rows, candidate))
                {
                    _leftRows[count] = row;
                    _rightRows[count++] = candidate;
                }
            }

            _candidate = -1;
            _position++;
        }

        return count;
    }
}
