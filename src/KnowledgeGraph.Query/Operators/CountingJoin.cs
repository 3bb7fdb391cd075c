using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Plan;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Join with a triple pattern that only counts the partners of each left row, by the index: a left row that has any comes once, with their
/// number, as a bare number, in a column of its own. Without that column it is a semi-join.
/// </summary>
internal sealed class CountingJoin : ProbingJoin
{
    private readonly ScanPattern _pattern;
    private readonly PatternCursor _cursor;
    private readonly int[] _leftSlots;
    private readonly bool _isCounted;

    /// <summary>A counting join.</summary>
    /// <param name="context">The run.</param>
    /// <param name="left">The left input.</param>
    /// <param name="pattern">The pattern; its rows are counted exactly.</param>
    /// <param name="key">The variable of the pattern that every left row binds.</param>
    /// <param name="count">The column of the numbers; null for none.</param>
    /// <param name="detail">The pattern as explain prints it.</param>
    /// <param name="kept">The columns asked for; null for all.</param>
    public CountingJoin(
        ExecutionContext context, Operator left, ScanPattern pattern, Variable key, Variable? count, string detail,
        ImmutableHashSet<Variable>? kept)
        : this(context, left, pattern, key, [.. count is null ? [] : new[] { count }], kept) => Detail = detail;

    private CountingJoin(
        ExecutionContext context, Operator left, ScanPattern pattern, Variable key, ImmutableArray<Variable> partners,
        ImmutableHashSet<Variable>? kept)
        : base(context, left, partners, [key], false, null, new JoinShape(left.Columns, partners, [], kept), left)
    {
        _pattern = pattern;
        _isCounted = !partners.IsEmpty;
        _leftSlots = [.. Enumerable.Range(0, 3).Select(
            position => pattern[position].Variable == key ? left.Columns.IndexOf(key) : -1)];
        _cursor = new PatternCursor(context, pattern, new bool[4]);
        Detail = "";
    }

    private CountingJoin(CountingJoin origin, PlanCopy copy, ImmutableArray<Operator> inputs)
        : base(origin, copy, inputs)
    {
        _pattern = copy.Bind(origin._pattern);
        _isCounted = origin._isCounted;
        _leftSlots = origin._leftSlots;
        _cursor = new PatternCursor(origin._cursor, copy.Context, _pattern);
        Detail = origin.Detail;
    }

    /// <inheritdoc/>
    public override string Name => _isCounted ? nameof(CountingJoin) : "IndexSemiJoin";

    /// <inheritdoc/>
    public override string Detail { get; }

    private protected override void Probe(SolutionBatch left, int row, TermRows partners)
    {
        _cursor.Open(new QuadPattern(Value(0, left, row), Value(1, left, row), Value(2, left, row)));
        long rows = 0;
        bool more;
        do
        {
            rows += _cursor.Read(int.MaxValue, out more);
        }
        while (more && _isCounted);

        if (rows > 0)
        {
            partners.Reserve(1);
            if (_isCounted)
            {
                partners.Column(0)[partners.Count] = new TermId((ulong)rows);
            }

            partners.Commit(1);
        }
    }

    private protected override CountingJoin Copy(PlanCopy copy, ImmutableArray<Operator> inputs) => new(this, copy, inputs);

    private TermId Value(int position, SolutionBatch left, int row) =>
        _leftSlots[position] >= 0 ? left.Column(_leftSlots[position])[row] : _pattern[position].Value;
}
