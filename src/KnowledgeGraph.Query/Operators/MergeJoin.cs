using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join (SPARQL 1.1 §18.5) of two inputs that are both sorted by one shared, certainly bound variable. Other shared variables are checked
/// pair by pair. Each side skips ahead to the other's key. Keeps the order of the left input. The right rows of a key are paired where they
/// lie; only those that go on into the next batch are copied.
/// </summary>
public sealed class MergeJoin : Operator
{
    // So many rows are looked at one by one.
    private const int NearRows = 6;

    private readonly JoinShape _shape;
    private readonly TermRows _group;
    private readonly SolutionBatch _left;
    private readonly SolutionBatch _right;
    private readonly int[] _leftRows;
    private readonly int[] _rightRows;
    private readonly int _leftKey;
    private readonly int _rightKey;
    private int _leftPosition;

    // The first right row whose key is not below the left one; stays there until the left side is past its key.
    private int _rightPosition;

    // How many right rows the left row at hand has met already.
    private int _partner;

    // The key of the rows in _group; undefined if there are none.
    private TermId _groupKey;
    private bool _rightEnded;

    /// <summary>A merge join.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The left input, sorted by the key.</param>
    /// <param name="right">The right input, sorted by the key.</param>
    /// <param name="key">The variable.</param>
    public MergeJoin(ExecutionContext context, Operator left, Operator right, Variable key)
        : this(context, left, right, key, kept: null)
    {
    }

    /// <summary>A merge join that makes only some columns.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The left input, sorted by the key.</param>
    /// <param name="right">The right input, sorted by the key.</param>
    /// <param name="key">The variable.</param>
    /// <param name="kept">The columns asked for; null for all.</param>
    internal MergeJoin(ExecutionContext context, Operator left, Operator right, Variable key, ImmutableHashSet<Variable>? kept)
        : this(context, left, right, key, new JoinShape(left.Columns, right.Columns, [key], kept))
    {
    }

    private MergeJoin(ExecutionContext context, Operator left, Operator right, Variable key, JoinShape shape)
        : base(context, shape.Columns, left, right)
    {
        _shape = shape;
        _group = new TermRows(right.Columns.Length, context.Budget);
        _left = NewBatch(left);
        _right = NewBatch(right);
        _leftRows = context.NewRowNumbers();
        _rightRows = context.NewRowNumbers();
        _leftKey = left.Columns.IndexOf(key);
        _rightKey = right.Columns.IndexOf(key);
        SortedBy = [.. left.SortedBy.TakeWhile(Columns.Contains)];
        Detail = key.ToString();
    }

    private MergeJoin(MergeJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _shape = origin._shape;
        _group = new TermRows(inputs[1].Columns.Length, copy.Context.Budget);
        _left = NewBatch(inputs[0]);
        _right = NewBatch(inputs[1]);
        _leftRows = copy.Context.NewRowNumbers();
        _rightRows = copy.Context.NewRowNumbers();
        _leftKey = origin._leftKey;
        _rightKey = origin._rightKey;
        Detail = origin.Detail;
    }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    internal override bool Narrow(Variable variable, KeyFilter filter)
    {
        var any = false;
        foreach (var input in Inputs)
        {
            any |= input.Slots.ContainsKey(variable) && input.Narrow(variable, filter);
        }

        return any;
    }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        while (!output.IsFull)
        {
            if (_leftPosition >= _left.SelectedCount)
            {
                // Half a batch is enough: whoever wants a few rows only should not wait for more of them.
                if (output.Count * 2 >= output.CapacityRows || !FillLeft())
                {
                    break;
                }
            }
            else if (!_groupKey.IsUndefined && _groupKey == LeftKey())
            {
                PairWithGroup(output);
            }
            else
            {
                _groupKey = default;
                if (FillRight())
                {
                    PairWithBatch(output);
                }
                else
                {
                    _leftPosition = _left.SelectedCount;
                }
            }

            Context.ThrowIfStopped();
        }

