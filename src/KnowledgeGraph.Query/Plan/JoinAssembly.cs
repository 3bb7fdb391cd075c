using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Makes operators of the join plan chosen, with each filter as soon as its variables are bound.</summary>
internal sealed class JoinAssembly
{
    private readonly ExecutionContext _context;
    private readonly Planner _planner;
    private readonly PlanScope _scope;
    private readonly ImmutableArray<JoinFilter> _filters;
    private readonly ImmutableHashSet<Variable>? _needed;
    private readonly CountedScans? _counted;
    private ImmutableArray<JoinItem> _items = [];

    /// <summary>An assembly.</summary>
    /// <param name="context">The run.</param>
    /// <param name="planner">The planner.</param>
    /// <param name="scope">Where the join is evaluated.</param>
    /// <param name="filters">What filters it.</param>
    /// <param name="needed">The variables that somebody reads above the join and its filters; null for all.</param>
    /// <param name="counted">Finds the patterns whose rows are only counted; null to make all rows.</param>
    public JoinAssembly(
        ExecutionContext context, Planner planner, PlanScope scope, ImmutableArray<JoinFilter> filters, ImmutableHashSet<Variable>? needed,
        CountedScans? counted)
    {
        _context = context;
        _planner = planner;
        _scope = scope;
        _filters = filters;
        _needed = needed;
        _counted = counted;
    }

    private double SortCost => _planner.Allows(Rewriter.SortedMerges) ? _context.SortCost : double.PositiveInfinity;

    /// <summary>Joins items.</summary>
    public Operator Build(ImmutableArray<JoinItem> items)
    {
        // A service is sent whatever values there are.
        _items = items;
        var isNarrowed = _needed is not null && !items.Any(item => item is JoinItem.Service);
        var order = isNarrowed ? Order(items, _counted, _needed) : Order(items, null, null);
        var (plan, _) = Build(order, isNarrowed ? _needed!.Union(_counted?.Names ?? []) : null);
        return plan;
    }

    // The costlier the join, the more is sampled before an order is searched for.
    private JoinPlan Order(ImmutableArray<JoinItem> items, CountedScans? counted, ImmutableHashSet<Variable>? needed)
    {
        var isSampled = _planner.Allows(Rewriter.SampleJoins);
        var sampled = isSampled ? new JoinSampling(_context).Apply(items) : items;
        var ordering = Ordering(1);
        var quick = ordering.Quick();
        if (JoinOrdering.IsQuick(quick) && _context.TrieJoinCost > 0)
        {
            return quick;
        }

        if (isSampled && JoinSampling.ValuesFor(quick.Cost) is var values and > JoinSampling.FewValues)
        {
            sampled = new JoinSampling(_context, values).Apply(items);
            ordering = Ordering(1);
        }

        var share = _scope.ShareRead(quick.Set.Rows);
        return AtOnce((share < 1 ? Ordering(share) : ordering).Search(), sampled, needed, share);

        JoinOrdering Ordering(double share) => new(counted?.Apply(items, sampled) ?? sampled, _filters, share, SortCost);
    }

    // A plan that joins a cyclic group at once, if it is cheaper than the best that joins two by two.
    private JoinPlan AtOnce(JoinPlan best, ImmutableArray<JoinItem> items, ImmutableHashSet<Variable>? needed, double share)
    {
        if (!_planner.Allows(Rewriter.TrieJoins) || best.Cost < _context.TrieJoinCost)
        {
            return best;
        }

        var isForced = _context.TrieJoinCost <= 0;
        if (!isForced && !Grows(best, out _))
        {
            return best;
        }

        needed = needed?.Union(_filters.SelectMany(filter => filter.Variables));
        foreach (var alternative in new CyclicJoins(_context, isForced).Alternatives(items, needed))
        {
            var plan = new JoinOrdering(alternative, _filters, share, SortCost).Search();
            best = isForced || plan.Cost < best.Cost ? plan : best;
        }

        return best;
    }

    // Whether some join makes more rows than any pattern in it has: what joining at once avoids.
    private static bool Grows(JoinPlan plan, out double most)
    {
        if (plan.Method == JoinMethod.Leaf)
        {
            most = plan.Set.Rows;
            return false;
        }

        var grows = Grows(plan.Left!, out most);
        most = Math.Max(most, plan.Item?.Rows ?? 0);
        if (plan.Right is { } right)
        {
            grows |= Grows(right, out var other);
            most = Math.Max(most, other);
        }

        return grows || plan.Set.Rows > most;
    }

