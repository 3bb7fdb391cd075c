using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// OrderBy (SPARQL 1.1 §15.1): keeps all rows, decodes the keys of each once, sorts row numbers. Rows that no condition tells apart keep
/// the order of the input.
/// </summary>
public sealed class Sort : Operator
{
    private readonly ImmutableArray<SortCondition> _conditions;
    private readonly SortKeys _keys;
    private readonly TermRows _rows;
    private readonly SolutionBatch _batch;
    private int[] _order = [];
    private bool _sorted;
    private int _position;
    private long _charged;

    /// <summary>A sort.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="conditions">The conditions, most significant first.</param>
    public Sort(ExecutionContext context, Operator input, ImmutableArray<SortCondition> conditions)
        : base(context, input.Columns, input)
    {
        _conditions = conditions;
        _keys = new SortKeys(context, conditions, input.Slots);
        _rows = new TermRows(input.Columns.Length, context.Budget);
        _batch = NewBatch(input);
        Detail = string.Join(", ", conditions.Select(c => c.Detail));
    }

    private Sort(Sort origin, PlanCopy copy, ImmutableArray<Operator> inputs, ImmutableArray<SortCondition> conditions)
        : base(origin, copy.Context, inputs)
    {
        _conditions = conditions;
        _keys = new SortKeys(copy.Context, conditions, inputs[0].Slots);
        _rows = new TermRows(inputs[0].Columns.Length, copy.Context.Budget);
        _batch = NewBatch(inputs[0]);
        Detail = origin.Detail;
    }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_sorted)
        {
            ReadAll();
            _sorted = true;
        }

        var count = Math.Min(output.CapacityRows, _order.Length - _position);
        if (count == 0)
        {
            return false;
        }

        output.Count = count;
        for (var slot = 0; slot < output.ColumnCount; slot++)
        {
            var (source, target) = (_rows.Column(slot), output.Column(slot));
            for (var i = 0; i < count; i++)
            {
                target[i] = source[_order[_position + i]];
            }
        }

        _position += count;
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _keys.Free();
        _rows.Free();
        Context.Budget.Release(_charged);
        _charged = 0;
        _order = [];
        _sorted = false;
        _position = 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ResetState();
        base.Dispose(disposing);
    }

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        SortCondition.Copied(_conditions, copy) is { IsDefault: false } conditions ? new Sort(this, copy, inputs, conditions) : null;

    private void ReadAll()
    {
        while (Inputs[0].Next(_batch))
        {
            _keys.Evaluate(_batch);
            var first = _rows.Count;
            _rows.Append(_batch);
            for (var i = first; i < _rows.Count; i++)
            {
                _keys.Store(i - first, i);
            }
        }

        // The order, and the merge's second array of the same size.
        var bytes = (long)_rows.Count * sizeof(int) * 2;
        Context.Budget.Charge(bytes);
        _charged += bytes;
        _order = new int[_rows.Count];
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        MergeSort(_order, new int[_order.Length]);
    }

    // Stable, and asks for cancellation between runs, which Array.Sort does neither.
    private void MergeSort(int[] order, int[] other)
    {
        var turns = 0;
        for (long width = 1; width < order.Length; width *= 2)
        {
            for (long start = 0; start < order.Length; start += 2 * width)
            {
                var middle = (int)Math.Min(start + width, order.Length);
                var end = (int)Math.Min(start + (2 * width), order.Length);
                Merge(order, other, (int)start, middle, end);
                turns += end - (int)start;
                if (turns > 4096)
                {
                    Context.ThrowIfStopped();
                    turns = 0;
                }
            }

            Array.Copy(other, order, order.Length);
        }
    }

    private void Merge(int[] source, int[] target, int start, int middle, int end)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            var takeLeft = right >= end || (left < middle && _keys.Compare(source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }
}
