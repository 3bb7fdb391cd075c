using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join or LeftJoin (SPARQL 1.1 §18.5) that looks the partners of each left row up: in an index, along a path, or by running a plan.
/// Left rows are taken in groups, so that output batches are full; a row with the same probe values as the one before shares its partners.
/// Keeps the order of the left input unless it is an outer join with a condition.
/// </summary>
public abstract class ProbingJoin : Operator
{
    // The first groups are small, then they grow: who needs one row only (ASK, LIMIT) does not wait for the partners of a thousand.
    private const int FirstPairs = 64;
    private const int GroupGrowth = 4;

    private readonly JoinShape _shape;
    private readonly TermRows _partners;
    private readonly CompiledExpression? _condition;
    private readonly SolutionBatch _left;
    private readonly int[] _probeSlots;
    private readonly List<int> _pairLeft = [];
    private readonly List<int> _pairRight = [];
    private readonly bool _isOuter;

    // Of left rows, for a join with a condition.
    private readonly bool[] _matched;
    private int _position;
    private int _groupStart;
    private int _pair;
    private int _unmatched;
    private int _enough;
    private bool _emitting;
    private int _lastRow = -1;
    private int _lastStart;
    private int _lastEnd;

    /// <summary>A probing join.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The left input.</param>
    /// <param name="partnerColumns">The columns of a partner.</param>
    /// <param name="probeVariables">The left columns whose values decide the partners.</param>
    /// <param name="isOuter">True for LeftJoin.</param>
    /// <param name="condition">Compiles the condition of a LeftJoin over the columns of the join; null for none.</param>
    /// <param name="inputs">The left input and whatever else is an input.</param>
    protected ProbingJoin(
        ExecutionContext context, Operator left, ImmutableArray<Variable> partnerColumns, IEnumerable<Variable> probeVariables,
        bool isOuter, Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition, params ImmutableArray<Operator> inputs)
        : this(context, left, partnerColumns, probeVariables, isOuter, condition, new JoinShape(left.Columns, partnerColumns, []), inputs)
    {
    }

    private protected ProbingJoin(
        ExecutionContext context, Operator left, ImmutableArray<Variable> partnerColumns, IEnumerable<Variable> probeVariables,
        bool isOuter, Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition, JoinShape shape,
        params ImmutableArray<Operator> inputs)
        : base(context, shape.Columns, inputs)
    {
        _shape = shape;
        _partners = new TermRows(partnerColumns.Length, context.Budget);
        _condition = condition?.Invoke(Slots);
        _left = NewBatch(left);
        _probeSlots = [.. probeVariables.Select(variable => left.Columns.IndexOf(variable))];
        _isOuter = isOuter;
        _matched = condition is null ? [] : new bool[context.BatchRows];
        SortedBy = isOuter && condition is not null ? [] : [.. left.SortedBy.TakeWhile(Slots.ContainsKey)];
    }

    private protected ProbingJoin(ProbingJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _shape = origin._shape;
        _partners = new TermRows(origin._partners.ColumnCount, copy.Context.Budget);
        Condition = origin.Condition;
        _condition = Condition is null ? null : copy.Compile(Condition, Slots);
        _left = NewBatch(inputs[0]);
        _probeSlots = origin._probeSlots;
        _isOuter = origin._isOuter;
        _matched = Condition is null ? [] : new bool[copy.Context.BatchRows];
    }

    /// <summary>The condition as an expression, if that is all there is to know of it.</summary>
    internal Expression? Condition { get; init; }

    /// <summary>True if another run can have a condition like this one.</summary>
    private protected bool IsCopyable => _condition is null || Condition is not null;

    /// <inheritdoc/>
    public override void SkipTo(TermId atLeast)
    {
        if (!SortedBy.IsEmpty)
        {
            Inputs[0].SkipTo(atLeast);
        }
    }

