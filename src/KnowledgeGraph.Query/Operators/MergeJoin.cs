using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join (SPARQL 1.1 §18.5) of two inputs that are both sorted by one shared, certainly bound variable. Other shared variables are checked
/// pair by pair. Each side skips ahead to the other's key. Keeps the order of the left input.
/// </summary>
public sealed class MergeJoin : Operator
{
    private readonly JoinShape _shape;

    // The groups of right rows that the pairs of a batch refer to, one behind the other; the last is that of the present key.
    private readonly TermRows _group;
    private readonly SolutionBatch _left;
    private readonly SolutionBatch _right;
    private readonly int[] _leftRows;
    private readonly int[] _rightRows;
    private readonly int _leftKey;
    private readonly int _rightKey;
    private int _leftPosition;
    private int _rightPosition;
    private int _groupStart;
    private int _groupPosition;
    private TermId _groupKey;
    private bool _rightEnded;

    /// <summary>A merge join.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The left input, sorted by the key.</param>
    /// <param name="right">The right input, sorted by the key.</param>
    /// <param name="key">The variable.</param>
    public MergeJoin(ExecutionContext context, Operator left, Operator right, Variable key)
        : this(context, left, right, key, new JoinShape(left.Columns, right.Columns, [key]))
    {
    }

    private MergeJoin(ExecutionContext context, Operator left, Operator right, Variable key, JoinShape shape)
        : base(context, shape.Columns, left, right)
    {
        _shape = shape;
        _group = new TermRows(right.Columns.Length, context.Budget);
        _left = NewBatch(left);
        _right = NewBatch(right);
        _leftRows = new int[context.BatchRows];
        _rightRows = new int[context.BatchRows];
        _leftKey = left.Columns.IndexOf(key);
        _rightKey = right.Columns.IndexOf(key);
        SortedBy = left.SortedBy;
    }

    /// <inheritdoc/>
    public override string Detail => string.Join(' ', _shape.Keys);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        while (true)
        {
            if (_leftPosition >= _left.SelectedCount)
            {
                if (!FillLeft())
                {
                    return false;
                }
            }

            var count = CollectPairs();
            if (count > 0)
            {
                _shape.Gather(output, _left, _leftRows.AsSpan(0, count), _group, _rightRows.AsSpan(0, count));
                return true;
            }
        }
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
        _groupStart = 0;
        _groupPosition = 0;
        _rightEnded = false;
    }

    private bool FillLeft()
    {
        // Once the right side has ended, left rows can only match the group at hand; without one nothing is left to do.
        if (_rightEnded && _groupKey.IsUndefined)
        {
            return false;
        }

        _leftPosition = 0;
        return Inputs[0].Next(_left);
    }

    // Pairs of as many left rows as fill a batch: one key with one row on either side must not make a batch of its own.
    private int CollectPairs()
    {
        if (_groupStart > 0)
        {
            _group.DropFirst(_groupStart);
            _groupPosition -= _groupStart;
            _groupStart = 0;
        }

        var rows = _left.Rows;
        var keys = _left.Column(_leftKey);
        var count = 0;
        while (_leftPosition < rows.Length)
        {
            var row = rows[_leftPosition];
            var key = keys[row];
            if (key != _groupKey && !MoveGroupTo(key, keep: count > 0))
            {
                SkipLeft(rows, keys);
                continue;
            }

            for (; _groupPosition < _group.Count; _groupPosition++)
            {
                if (count == _leftRows.Length)
                {
                    return count;
                }

                if (_shape.AreCompatible(_left, row, _group, _groupPosition))
                {
                    _leftRows[count] = row;
                    _rightRows[count++] = _groupPosition;
                }
            }

            _groupPosition = _groupStart;
            _leftPosition++;
        }

        return count;
    }

    // Collects the right rows with a key. False if there are none; the right side then stands at the first larger key.
    private bool MoveGroupTo(TermId key, bool keep)
    {
        if (!keep)
        {
            _group.Clear();
        }

        _groupStart = _group.Count;
        _groupPosition = _groupStart;
        _groupKey = key;
        while (RightKey() is { } right && right < key)
        {
            SkipRight(key);
        }

        while (RightKey() is { } right && right == key)
        {
            _group.Append(_right, _right.Rows[_rightPosition++]);
        }

        if (_group.Count == _groupStart)
        {
            // Not the group of this key: an empty group must not pass for it after the left side moved on.
            _groupKey = default;
            return false;
        }

        return true;
    }

    private TermId? RightKey()
    {
        if (_rightPosition >= _right.SelectedCount)
        {
            if (_rightEnded || !Inputs[1].Next(_right))
            {
                _rightEnded = true;
                _right.Clear();
                return null;
            }

            _rightPosition = 0;
        }

        return _right.Column(_rightKey)[_right.Rows[_rightPosition]];
    }

    private void SkipRight(TermId key)
    {
        var rows = _right.Rows;
        var keys = _right.Column(_rightKey);
        if (keys[rows[^1]] < key)
        {
            _rightPosition = rows.Length;
            Inputs[1].SkipTo(key);
            return;
        }

        while (keys[rows[_rightPosition]] < key)
        {
            _rightPosition++;
        }
    }

    // Moves the left side to the right side's key, or to its end if the right side has none left.
    private void SkipLeft(ReadOnlySpan<int> rows, TermId[] keys)
    {
        if (RightKey() is not { } right)
        {
            _leftPosition = rows.Length;
            return;
        }

        if (keys[rows[^1]] < right)
        {
            _leftPosition = rows.Length;
            Inputs[0].SkipTo(right);
            return;
        }

        while (keys[rows[_leftPosition]] < right)
        {
            _leftPosition++;
        }
    }
}