        return output.Count > 0;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _group.Free();
        _groupKey = default;
        _left.Clear();
        _right.Clear();
        _leftPosition = 0;
        _rightPosition = 0;
        _partner = 0;
        _rightEnded = false;
    }

    private protected override MergeJoin Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private TermId LeftKey() => _left.Column(_leftKey)[_left.Rows[_leftPosition]];

    private bool FillLeft()
    {
        // Once the right side has ended, left rows can only match what is at hand; without that nothing is left to do.
        if (_rightEnded && _groupKey.IsUndefined && _rightPosition >= _right.SelectedCount)
        {
            return false;
        }

        _leftPosition = 0;
        return Inputs[0].Next(_left);
    }

    private bool FillRight()
    {
        if (_rightPosition < _right.SelectedCount)
        {
            return true;
        }

        if (_rightEnded || !Inputs[1].Next(_right))
        {
            _rightEnded = true;
            _right.Clear();
            _rightPosition = 0;
            return false;
        }

        _rightPosition = 0;
        return true;
    }

    // The left rows with the key of the rows in _group.
    private void PairWithGroup(SolutionBatch output)
    {
        var rows = _left.Rows;
        var keys = _left.Column(_leftKey);
        var room = output.CapacityRows - output.Count;
        var count = 0;
        while (_leftPosition < rows.Length && keys[rows[_leftPosition]] == _groupKey)
        {
            var row = rows[_leftPosition];
            for (; _partner < _group.Count; _partner++)
            {
                if (count == room)
                {
                    _shape.Gather(output, _left, _leftRows.AsSpan(0, count), _group, _rightRows.AsSpan(0, count));
                    return;
                }

                if (_shape.AreCompatible(_left, row, _group, _partner))
                {
                    _leftRows[count] = row;
                    _rightRows[count++] = _partner;
                }
            }

            _partner = 0;
            _leftPosition++;
        }

        _shape.Gather(output, _left, _leftRows.AsSpan(0, count), _group, _rightRows.AsSpan(0, count));
    }

    // Merges what is left of both batches, as far as there is room and no key goes on beyond the right one.
    private void PairWithBatch(SolutionBatch output)
    {
        var leftRows = _left.Rows;
        var rightRows = _right.Rows;
        var (leftKeys, rightKeys) = (_left.Column(_leftKey), _right.Column(_rightKey));
        var room = output.CapacityRows - output.Count;
        var count = 0;
        while (_leftPosition < leftRows.Length && _rightPosition < rightRows.Length && count < room)
        {
            var key = leftKeys[leftRows[_leftPosition]];
            var other = rightKeys[rightRows[_rightPosition]];
            if (other < key)
            {
                _rightPosition = Skip(Inputs[1], rightRows, rightKeys, _rightPosition, key);
            }
            else if (key < other)
            {
                _leftPosition = Skip(Inputs[0], leftRows, leftKeys, _leftPosition, other);
            }
            else if (rightKeys[rightRows[^1]] == key)
            {
                // Perhaps not all of them; what is paired so far must not move.
                if (count > 0)
                {
                    break;
                }

                CopyGroup(key);
                return;
            }
            else
            {
                count = PairRow(key, rightRows, rightKeys, count, room);
            }
        }

        _shape.Gather(output, _left, _leftRows.AsSpan(0, count), _right, _rightRows.AsSpan(0, count));
    }

    // The left row at hand with the right rows of its key, all of which are in the batch.
    private int PairRow(TermId key, ReadOnlySpan<int> rightRows, TermId[] rightKeys, int count, int room)
    {
        var row = _left.Rows[_leftPosition];
        var isChecked = _shape.LeftChecks.Length > 0;
        for (var position = _rightPosition + _partner; rightKeys[rightRows[position]] == key; position++)
        {
            if (count == room)
            {
                _partner = position - _rightPosition;
                return count;
            }

            if (!isChecked || _shape.AreCompatible(_left, row, _right, rightRows[position]))
            {
                _leftRows[count] = row;
                _rightRows[count++] = rightRows[position];
            }
        }

        _partner = 0;
        _leftPosition++;
        return count;
    }

    private void CopyGroup(TermId key)
    {
        _group.Clear();
        _groupKey = key;
        do
        {
            var rows = _right.Rows;
            var keys = _right.Column(_rightKey);
            for (; _rightPosition < rows.Length && keys[rows[_rightPosition]] == key; _rightPosition++)
            {
                _group.Append(_right, rows[_rightPosition]);
            }
        }
        while (_rightPosition >= _right.SelectedCount && FillRight() && _right.Column(_rightKey)[_right.Rows[0]] == key);
    }

    // The first row from a position on that is not below a key, whose row at that position is below it.
    private static int Skip(Operator input, ReadOnlySpan<int> rows, TermId[] keys, int position, TermId key)
    {
        if (keys[rows[^1]] < key)
        {
            input.SkipTo(key);
            return rows.Length;
        }

        // The next key is mostly near; else it is galloped to.
        for (var near = Math.Min(position + NearRows, rows.Length); position < near; position++)
        {
            if (keys[rows[position]] >= key)
            {
                return position;
            }
        }

        var step = 1;
        while (position + step < rows.Length && keys[rows[position + step]] < key)
        {
            position += step;
            step *= 2;
        }

        var end = Math.Min(position + step, rows.Length - 1);
        while (position < end)
        {
            var middle = (position + end) >> 1;
            (position, end) = keys[rows[middle]] < key ? (middle + 1, end) : (position, middle);
        }

        return position;
    }
}
