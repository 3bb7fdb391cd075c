using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// ORDER BY with LIMIT: the first rows of the order, with memory for these only. Gives the same rows as <see cref="Sort"/> followed by
/// a slice.
/// </summary>
public sealed class TopK : Operator
{
    private readonly ImmutableArray<SortCondition> _conditions;
    private readonly SortKeys _keys;
    private readonly int _limit;
    private readonly SolutionBatch _batch;
    private readonly List<TermId[]> _rows = [];

    // When each row came, so that rows of equal keys keep their order; and a heap of row numbers, the last row of the order on top.
    private readonly List<long> _arrivals = [];
    private readonly List<int> _heap = [];
    private long _arrived;
    private int _spare = -1;
    private bool _done;
    private int _position;
    private long _charged;

    /// <summary>The first rows of an order.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="conditions">The conditions, most significant first.</param>
    /// <param name="limit">How many rows are wanted at most, rows to be skipped by an offset included.</param>
    public TopK(ExecutionContext context, Operator input, ImmutableArray<SortCondition> conditions, int limit)
        : base(context, input.Columns, input)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        _conditions = conditions;
        _keys = new SortKeys(context, conditions, input.Slots);
        _limit = limit;
        _batch = NewBatch(input);
        Detail = string.Create(CultureInfo.InvariantCulture, $"{limit} by {string.Join(", ", conditions.Select(c => c.Detail))}");
    }

    private TopK(TopK origin, PlanCopy copy, ImmutableArray<Operator> inputs, ImmutableArray<SortCondition> conditions)
        : base(origin, copy.Context, inputs)
    {
        _conditions = conditions;
        _keys = new SortKeys(copy.Context, conditions, inputs[0].Slots);
        _limit = origin._limit;
        _batch = NewBatch(inputs[0]);
        Detail = origin.Detail;
    }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_done)
        {
            ReadAll();
            _done = true;
        }

        var count = Math.Min(output.CapacityRows, _heap.Count - _position);
        if (count == 0)
        {
            return false;
        }

        output.Count = count;
        for (var slot = 0; slot < output.ColumnCount; slot++)
        {
            var target = output.Column(slot);
            for (var i = 0; i < count; i++)
            {
                target[i] = _rows[_heap[_position + i]][slot];
            }
        }

        _position += count;
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _keys.Free();
        Context.Budget.Release(_charged);
        _charged = 0;
        _rows.Clear();
        _arrivals.Clear();
        _heap.Clear();
        _arrived = 0;
        _spare = -1;
        _done = false;
        _position = 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ResetState();
        base.Dispose(disposing);
    }

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        SortCondition.Copied(_conditions, copy) is { IsDefault: false } conditions ? new TopK(this, copy, inputs, conditions) : null;

    private void ReadAll()
    {
        if (_limit == 0)
        {
            return;
        }

        while (Inputs[0].Next(_batch))
        {
            _keys.Evaluate(_batch);
            var rows = _batch.Rows;
            for (var i = 0; i < rows.Length; i++)
            {
                // Most rows come after the last one that is kept, and are not even copied; of equal rows the first to come stays.
                if (_heap.Count < _limit || !_keys.IsBeyond(i, _heap[0]))
                {
                    Offer(i, rows[i]);
                }
            }
        }

        _heap.Sort(Compare);
    }

    // The newcomer is decoded into a spare row number, which it gives up again or takes from the row that it drives out.
    private void Offer(int position, int row)
    {
        var number = _spare >= 0 ? _spare : AddRow();
        _keys.Store(position, number);
        _arrivals[number] = _arrived++;
        if (_heap.Count < _limit)
        {
            CopyRow(row, number);
            _heap.Add(number);
            SiftUp(_heap.Count - 1);
            return;
        }

        _spare = number;
        if (Compare(number, _heap[0]) < 0)
        {
            CopyRow(row, number);
            (_heap[0], _spare) = (number, _heap[0]);
            SiftDown();
        }
    }

    private int AddRow()
    {
        var bytes = (long)(_batch.ColumnCount + 8) * sizeof(ulong);
        Context.Budget.Charge(bytes);
        _charged += bytes;
        _rows.Add(new TermId[_batch.ColumnCount]);
        _arrivals.Add(0);
        return _rows.Count - 1;
    }

    private void CopyRow(int row, int number)
    {
        for (var c = 0; c < _rows[number].Length; c++)
        {
            _rows[number][c] = _batch.Column(c)[row];
        }
    }

    private int Compare(int left, int right)
    {
        var order = _keys.Compare(left, right);
        return order != 0 ? order : _arrivals[left].CompareTo(_arrivals[right]);
    }

    private void SiftUp(int child)
    {
        while (child > 0)
        {
            var parent = (child - 1) / 2;
            if (Compare(_heap[parent], _heap[child]) >= 0)
            {
                return;
            }

            (_heap[parent], _heap[child]) = (_heap[child], _heap[parent]);
            child = parent;
        }
    }

    private void SiftDown()
    {
        var parent = 0;
        while ((parent * 2) + 1 is var child && child < _heap.Count)
        {
            if (child + 1 < _heap.Count && Compare(_heap[child + 1], _heap[child]) > 0)
            {
                child++;
            }

            if (Compare(_heap[parent], _heap[child]) >= 0)
            {
                return;
            }

            (_heap[parent], _heap[child]) = (_heap[child], _heap[parent]);
            parent = child;
        }
    }
}