    // The columns kept are those that somebody reads above; the joins below read more.
    private (Operator Plan, ImmutableHashSet<JoinFilter> Applied) Build(JoinPlan plan, ImmutableHashSet<Variable>? above)
    {
        ImmutableHashSet<JoinFilter> applied = [];
        Operator result;
        var kept = above?.Union(_filters.Where(filter => IsDueAt(plan, filter)).SelectMany(filter => filter.Variables));
        switch (plan.Method)
        {
            case JoinMethod.Leaf:
                result = Leaf(plan, kept);
                break;
            case JoinMethod.Probe:
                var (input, done) = Build(plan.Left!, kept?.Union(plan.Item!.Possible));
                applied = done;
                result = Probe(plan, input, kept);
                break;
            case JoinMethod.Sort:
                (input, applied) = Build(plan.Left!, above);
                result = new IdSort(_context, input, plan.Sorted[0]);
                break;
            default:
                var (left, leftDone) = Build(plan.Left!, kept?.Union(Possible(plan.Right!)));
                var (right, rightDone) = Build(plan.Right!, kept?.Union(Possible(plan.Left!)));
                applied = leftDone.Union(rightDone);
                result = plan.Method == JoinMethod.Merge
                    ? new MergeJoin(_context, left, right, plan.Left!.Sorted[0], kept)
                    : new HashJoin(
                        _context, left, right,
                        [.. left.Columns.Where(column => plan.Left!.Set.Binds(column) && plan.Right!.Set.Binds(column))], kept);
                break;
        }

        // Not the rows of a plan of its own, which knows better.
        Planner.Estimated(result, result.EstimatedRows < 0 ? plan.Set.Rows : result.EstimatedRows, plan.Total);
        foreach (var filter in _filters)
        {
            if (!applied.Contains(filter) && filter.Variables.All(plan.Set.Binds))
            {
                applied = applied.Add(filter);
                var filtered = _planner.WithOuter(result, _scope, [filter.Condition]);
                result = Planner.Estimated(
                    new Filter(
                        _context, filtered, _planner.Compiler(filter.Condition, Planner.WithoutNarrowing(_scope)),
                        Planner.Text(filter.Condition))
                    {
                        Condition = Planner.Plain(filter.Condition),
                    },
                    plan.Set.Rows, plan.Total);
            }
        }

        return (result, applied);
    }

    // Not applied below, but here.
    private static bool IsDueAt(JoinPlan plan, JoinFilter filter) =>
        filter.Variables.All(plan.Set.Binds) && !(plan.Left is { } left && filter.Variables.All(left.Set.Binds))
        && !(plan.Right is { } right && filter.Variables.All(right.Set.Binds));

    private IEnumerable<Variable> Possible(JoinPlan plan) => _items
        .SelectMany(item => item.Possible).Where(variable => plan.Set.MayBind(variable));

    private Operator Leaf(JoinPlan plan, ImmutableHashSet<Variable>? kept) => plan.Item switch
    {
        JoinItem.Scan { Key: { } key } counted => Planner.Estimated(
            new IndexAggregate(
                _context, counted.Pattern, plan.Order, key,
                [.. counted.CountName is null ? [] : new[] { new IndexCount(counted.CountName, IsBare: true) }], counted.Text)
            {
                IsLeaf = true,
            },
            counted.Rows, plan.Total),
        JoinItem.Scan scan => Planner.Estimated(
            new IndexScan(
                _context, scan.Pattern, plan.Order,
                [.. scan.Pattern.Variables.Where(variable => kept?.Contains(variable) != false)], scan.Text, scan.RangeOf(plan.Order)),
            scan.Rows, plan.Total),
        JoinItem.Path path => Planner.Estimated(
            Closure(path, new Values(_context, [], [[]]), null), path.Rows, plan.Total),
        JoinItem.Service service => Planner.Estimated(
            ServiceCall(service, new Values(_context, [], [[]])), service.Rows, plan.Total),
        JoinItem.Planned planned => planned.Plan,
        _ => throw new UnreachableException(),
    };

    // Partners that nobody reads only count; but what the left side may bind has to agree.
    private Operator Probe(JoinPlan plan, Operator input, ImmutableHashSet<Variable>? kept) => plan.Item switch
    {
        JoinItem.Scan { Key: { } key } counted => new CountingJoin(
            _context, input, counted.Pattern, key, counted.CountName, counted.Text, kept),
        JoinItem.Scan scan => new IndexNestedLoopJoin(
            _context, input, scan.Pattern,
            [
                .. scan.Pattern.Variables.Where(variable =>
                    !plan.Left!.Set.Binds(variable) && (kept?.Contains(variable) != false || input.Slots.ContainsKey(variable))),
            ],
            scan.Text, kept: kept),
        JoinItem.Path path => Closure(path, input, plan.Left!.Set),
        JoinItem.Service service => ServiceCall(service, new FullBatches(_context, input)),
        _ => throw new UnreachableException(),
    };

    private Service ServiceCall(JoinItem.Service service, Operator input) => _planner.Service(service.Pattern, input, service.Scope);

    private PathClosure Closure(JoinItem.Path path, Operator input, JoinSet? bound)
    {
        ImmutableArray<Variable> partners =
        [
            .. new[] { path.Start.Variable, path.End.Variable }.OfType<Variable>().Distinct()
                .Where(variable => bound is null || !bound.Binds(variable)),
        ];
        return new PathClosure(_context, input, path.Start, path.Closure, path.End, path.Scope.ActiveGraph, partners);
    }
}
