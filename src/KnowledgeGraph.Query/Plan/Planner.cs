using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Makes operators of a pattern, for one run. Join orders and methods are chosen by cost, from exact counts of the snapshot.</summary>
public sealed class Planner
{
    // Above this a top-k heap is no better than a sort.
    private const int TopKMaxRows = 100_000;

    private readonly ExecutionContext _context;
    private readonly Rewriter _rewriter;
    private readonly JoinBuilder _joins;
    private readonly ExpressionCompiler _compiler;
    private CommonParts _common = CommonParts.None;

    /// <summary>A planner.</summary>
    /// <param name="context">The run.</param>
    /// <param name="dataset">The query's dataset.</param>
    /// <param name="rewriter">Rewrites the patterns of EXISTS, which are planned apart.</param>
    public Planner(ExecutionContext context, QueryDataset dataset, Rewriter rewriter)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(rewriter);
        _context = context;
        _rewriter = rewriter;
        Dataset = dataset;
        _joins = new JoinBuilder(context, this);
        _compiler = new ExpressionCompiler(context);
    }

    /// <summary>The query's dataset.</summary>
    internal QueryDataset Dataset { get; }

    /// <summary>Makes variables for this query.</summary>
    internal FreshVariables Fresh => _rewriter.Fresh;

    /// <summary>Whether a rule of <see cref="Rewriter.PlanRules"/> holds.</summary>
    internal bool Allows(string rule) => _rewriter.Allows(rule);

    /// <summary>Plans a rewritten pattern.</summary>
    /// <param name="pattern">The pattern, solution modifiers included.</param>
    public Operator Plan(GraphPattern pattern)
    {
        _common = Allows(Rewriter.CommonParts) ? CommonParts.Of(pattern) : CommonParts.None;
        return Plan(pattern, new PlanScope(Dataset.DefaultGraph, default, ImmutableDictionary<Variable, OuterVariable>.Empty));
    }

    /// <summary>
    /// Plans a rewritten pattern in which some variables stand for the terms that the parameters have at each reset, as in EXISTS
    /// (SPARQL 1.1 §18.6, substitute). A column that the pattern computes for such a variable has to agree with its value.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="substituted">The variables and their values; all have one whenever the plan is reset.</param>
    public Operator Plan(GraphPattern pattern, Parameters substituted) => PlanSubstituted(
        pattern, new PlanScope(Dataset.DefaultGraph, default, ImmutableDictionary<Variable, OuterVariable>.Empty), substituted);

    /// <summary>Plans the pattern of an EXISTS.</summary>
    internal Operator PlanExists(GraphPattern pattern, PlanScope scope)
    {
        var rewritten = _rewriter.Rewrite(pattern);
        return Plan(rewritten, scope, Allows(Rewriter.CountRows) ? CountedRows.ForSet(rewritten) : null);
    }

    /// <summary>Plans the pattern of an EXISTS for rows that bind some variables.</summary>
    internal Operator PlanExists(GraphPattern pattern, PlanScope scope, Parameters substituted) =>
        PlanSubstituted(_rewriter.Rewrite(pattern), scope with { Wanted = Allows(Rewriter.FirstRows) ? 1 : null }, substituted);

    /// <summary>Plans a rewritten pattern where it stands.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="scope">Where it is evaluated.</param>
    /// <param name="counts">Leave to count rows instead of making them; null for none. What cannot use it passes it on to nothing below.</param>
    internal Operator Plan(GraphPattern pattern, PlanScope scope, CountedRows? counts = null)
    {
        scope = scope.Wanted is null || ReadsAsWanted(pattern) ? scope : scope with { Wanted = null };
        switch (pattern)
        {
            case GraphPattern.BasicGraphPattern or GraphPattern.PathPattern or GraphPattern.Join or GraphPattern.Filter:
                return _joins.PlanGroup(pattern, scope, counts);
            case GraphPattern.LeftJoin join:
                return _joins.PlanLeftJoin(join, scope, counts);
            case GraphPattern.Minus minus:
                return _joins.PlanMinus(minus, scope, counts);
            case GraphPattern.Union:
                return PlanUnion(pattern, scope);
            case GraphPattern.Extend extend:
                return PlanExtend(extend, scope, counts);
            case GraphPattern.Graph graph:
                return PlanGraph(graph, scope);
            case GraphPattern.Values values:
                return new Values(_context, values.Variables, Operators.Values.Ids(_context, values.Rows))
                {
                    Terms = values.Rows,
                    EstimatedCost = values.Rows.Length,
                };
            case GraphPattern.Service when _context.Service is not null:
                return _joins.PlanGroup(pattern, scope);
            case GraphPattern.Service(_, _, var isSilent):
                // SPARQL 1.1 Federated Query §2.3: with SILENT a failed call is one solution that binds nothing.
                return isSilent
                    ? new Values(_context, [], [[]])
                    : throw new RemoteException(
                        "SERVICE is used, but federation is not enabled here: Federation:Allow lists no host. SERVICE SILENT is skipped.",
                        isRefused: true);
            default:
                return _common.RowsOf(pattern) is { } rows && scope.Outer.IsEmpty
                    ? PlanShared(pattern, scope, rows)
                    : PlanModifier(pattern, scope);
        }
    }

    // The first place plans the rows, the others read them.
    private SharedScan PlanShared(GraphPattern pattern, PlanScope scope, SharedRows rows)
    {
        var isFirst = rows.Source is null;
        rows.Source ??= PlanModifier(pattern, scope with { Wanted = null });
        return new SharedScan(_context, rows, isFirst);
    }

    // Whether few rows of the input are enough for few rows of the pattern; a sort, a group, a set need (nearly) all.
    private static bool ReadsAsWanted(GraphPattern pattern) => pattern
        is GraphPattern.BasicGraphPattern or GraphPattern.PathPattern or GraphPattern.Join or GraphPattern.Filter or GraphPattern.LeftJoin
        or GraphPattern.Minus or GraphPattern.Union or GraphPattern.Extend or GraphPattern.Graph or GraphPattern.Project
        or GraphPattern.Reduced or GraphPattern.Slice;

    /// <summary>A join with a service.</summary>
    internal Service Service(
        ServicePattern pattern, Operator input, PlanScope scope, bool isOuter = false,
        Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition = null)
    {
        var name = pattern.Name is TermPattern.Ground(var iri)
            ? new PatternTerm(_context.Terms.Intern(iri), null)
            : scope.Term(pattern.NameVariable!);
        return new Service(
            _context, input, pattern, name, [.. pattern.Mentioned.Select(scope.Term).Where(term => term.IsSubstituted)], isOuter, condition);
    }

    /// <summary>A function that compiles an expression over the columns of an operator.</summary>
    internal Func<IReadOnlyDictionary<Variable, int>, CompiledExpression> Compiler(
        Expression expression, PlanScope scope, ExistsPlans? kept = null)
    {
        // One compiler for the run, but EXISTS depends on where it stands.
        var compiler = ExpressionVariables.HasExists(expression)
            ? new ExpressionCompiler(
                _context, (exists, slots) => new PatternExists(_context, () => this, exists.Pattern, slots, scope, kept))
            : _compiler;
        return slots => compiler.Compile(expression, slots);
    }

    /// <summary>
    /// How the EXISTS of an expression are planned in other runs of this plan; null if it has none, if the plan is for this run alone, or
    /// if values come from outside, which are not those of other runs.
    /// </summary>
    internal ExistsPlans? Exists(Expression expression, PlanScope scope) =>
        _context.Counted is not null && scope.Outer.IsEmpty && !scope.GraphName.IsBound && ExpressionVariables.HasExists(expression)
            ? new ExistsPlans(scope, Dataset)
            : null;

    /// <summary>The expression itself, if it can be compiled for another run: EXISTS is planned for one.</summary>
    internal static Expression? Plain(Expression? expression) =>
        expression is null || ExpressionVariables.HasExists(expression) ? null : expression;

    /// <summary>An expression as explain prints it.</summary>
    internal static string Text(Expression expression) => AlgebraPrinter.Print(expression);

    /// <summary>
    /// The columns that expressions read from outside, added to an operator that lacks them; those it has are filled where OPTIONAL or
    /// UNION left them unbound (SPARQL 1.1 §18.6, substitute: the variable is the value everywhere).
    /// </summary>
    internal Operator WithOuter(Operator input, PlanScope scope, IEnumerable<Expression> expressions)
    {
        if (scope.Outer.IsEmpty)
        {
            return input;
        }

        foreach (var group in expressions.SelectMany(ExpressionVariables.Of).Distinct()
            .Where(variable => scope.Outer.TryGetValue(variable, out var outer) && outer.IsSubstituted)
            .GroupBy(variable => scope.Outer[variable].Parameters)
            .ToArray())
        {
            input = Estimated(new ParameterColumns(_context, input, group.Key, [.. group]), input.EstimatedRows, input.EstimatedCost);
        }

        return input;
    }

    internal static T Estimated<T>(T plan, double rows, double cost)
        where T : Operator
    {
        plan.EstimatedRows = rows;
        plan.EstimatedCost = cost;
        return plan;
    }

    // Columns that the pattern computes for a substituted variable have to agree with its value.
    private Operator PlanSubstituted(GraphPattern pattern, PlanScope scope, Parameters substituted)
    {
        var plan = Plan(pattern, scope.With(substituted, isSubstituted: true));
        var present = substituted.Variables.Where(plan.Slots.ContainsKey).ToImmutableArray();
        return present.IsEmpty ? plan : new ParameterColumns(_context, plan, substituted, present);
    }

    private Union PlanUnion(GraphPattern pattern, PlanScope scope)
    {
        // A left-deep chain of unions is one operator; the stack keeps long chains off the call stack.
        var inputs = ImmutableArray.CreateBuilder<Operator>();
        var pending = new Stack<GraphPattern>();
        pending.Push(pattern);
        while (pending.TryPop(out var next))
        {
            if (next is GraphPattern.Union(var left, var right))
            {
                pending.Push(right);
                pending.Push(left);
            }
            else
            {
                inputs.Add(Plan(next, scope));
            }
        }

        return Estimated(
            new Union(_context, inputs.ToImmutable()), inputs.Sum(input => input.EstimatedRows), inputs.Sum(input => input.EstimatedCost));
    }

    private Extend PlanExtend(GraphPattern.Extend extend, PlanScope scope, CountedRows? counts)
    {
        var input = WithOuter(
            Plan(extend.Inner, scope.AlsoNeeding(ExpressionVariables.Of(extend.Value)), counts), scope, [extend.Value]);
        var outside = WithoutNarrowing(scope);
        var exists = Exists(extend.Value, outside);
        return Estimated(
            new Extend(_context, input, extend.Name, Compiler(extend.Value, outside, exists), Text(extend.Value))
            {
                Value = exists is null ? Plain(extend.Value) : extend.Value,
                Exists = exists,
            },
            input.EstimatedRows, input.EstimatedCost + input.EstimatedRows);
    }

    private Operator PlanGraph(GraphPattern.Graph graph, PlanScope scope)
    {
        if (graph.Name is not TermPattern.Var(var name) || scope.Outer.ContainsKey(name)
            || (GraphInlining.IsPossible(graph.Inner, name) && !Dataset.Names.IsEmpty))
        {
            return _joins.PlanGroup(graph, scope);
        }

        // The graph's name is a hidden parameter: the pattern may use the variable itself for something else (SPARQL 1.1 §18.6).
        var parameters = new Parameters([Fresh.Next("graph")]);
        var inner = Plan(
            graph.Inner,
            scope with { Graphs = Dataset.NamedGraphs, GraphName = new PatternTerm(default, null, parameters), Needed = null });
        return Estimated(
            new GraphLoop(_context, inner, parameters, name, Dataset.Names),
            inner.EstimatedRows * Dataset.Names.Length, inner.EstimatedCost * Dataset.Names.Length);
    }

    /// <summary>The scope for expressions, which see substituted values only.</summary>
    internal static PlanScope WithoutNarrowing(PlanScope scope) => scope.NarrowOnly(_ => false);

    private Operator PlanModifier(GraphPattern pattern, PlanScope scope)
    {
        switch (pattern)
        {
            case GraphPattern.Project(var below, var variables):
                var projected = Plan(below, scope.Showing(variables) with { Needed = [.. variables] });
                return Estimated(new Project(_context, projected, variables), projected.EstimatedRows, projected.EstimatedCost);
            case GraphPattern.Reduced(var below):
                var reduced = Plan(below, scope with { Needed = null });
                return Estimated(new Reduced(_context, reduced), reduced.EstimatedRows, reduced.EstimatedCost);
            case GraphPattern.Distinct(GraphPattern.Project(var below, [var only]))
                when Allows(Rewriter.IndexCounts)
                    && new IndexAggregation(_context, this).TryPlanDistinct(below, only, scope.Showing([only])) is { } different:
                return different;
            case GraphPattern.Distinct(GraphPattern.Project(var below, var shown)) when Allows(Rewriter.CountRows):
                var inside = scope.Showing(shown) with { Needed = [.. shown] };
                var repeated = Plan(below, inside, CountedRows.ForSet(below));
                var narrow = Estimated(new Project(_context, repeated, shown), repeated.EstimatedRows, repeated.EstimatedCost);
                return Estimated(new Distinct(_context, narrow), narrow.EstimatedRows, narrow.EstimatedCost + (narrow.EstimatedRows * 10));
            case GraphPattern.Distinct(var below):
                var input = Plan(below, scope with { Needed = null });
                return Estimated(new Distinct(_context, input), input.EstimatedRows, input.EstimatedCost + (input.EstimatedRows * 10));
            case GraphPattern.Slice slice:
                return PlanSlice(slice, scope.NarrowOnly(_ => false));
            case GraphPattern.OrderBy order:
                var unsorted = PlanUnsorted(order, scope);
                return WithExchange(Estimated(
                    new Sort(_context, unsorted, Keys(order, scope)), unsorted.EstimatedRows,
                    unsorted.EstimatedCost + (unsorted.EstimatedRows * 20)));
            case GraphPattern.Group group:
                return PlanGroupBy(group, scope);
            default:
                throw new UnreachableException();
        }
    }

    private Operator PlanGroupBy(GraphPattern.Group group, PlanScope scope)
    {
        // Only a key keeps its meaning across the grouping.
        var keys = group.Keys.Where(key => key.Value is Expression.Var(var source) && source == key.Name).Select(key => key.Name);
        var inner = scope.Showing(keys) with { Needed = NeededBy(group) };
        if (Allows(Rewriter.IndexCounts) && new IndexAggregation(_context, this).TryPlan(group, inner) is { } counted)
        {
            return counted;
        }

        var counts = Allows(Rewriter.CountRows) ? CountedRows.For(group, Fresh) : null;
        var input = WithOuter(Plan(group.Inner, inner, counts), inner, PatternTree.Expressions(group));
        var expressions = WithoutNarrowing(inner);
        var rows = group.Keys.IsEmpty ? 1 : Math.Max(1, Math.Pow(Math.Max(0, input.EstimatedRows), 0.7));
        return WithExchange(Estimated(
            new HashAggregate(
                _context, input, group.Keys, group.Aggregates, (expression, slots) => Compiler(expression, expressions)(slots),
                [.. counts?.Variables ?? []]),
            rows, input.EstimatedCost + (input.EstimatedRows * 10)));
    }

    // An operator that reads all rows of its input may have those made on another thread.
    private T WithExchange<T>(T plan)
        where T : Operator
    {
        Exchange.InsertBelow(_context, plan);
        return plan;
    }

    private Operator PlanUnsorted(GraphPattern.OrderBy order, PlanScope scope) => WithOuter(
        Plan(order.Inner, scope.AlsoNeeding(order.Conditions.SelectMany(condition => ExpressionVariables.Of(condition.Value)))), scope,
        PatternTree.Expressions(order));

    // COUNT(DISTINCT *) is about whole solutions.
    private static ImmutableHashSet<Variable>? NeededBy(GraphPattern.Group group) =>
        group.Aggregates.Any(binding => binding.Aggregate is { Operand: null, Distinct: true })
            ? null
            : [.. PatternTree.Expressions(group).SelectMany(ExpressionVariables.Of)];

    private ImmutableArray<SortCondition> Keys(GraphPattern.OrderBy order, PlanScope scope) =>
    [
        .. order.Conditions.Select(condition => new SortCondition(
            Compiler(condition.Value, WithoutNarrowing(scope)), condition.Descending,
            condition.Descending ? $"desc {Text(condition.Value)}" : Text(condition.Value))
        {
            Value = Plain(condition.Value),
        }),
    ];

    private Operator PlanSlice(GraphPattern.Slice slice, PlanScope scope)
    {
        if (slice is { Inner: GraphPattern.OrderBy order, Limit: { } limit } && limit + slice.Offset is >= 0 and < TopKMaxRows)
        {
            var unsorted = PlanUnsorted(order, scope);
            var top = WithExchange(Estimated(
                new TopK(_context, unsorted, Keys(order, scope), checked((int)(limit + slice.Offset))),
                Math.Min(unsorted.EstimatedRows, limit + slice.Offset), unsorted.EstimatedCost + (unsorted.EstimatedRows * 2)));
            return slice.Offset == 0
                ? top
                : Estimated(new Slice(_context, top, slice.Offset, null), Math.Min(top.EstimatedRows, limit), top.EstimatedCost);
        }

        var wanted = slice.Limit is { } most && Allows(Rewriter.FirstRows)
            ? Math.Min((double)slice.Offset + most, scope.Wanted ?? double.MaxValue)
            : scope.Wanted;
        var input = Plan(slice.Inner, scope with { Wanted = wanted });
        return Estimated(
            new Slice(_context, input, slice.Offset, slice.Limit), Math.Min(input.EstimatedRows, slice.Limit ?? double.MaxValue),
            input.EstimatedCost);
    }
}
