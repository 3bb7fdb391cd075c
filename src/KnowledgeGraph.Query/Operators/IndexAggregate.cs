using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;
using StoreScan = KnowledgeGraph.Store.IndexScan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Group and COUNT (SPARQL 1.1 §18.5) of one triple pattern, answered from the index: counts of a prefix are known, and rows with the same
/// key lie together, so that long runs are skipped, not read. For patterns whose rows are counted exactly.
/// </summary>
internal sealed class IndexAggregate : Operator
{
    private readonly ScanPattern _pattern;
    private readonly IndexOrder _order;
    private readonly ImmutableArray<IndexCount> _counts;
    private readonly bool _hasKey;
    private readonly TermWorkspace _workspace;
    private readonly TermId[] _keys;
    private StoreScan? _scan;
    private int _count;
    private int _position;
    private bool _ended;

    /// <summary>A grouping.</summary>
    /// <param name="context">The run.</param>
    /// <param name="pattern">The pattern, in the default graph.</param>
    /// <param name="order">The order; with a key, its first free column is the key's.</param>
    /// <param name="key">The name of the key; null for one group of all rows.</param>
    /// <param name="counts">What is counted.</param>
    /// <param name="detail">The pattern as explain prints it.</param>
    public IndexAggregate(
        ExecutionContext context, ScanPattern pattern, IndexOrder order, Variable? key, ImmutableArray<IndexCount> counts, string detail)
        : base(context, [.. key is null ? [] : new[] { key }, .. counts.Select(count => count.Name)])
    {
        _pattern = pattern;
        _order = order;
        _counts = counts;
        _hasKey = key is not null;
        _workspace = new TermWorkspace(context);
        _keys = context.NewColumn();
        SortedBy = key is null ? [] : [key];
        Detail = detail;
    }

    private IndexAggregate(IndexAggregate origin, PlanCopy copy)
        : base(origin, copy.Context, [])
    {
        _pattern = copy.Bind(origin._pattern);
        _order = origin._order;
        _counts = origin._counts;
        _hasKey = origin._hasKey;
        _workspace = new TermWorkspace(copy.Context);
        _keys = copy.Context.NewColumn();
        IsLeaf = origin.IsLeaf;
        Detail = origin.Detail;
    }

    /// <summary>True in a join, where its counts are bare numbers and it makes no terms.</summary>
    public bool IsLeaf { get; init; }

    /// <inheritdoc/>
    public override string Name => !IsLeaf ? nameof(IndexAggregate) : _counts.IsEmpty ? "DistinctScan" : "CountedScan";

    /// <inheritdoc/>
    public override string Detail { get; }

    /// <inheritdoc/>
    public override void SkipTo(TermId atLeast)
    {
        if (!_hasKey || _scan is null || _count == 0)
        {
            return;
        }

        // Between two batches the position is at the first row of a key.
        while (_position < _count && _keys[_position] < atLeast)
        {
            _position++;
        }

        if (_position == _count)
        {
            _scan.SeekFirst(atLeast);
        }
    }

    /// <inheritdoc/>
    protected override bool NextBatch(SolutionBatch output)
    {
        if (_ended)
        {
            return false;
        }

        if (!_hasKey)
        {
            _ended = true;
            CountAll(output);
            return true;
        }

        _scan ??= _pattern.Open(Context.Snapshot, _order, _pattern.Bound);
        var groups = 0;
        while (groups < output.CapacityRows && FillKeys())
        {
            var key = _keys[_position];
            output.Column(0)[groups] = key;
            var rows = NextRun(key);
            for (var i = 0; i < _counts.Length; i++)
            {
                output.Column(i + 1)[groups] = _counts[i].IsBare
                    ? new TermId((ulong)rows)
                    : _workspace.Integer(_counts[i].IsDistinctKey ? 1 : rows);
            }

            groups++;
        }

        output.Count = groups;
        return groups > 0;
    }

    /// <inheritdoc/>
    protected override void ResetState()
    {
        _scan = null;
        _count = 0;
        _position = 0;
        _ended = false;
    }

    private protected override IndexAggregate Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy);

    private bool FillKeys()
    {
        if (_position < _count)
        {
            return true;
        }

        Context.ThrowIfStopped();
        _position = 0;
        _count = _scan!.Read(_keys.AsSpan(0, Context.BatchRows), default, default, default);
        return _count > 0;
    }

    // Most keys of most patterns have one row.
    private long NextRun(TermId key)
    {
        if (_position + 1 < _count && _keys[_position + 1] != key)
        {
            _position++;
            return 1;
        }

        return CountRun(key);
    }

    // The rows of a key: those read, those that may be skipped, and the rest.
    private long CountRun(TermId key)
    {
        long rows = 0;
        while (true)
        {
            var keys = _keys.AsSpan(_position, _count - _position);
            var others = MemoryMarshal.Cast<TermId, ulong>(keys).IndexOfAnyExcept(key.Bits);
            if (others >= 0)
            {
                _position += others;
                return rows + others;
            }

            rows += keys.Length;
            var rest = _scan!.RemainingRows;
            if (keys.Length == Context.BatchRows)
            {
                _scan.SeekFirst(new TermId(key.Bits + 1));
                rows += rest - _scan.RemainingRows;
            }

            _position = _count;
            if (!FillKeys() || _keys[0] != key)
            {
                return rows;
            }
        }
    }

    private void CountAll(SolutionBatch output)
    {
        output.Count = 1;
        for (var i = 0; i < _counts.Length; i++)
        {
            output.Column(i)[0] = _workspace.Integer(_counts[i].DistinctOrder is { } order
                ? CountRuns(order)
                : _pattern.Count(Context.Snapshot, _pattern.Bound));
        }
    }

    private long CountRuns(IndexOrder order)
    {
        _scan = _pattern.Open(Context.Snapshot, order, _pattern.Bound);
        long runs = 0;
        for (; FillKeys(); runs++)
        {
            NextRun(_keys[_position]);
        }

        return runs;
    }
}
