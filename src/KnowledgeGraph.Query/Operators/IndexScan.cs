using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Matches one triple pattern by reading an index, sorted by the free columns of its order. For a pattern inside a triple term it reads
/// the index of triple terms instead (TripleTermScan).
/// </summary>
public sealed class IndexScan : Operator
{
    // The first batch is small, then they grow: who needs one row only (ASK, LIMIT) does not wait for a thousand.
    private const int FirstRows = 64;
    private const int LimitGrowth = 4;

    private readonly ScanPattern _pattern;
    private readonly PatternCursor _cursor;
    private readonly IndexOrder _order;
    private readonly int[] _positions;
    private readonly IdRange? _range;
    private ImmutableArray<(int Slot, KeyFilter Filter)> _filters = [];
    private bool _open;
    private int _limit;

    // With a range, rows are read whose first free column is in it or of another tag.
    internal IndexScan(
        ExecutionContext context, ScanPattern pattern, IndexOrder order, ImmutableArray<Variable> columns, string detail,
        IdRange? range = null)
        : base(context, columns)
    {
        _range = range;
        _pattern = pattern;
        _order = order;
        _positions = [.. columns.Select(column => Enumerable.Range(0, 4).First(position => pattern[position].Variable == column))];
        _cursor = new PatternCursor(context, pattern, [.. Enumerable.Range(0, 4).Select(_positions.Contains)]);
        Detail = range is null ? detail : detail + " in a range";
        SortedBy = Sorting(pattern, order, columns);
    }

    private IndexScan(IndexScan origin, PlanCopy copy)
        : base(origin, copy.Context, [])
    {
        _range = origin._range;
        _pattern = copy.Bind(origin._pattern);
        _order = origin._order;
        _positions = origin._positions;
        _cursor = new PatternCursor(origin._cursor, copy.Context, _pattern);
        Detail = origin.Detail;
    }

    /// <inheritdoc/>
    public override string Name => _pattern.IsTripleTerms ? "TripleTermScan" : nameof(IndexScan);

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    public override void SkipTo(TermId atLeast)
    {
        if (_open && !SortedBy.IsEmpty && _range is null)
        {
            _cursor.Seek(atLeast);
        }
    }

    /// <inheritdoc/>
    internal override bool Narrow(Variable variable, KeyFilter filter)
    {
        if (!Slots.TryGetValue(variable, out var slot))
        {
            return false;
        }

        _filters = _filters.Add((slot, filter));
        return true;
    }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (!_open)
        {
            Open();
        }

        var count = _cursor.Read(Math.Min(output.CapacityRows, _limit), out var more);
        _limit = Math.Min(_limit * LimitGrowth, Context.BatchRows);
        for (var slot = 0; slot < _positions.Length; slot++)
        {
            var column = output.Column(slot).AsSpan(0, count);
            if (_cursor.Cells(_positions[slot]) is { } cells)
            {
                cells.AsSpan(0, count).CopyTo(column);
            }
            else
            {
                column.Fill(_cursor.Bound(_positions[slot]));
            }
        }

        output.Count = count;
        foreach (var (slot, filter) in _filters)
        {
            filter.Narrow(output, slot);
        }

        return more;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _open = false;
        _filters = [];
    }

    private protected override IndexScan Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy);

    private void Open()
    {
        var bound = _pattern.Bound;
        var known = (bound.Subject.IsUndefined ? 0 : 1) + (bound.Predicate.IsUndefined ? 0 : 1) + (bound.Object.IsUndefined ? 0 : 1);
        _cursor.Open(bound, _order.BoundPrefix(bound with { Graph = default }) == known ? _order : null);
        if (_range is { } range)
        {
            OpenRange(bound, range);
        }

        _limit = Math.Min(FirstRows, Context.BatchRows);
        _open = true;
    }

    private void OpenRange(in QuadPattern bound, IdRange range)
    {
        var (before, within, after) = range.Stretches(_pattern.Open(Context.Snapshot, _order, bound));
        _cursor.Confine([(default, before), (range.First, within), (range.End, after)]);
    }

    private static ImmutableArray<Variable> Sorting(ScanPattern pattern, IndexOrder order, ImmutableArray<Variable> columns)
    {
        var sorting = ImmutableArray.CreateBuilder<Variable>();
        foreach (var position in order.Positions())
        {
            var term = pattern[position];
            if (term.IsBound)
            {
                continue;
            }

            // A column nobody keeps ends what can be said about the order.
            if (term.Variable is null || !columns.Contains(term.Variable))
            {
                break;
            }

            if (!sorting.Contains(term.Variable))
            {
                sorting.Add(term.Variable);
            }
        }

        return sorting.ToImmutable();
    }
}
