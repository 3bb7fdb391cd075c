using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// All rows of the input in the order of the ids of one column, for a merge join with something that has this order already. A radix sort:
/// O(rows), stable. Keeps all rows.
/// </summary>
public sealed class IdSort : Operator
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    private readonly int _key;
    private readonly TermRows _rows;
    private readonly SolutionBatch _batch;

    // Ids and row numbers, sorted by id.
    private (ulong Id, int Row)[] _order = [];
    private bool _isRead;
    private int _position;
    private long _charged;

    /// <summary>A sort.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="key">The column; bound in each row.</param>
    public IdSort(ExecutionContext context, Operator input, Variable key)
        : base(context, input.Columns, input)
    {
        _key = input.Slots[key];
        _rows = new TermRows(input.Columns.Length, context.Budget);
        _batch = NewBatch(input);
        SortedBy = [key];
        Detail = key.ToString();
    }

    private IdSort(IdSort origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _key = origin._key;
        _rows = new TermRows(inputs[0].Columns.Length, copy.Context.Budget);
        _batch = NewBatch(inputs[0]);
        Detail = origin.Detail;
    }

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    public override void SkipTo(TermId atLeast)
    {
        // Gallops: the next key is mostly near.
        var (end, step) = (_rows.Count, 1);
        while (_position + step < end && _order[_position + step].Id < atLeast.Bits)
        {
            _position += step;
            step *= 2;
        }

        var (low, high) = (_position, Math.Min(_position + step, end));
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = _order[middle].Id < atLeast.Bits ? (middle + 1, high) : (low, middle);
        }

        _position = low;
    }

    /// <inheritdoc/>
    internal override bool Narrow(Variable variable, KeyFilter filter) => Inputs[0].Narrow(variable, filter);

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_isRead)
        {
            ReadAll();
            _isRead = true;
        }

        var order = _order.AsSpan(_position, Math.Min(output.CapacityRows, _rows.Count - _position));
        output.Count = order.Length;
        for (var slot = 0; slot < output.ColumnCount; slot++)
        {
            var (source, target) = (_rows.Column(slot), output.Column(slot));
            for (var i = 0; i < order.Length; i++)
            {
                target[i] = source[order[i].Row];
            }
        }

        _position += order.Length;
        return order.Length > 0;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _rows.Free();
        Context.Budget.Release(_charged);
        _charged = 0;
        _order = [];
        _isRead = false;
        _position = 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ResetState();
        base.Dispose(disposing);
    }

    private protected override IdSort Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private void ReadAll()
    {
        while (Inputs[0].Next(_batch))
        {
            _rows.Append(_batch);
        }

        // The order, and the sort's second array of the same size.
        var bytes = (long)_rows.Count * Unsafe.SizeOf<(ulong, int)>() * 2;
        Context.Budget.Charge(bytes);
        _charged = bytes;
        var order = new (ulong Id, int Row)[_rows.Count];
        var (least, greatest, isSorted) = (ulong.MaxValue, 0UL, true);
        var keys = _rows.Column(_key);
        for (var row = 0; row < order.Length; row++)
        {
            var id = keys[row].Bits;
            isSorted &= id >= greatest;
            (least, greatest) = (Math.Min(least, id), Math.Max(greatest, id));
            order[row] = (id, row);
        }

        _order = isSorted ? order : RadixSort(order, least, 64 - BitOperations.LeadingZeroCount(greatest - least));
    }

    private (ulong Id, int Row)[] RadixSort((ulong Id, int Row)[] order, ulong least, int bits)
    {
        var other = new (ulong Id, int Row)[order.Length];
        Span<int> places = stackalloc int[Digits];
        for (var shift = 0; shift < bits; shift += DigitBits)
        {
            Context.ThrowIfStopped();
            places.Clear();
            foreach (var (id, _) in order)
            {
                places[(int)(((id - least) >> shift) & (Digits - 1))]++;
            }

            var sum = 0;
            foreach (ref var place in places)
            {
                (place, sum) = (sum, sum + place);
            }

            foreach (ref readonly var entry in order.AsSpan())
            {
                other[places[(int)(((entry.Id - least) >> shift) & (Digits - 1))]++] = entry;
            }

            (order, other) = (other, order);
        }

        return order;
    }
}