    /// <inheritdoc/>
    internal override bool Narrow(Variable variable, KeyFilter filter) =>
        Inputs[0].Slots.ContainsKey(variable) && Inputs[0].Narrow(variable, filter);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        while (true)
        {
            Context.ThrowIfStopped();
            if (_emitting)
            {
                if (EmitPairs(output) || EmitUnmatched(output))
                {
                    return true;
                }

                _emitting = false;
            }

            if (_position >= _left.SelectedCount)
            {
                _position = 0;
                if (!Inputs[0].Next(_left))
                {
                    return false;
                }

                BeginBatch(_left);
            }

            CollectGroup();
        }
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _partners.Free();
        _left.Clear();
        _pairLeft.Clear();
        _pairRight.Clear();
        _position = 0;
        _emitting = false;
        _enough = 0;
        _lastRow = -1;
    }

    /// <summary>Told of a new left batch before its rows are probed.</summary>
    /// <param name="left">The batch.</param>
    private protected virtual void BeginBatch(SolutionBatch left)
    {
    }

    /// <summary>Appends the partners of a left row. They need not be compatible on columns that the row binds.</summary>
    /// <param name="left">The left batch.</param>
    /// <param name="row">The row.</param>
    /// <param name="partners">Where the partners go.</param>
    private protected abstract void Probe(SolutionBatch left, int row, TermRows partners);

    private void CollectGroup()
    {
        _partners.Clear();
        _pairLeft.Clear();
        _pairRight.Clear();
        _lastRow = -1;
        _groupStart = _position;
        var rows = _left.Rows;
        var enough = _enough = Math.Min(Context.BatchRows, _enough == 0 ? FirstPairs : _enough * GroupGrowth);
        while (_position < rows.Length && (_pairLeft.Count < enough || _position == _groupStart))
        {
            var row = rows[_position++];
            if (_lastRow < 0 || !SameProbe(_lastRow, row))
            {
                _lastStart = _partners.Count;
                Probe(_left, row, _partners);
                _lastEnd = _partners.Count;
            }

            _lastRow = row;
            var any = false;
            for (var partner = _lastStart; partner < _lastEnd; partner++)
            {
                if (_shape.AreCompatible(_left, row, _partners, partner))
                {
                    _pairLeft.Add(row);
                    _pairRight.Add(partner);
                    any = true;
                }
            }

            // Without a condition a row without partner is known to be alone right here, and the order of the left input is kept.
            if (_isOuter && !any && _condition is null)
            {
                _pairLeft.Add(row);
                _pairRight.Add(-1);
            }
            else if (_condition is not null)
            {
                _matched[row] = false;
            }
        }

        _pair = 0;
        _unmatched = _isOuter && _condition is not null ? _groupStart : _position;
        _emitting = true;
    }

    private bool SameProbe(int a, int b)
    {
        foreach (var slot in _probeSlots)
        {
            var column = _left.Column(slot);
            if (column[a] != column[b])
            {
                return false;
            }
        }

        return true;
    }

    private bool EmitPairs(SolutionBatch output)
    {
        while (_pair < _pairLeft.Count)
        {
            var count = Math.Min(output.CapacityRows, _pairLeft.Count - _pair);
            var leftRows = CollectionsMarshal.AsSpan(_pairLeft).Slice(_pair, count);
            _shape.Gather(output, _left, leftRows, _partners, CollectionsMarshal.AsSpan(_pairRight).Slice(_pair, count));
            _pair += count;
            if (_condition is null)
            {
                return true;
            }

            _condition.Filter(output, Context);
            foreach (var row in output.Rows)
            {
                _matched[leftRows[row]] = true;
            }

            if (output.SelectedCount > 0)
            {
                return true;
            }

            output.Clear();
            Context.ThrowIfStopped();
        }

        return false;
    }

    private bool EmitUnmatched(SolutionBatch output)
    {
        _pairLeft.Clear();
        _pairRight.Clear();
        _pair = 0;
        var rows = _left.Rows;
        for (; _unmatched < _position && _pairLeft.Count < output.CapacityRows; _unmatched++)
        {
            if (!_matched[rows[_unmatched]])
            {
                _pairLeft.Add(rows[_unmatched]);
                _pairRight.Add(-1);
            }
        }

        if (_pairLeft.Count == 0)
        {
            return false;
        }

        _shape.Gather(output, _left, CollectionsMarshal.AsSpan(_pairLeft), _partners, CollectionsMarshal.AsSpan(_pairRight));
        _pairLeft.Clear();
        _pairRight.Clear();
        return true;
    }
}
