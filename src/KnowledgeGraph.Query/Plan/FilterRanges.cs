using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Comparisons of a variable with a constant as ranges of ids: numbers, dates and times stand in the index in the order of their values,
/// datatype by datatype. A range lets through all that the comparison might (values of other datatypes, too), so the filter stays.
/// </summary>
internal sealed class FilterRanges
{
    // Low bits of an id that are about the form of a number (TermId).
    private const ulong NumberForm = 0xF;

    // Payload bits below the milliseconds of a dateTime and the minutes of a date.
    private const int DateTimeShift = 9;
    private const int DateShift = 11;

    // A value without time zone stands for an instant up to 14 hours off (XML Schema 1.1 part 2 §3.3.7, order of dateTime).
    private const ulong ZoneMinutes = 14 * 60;
    private const ulong MinuteMilliseconds = 60_000;

    private readonly ExecutionContext _context;
    private readonly ImmutableArray<JoinFilter> _filters;
    private readonly Dictionary<Variable, IdRange> _ranges = [];
    private readonly HashSet<JoinFilter> _used = [];

    /// <summary>The ranges of some filters.</summary>
    public FilterRanges(ExecutionContext context, ImmutableArray<JoinFilter> filters)
    {
        _context = context;
        _filters = filters;
        foreach (var filter in filters)
        {
            if (filter.Condition is Expression.Comparison comparison && Find(comparison) is var (variable, range))
            {
                if (!_ranges.TryGetValue(variable, out var known))
                {
                    _ranges.Add(variable, range);
                    _used.Add(filter);
                }
                else if (known.Tag == range.Tag)
                {
                    _ranges[variable] = known.Intersect(range);
                    _used.Add(filter);
                }
            }
        }
    }

    /// <summary>Items with their rows counted within the ranges, and the filters, with those marked that are counted so.</summary>
    public (ImmutableArray<JoinItem> Items, ImmutableArray<JoinFilter> Filters) Apply(ImmutableArray<JoinItem> items)
    {
        if (_ranges.Count == 0)
        {
            return (items, _filters);
        }

        var counted = new HashSet<Variable>();
        ImmutableArray<JoinItem> ranged = [.. items.Select(item => Within(item, counted))];
        return (
            ranged,
            [.. _filters.Select(filter => _used.Contains(filter) && counted.IsSupersetOf(filter.Variables)
                ? filter with { IsCounted = true }
                : filter)]);
    }

    private JoinItem Within(JoinItem item, HashSet<Variable> counted)
    {
        if (item is not JoinItem.Scan { Pattern: var pattern } scan || pattern.IsTripleTerms
            || pattern.Scope.Kind != GraphScopeKind.Default || IsSpecial(pattern))
        {
            return item;
        }

        for (var position = 0; position < 3; position++)
        {
            if (pattern[position].Variable is not { } variable || !_ranges.TryGetValue(variable, out var range))
            {
                continue;
            }

            if (OrderOf(pattern, position) is not { } order)
            {
                continue;
            }

            counted.Add(variable);
            var rows = range.Count(_context.Snapshot.Scan(pattern.Scope, order, pattern.Bound));
            return new JoinItem.Scan
            {
                Pattern = pattern,
                Text = scan.Text,
                Certain = scan.Certain,
                Possible = scan.Possible,
                Rows = rows,
                AllRows = scan.AllRows,
                Distinct = scan.Distinct,
                Ranged = variable,
                Range = range,
            };
        }

        return item;
    }

    // Values from outside are not known yet; a variable at two places is checked row by row.
    private static bool IsSpecial(ScanPattern pattern) =>
        pattern.Subject.Source is not null || pattern.Predicate.Source is not null || pattern.Object.Source is not null
        || pattern.Fourth.IsBound || pattern.Fourth.Variable is not null
        || pattern.Variables.Length != Enumerable.Range(0, 3).Count(position => pattern[position].Variable is not null);

    private static IndexOrder? OrderOf(ScanPattern pattern, int position)
    {
        var known = Enumerable.Range(0, 3).Count(other => pattern[other].IsBound);
        for (var order = IndexOrder.Spo; order <= IndexOrder.Ops; order++)
        {
            if (order.BoundPrefix(pattern.Bound) == known && order.Positions()[known] == position)
            {
                return order;
            }
        }

        return null;
    }

    private (Variable Variable, IdRange Range)? Find(Expression.Comparison comparison) => comparison switch
    {
        (var compared, Expression.Var(var name), Expression.Constant(var value)) => Range(name, compared, _context.Constant(value)),
        (var compared, Expression.Constant(var value), Expression.Var(var name)) =>
            Range(name, Mirrored(compared), _context.Constant(value)),
        _ => null,
    };

    private static ComparisonOperator Mirrored(ComparisonOperator compared) => compared switch
    {
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        _ => compared,
    };

    private static (Variable Variable, IdRange Range)? Range(Variable variable, ComparisonOperator compared, TermId value)
    {
        if (compared == ComparisonOperator.NotEqual)
        {
            return null;
        }

        ulong form, margin;
        switch (value.Tag)
        {
            case TermTag.Integer or TermTag.Decimal:
                (form, margin) = (NumberForm, 0);
                break;
            case TermTag.DateTime:
                (form, margin) = ((1UL << DateTimeShift) - 1, (ZoneMinutes * MinuteMilliseconds) << DateTimeShift);
                break;
            case TermTag.Date or TermTag.GYear or TermTag.GYearMonth:
                (form, margin) = ((1UL << DateShift) - 1, ZoneMinutes << DateShift);
                break;
            default:
                return null;
        }

        var tag = TermId.First(value.Tag);
        var end = TermId.First(value.Tag + 1);
        var first = compared is ComparisonOperator.Less or ComparisonOperator.LessOrEqual ? tag.Bits : (value.Bits & ~form) - margin;
        var last = compared is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual
            ? end.Bits - 1
            : (value.Bits | form) + margin;
        return (variable, new IdRange(new TermId(Math.Max(tag.Bits, first)), new TermId(Math.Min(end.Bits - 1, last))));
    }
}
