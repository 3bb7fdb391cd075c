using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Makes operators of the join plan chosen, with each filter as soon as its variables are bound.</summary>
internal sealed class JoinAssembly
{
    private readonly ExecutionContext _context;
    private readonly Planner _planner;
    private readonly PlanScope _scope;
    private readonly ImmutableArray<JoinFilter> _filters;

    /// <summary>An assembly.</summary>
    public JoinAssembly(ExecutionContext context, Planner planner, PlanScope scope, ImmutableArray<JoinFilter> filters)
    {
        _context = context;
        _planner = planner;
        _scope = scope;
        _filters = filters;
    }

    /// <summary>Joins items.</summary>
    public Operator Build(ImmutableArray<JoinItem> items)
    {
        var (plan, _) = Build(new JoinOrdering(items, _filters).Solve());
        return plan;
    }

    private (Operator Plan, ImmutableHashSet<JoinFilter> Applied) Build(JoinPlan plan)
    {
        ImmutableHashSet<JoinFilter> applied = [];
        Operator result;
        switch (plan.Method)
        {
            case JoinMethod.Leaf:
                result = Leaf(plan);
                break;
            case JoinMethod.Probe:
                var (input, done) = Build(plan.Left!);
                applied = done;
                result = Probe(plan, input);
                break;
            default:
                var (left, leftDone) = Build(plan.Left!);
                var (right, rightDone) = Build(plan.Right!);
                applied = leftDone.Union(rightDone);
                result = plan.Method == JoinMethod.Merge
                    ? new MergeJoin(_context, left, right, plan.Left!.Sorted[0])
                    : new HashJoin(
                        _context, left, right, [.. left.Columns.Where(column => plan.Left!.Set.Binds(column) && plan.Right!.Set.Binds(column))]);
                break;
        }

        // Not the rows of a plan of its own, which knows better.
        Planner.Estimated(result, result.EstimatedRows < 0 ? plan.Set.Rows : result.EstimatedRows, plan.Cost);
        foreach (var filter in _filters)
        {
            if (!applied.Contains(filter) && filter.Variables.All(plan.Set.Binds))
            {
                applied = applied.Add(filter);
                var filtered = _planner.WithOuter(result, _scope, [filter.Condition]);
                result = Planner.Estimated(
                    new Filter(
                        _context, filtered, _planner.Compiler(filter.Condition, Planner.WithoutNarrowing(_scope)),
                        Planner.Text(filter.Condition)),
                    plan.Set.Rows, plan.Cost);
            }
        }

        return (result, applied);
    }

    private Operator Leaf(JoinPlan plan) => plan.Item switch
    {
        JoinItem.Scan scan => Planner.Estimated(
            new IndexScan(_context, scan.Pattern, plan.Order, scan.Pattern.Variables, scan.Text), scan.Rows, plan.Cost),
        JoinItem.Path path => Planner.Estimated(
            Closure(path, new Values(_context, [], [[]]), null), path.Rows, plan.Cost),
        JoinItem.Service service => Planner.Estimated(
            ServiceCall(service, new Values(_context, [], [[]])), service.Rows, plan.Cost),
        JoinItem.Planned planned => planned.Plan,
        _ => throw new UnreachableException(),
    };

    private Operator Probe(JoinPlan plan, Operator input) => plan.Item switch
    {
        JoinItem.Scan scan => new IndexNestedLoopJoin(
            _context, input, scan.Pattern,
            [.. scan.Pattern.Variables.Where(variable => !plan.Left!.Set.Binds(variable))], scan.Text),
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
        return new PathClosure(_context, input, path.Start, path.Closure, path.End, path.Scope.SingleGraph(), partners);
    }
}
