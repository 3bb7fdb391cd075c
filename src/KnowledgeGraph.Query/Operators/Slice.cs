using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Slice (SPARQL 1.1 §18.5): skips rows, then gives out at most so many.</summary>
public sealed class Slice : Operator
{
    private readonly long _offset;
    private readonly long _limit;
    private long _skipped;
    private long _given;

    /// <summary>A slice.</summary>
    /// <param name="context">The run.</param>
    /// <param name="input">The input.</param>
    /// <param name="offset">Rows skipped.</param>
    /// <param name="limit">Most rows given out, null for all.</param>
    public Slice(ExecutionContext context, Operator input, long offset, long? limit)
        : base(context, input.Columns, input)
    {
        _offset = offset;
        _limit = limit ?? long.MaxValue;
        SortedBy = input.SortedBy;
    }

    private Slice(Slice origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy.Context, inputs)
    {
        _offset = origin._offset;
        _limit = origin._limit;
    }

    /// <inheritdoc/>
    public override string Detail => string.Create(
        CultureInfo.InvariantCulture, $"offset {_offset} limit {(_limit == long.MaxValue ? "none" : _limit)}");

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (_given >= _limit || !Inputs[0].Next(output))
        {
            return false;
        }

        if (_skipped < _offset)
        {
            var skip = (int)Math.Min(_offset - _skipped, output.SelectedCount);
            output.Skip(skip);
            _skipped += skip;
        }

        output.Truncate((int)Math.Min(output.SelectedCount, _limit - _given));
        _given += output.SelectedCount;
        return true;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _skipped = 0;
        _given = 0;
    }

    private protected override Slice Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);
}
