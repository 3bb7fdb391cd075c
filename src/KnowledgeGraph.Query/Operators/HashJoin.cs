using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join (SPARQL 1.1 §18.5): builds a hash table of the right input over the keys and probes it with the left input, whose order it keeps.
/// Without keys it compares every pair.
/// </summary>
public sealed class HashJoin : Operator
{
    private readonly JoinShape _shape;
    private readonly JoinTable _table;
    private readonly SolutionBatch _probe;
    private readonly SolutionBatch _build;
    private readonly int[] _leftRows;
    private readonly int[] _rightRows;
    private KeyFilter? _filter;
    private bool _built;
    private int _position;
    private int _candidate = -1;

    /// <summary>A hash join.</summary>
    /// <param name="context">The run.</param>
    /// <param name="probe">The left input, streamed.</param>
    /// <param name="build">The right input, held in memory.</param>
    /// <param name="keys">Shared variables that are certainly bound in both inputs.</param>
    public HashJoin(ExecutionContext context, Operator probe, Operator build, ImmutableArray<Variable> keys)
        : this(context, probe, build, keys, null)
    {
    }

    /// <summary>A hash join that makes only some columns.</summary>
    /// <param name="context">The run.</param>
    /// <param name="probe">The left input, streamed.</param>
    /// <param name="build">The right input, held in memory.</param>
    /// <param name="keys">Shared variables that are certainly bound in both inputs.</param>
    /// <param name="kept">The columns asked for; null for all.</param>
    internal HashJoin(
        ExecutionContext context, Operator probe, Operator build, ImmutableArray<Variable> keys, ImmutableHashSet<Variable>? kept)
        : this(context, probe, build, new JoinShape(probe.Columns, build.Columns, keys, kept))
    {
    }

    private HashJoin(ExecutionContext context, Operator probe, Operator build, JoinShape shape)
        : base(context, shape.Columns, probe, build)
    {
        _shape = shape;
        _table = new JoinTable(context, build.Columns.Length, shape.RightKeys);
        _probe = NewBatch(probe);
        _build = NewBatch(build);
        _leftRows = context.NewRowNumbers();
        _rightRows = context.NewRowNumbers();
    }

    private HashJoin(HashJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _shape = origin._shape;
        _table = new JoinTable(copy.Context, inputs[1].Columns.Length, _shape.RightKeys);
        _probe = NewBatch(inputs[0]);
        _build = NewBatch(inputs[1]);
        _leftRows = copy.Context.NewRowNumbers();
        _rightRows = copy.Context.NewRowNumbers();
    }

    /// <inheritdoc/>
    public override string Name => _shape.Keys.IsEmpty ? "NestedLoopJoin" : nameof(HashJoin);

    /// <inheritdoc/>
    public override string Detail => string.Join(' ', _shape.Keys);

    /// <inheritdoc/>
    internal override bool Narrow(Variable variable, KeyFilter filter) =>
        Inputs[0].Slots.ContainsKey(variable) && Inputs[0].Narrow(variable, filter);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_built)
        {
            _table.Load(Inputs[1], _build);
            _filter = _table.Announce(Inputs[0], _shape.Keys);
            _built = true;
        }

        if (_table.Rows.Count == 0)
        {
            return false;
        }

        while (_position < _probe.SelectedCount || Advance())
        {
            // None, perhaps, if the filter left no row.
            var count = CollectPairs();
            if (count > 0)
            {
                _shape.Gather(output, _probe, _leftRows.AsSpan(0, count), _table.Rows, _rightRows.AsSpan(0, count));
                return true;
            }

            Context.ThrowIfStopped();
        }

        return false;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _table.Free();
        _filter = null;
        _built = false;
        _probe.Clear();
        _position = 0;
        _candidate = -1;
    }

    private protected override HashJoin Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private bool Advance()
    {
        _position = 0;
        _candidate = -1;
        if (!Inputs[0].Next(_probe))
        {
            return false;
        }

        _filter?.Narrow(_probe, _shape.LeftKeys[0]);
        return true;
    }

    // Fills the pair arrays, from the present probe row on. Turns are bounded, so that a fruitless nested loop can be stopped.
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
