using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join or LeftJoin with a triple pattern that looks each left row up in the index, with all positions bound that the row binds; a
/// position whose variable the row leaves unbound is free for that row.
/// </summary>
public sealed class IndexNestedLoopJoin : ProbingJoin
{
    private readonly ScanPattern _pattern;
    private readonly PatternCursor _cursor;
    private readonly int[] _leftSlots;
    private readonly int[] _partnerPositions;
    private readonly bool _isOuter;

    internal IndexNestedLoopJoin(
        ExecutionContext context, Operator left, ScanPattern pattern, ImmutableArray<Variable> partners, string detail, bool isOuter = false,
        Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition = null, ImmutableHashSet<Variable>? kept = null)
        : base(
            context, left, partners, pattern.Variables.Intersect(left.Columns), isOuter, condition,
            new JoinShape(left.Columns, partners, [], kept), left)
    {
        _pattern = pattern;
        _isOuter = isOuter;
        _leftSlots = [.. Enumerable.Range(0, 4).Select(
            position => pattern[position] is { Variable: { } variable } ? left.Columns.IndexOf(variable) : -1)];
        _partnerPositions =
            [.. partners.Select(column => Enumerable.Range(0, 4).First(position => pattern[position].Variable == column))];
        _cursor = new PatternCursor(context, pattern, [.. Enumerable.Range(0, 4).Select(_partnerPositions.Contains)]);
        Detail = detail;
    }

    private IndexNestedLoopJoin(IndexNestedLoopJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy, inputs)
    {
        _pattern = copy.Bind(origin._pattern);
        _isOuter = origin._isOuter;
        _leftSlots = origin._leftSlots;
        _partnerPositions = origin._partnerPositions;
        _cursor = new PatternCursor(origin._cursor, copy.Context, _pattern);
        Detail = origin.Detail;
    }

    internal bool IsOuter => _isOuter;

    /// <inheritdoc/>
    public override string Name => _isOuter ? "IndexNestedLoopLeftJoin" : nameof(IndexNestedLoopJoin);

    /// <inheritdoc/>
    public override string Detail { get; }

    private protected override void Probe(SolutionBatch left, int row, TermRows partners)
    {
        _cursor.Open(new QuadPattern(Value(0, left, row), Value(1, left, row), Value(2, left, row), Value(3, left, row)));
        bool more;
        do
        {
            var count = _cursor.Read(Context.BatchRows, out more);
            if (count == 0)
            {
                continue;
            }

            partners.Reserve(count);
            for (var slot = 0; slot < _partnerPositions.Length; slot++)
            {
                var target = partners.Column(slot).AsSpan(partners.Count, count);
                if (_cursor.Cells(_partnerPositions[slot]) is { } cells)
                {
                    cells.AsSpan(0, count).CopyTo(target);
                }
                else
                {
                    target.Fill(_cursor.Bound(_partnerPositions[slot]));
                }
            }

            partners.Commit(count);
            Context.ThrowIfStopped();
        }
        while (more);
    }

    private protected override Operator? Copy(PlanCopy copy, ImmutableArray<Operator> inputs) =>
        IsCopyable ? new IndexNestedLoopJoin(this, copy, inputs) : null;

    private TermId Value(int position, SolutionBatch left, int row)
    {
        var value = _pattern[position].Value;
        return value.IsUndefined && _leftSlots[position] >= 0 ? left.Column(_leftSlots[position])[row] : value;
    }
}
