using System.Collections.Immutable;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Plans joins, optional parts, MINUS and the filters over them.</summary>
internal sealed class JoinBuilder
{
    private const double ApplyCost = 300;
    private const double LookupCost = 120;
    private const double HashRowCost = 10;
    private const int MaxApplyDepth = 2;

    // Above this a service is asked for all it has.
    private const double MaxServiceLeftRows = 10_000;

    private readonly ExecutionContext _context;
    private readonly Planner _planner;

    /// <summary>A builder.</summary>
    public JoinBuilder(ExecutionContext context, Planner planner)
    {
        _context = context;
        _planner = planner;
    }

    /// <summary>Plans nested joins and the filters around them.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="scope">Where it is evaluated.</param>
    /// <param name="counts">Leave to count rows instead of making them; null for none.</param>
    public Operator PlanGroup(GraphPattern pattern, PlanScope scope, CountedRows? counts = null)
    {
        var conditions = new List<Expression>();
        while (pattern is GraphPattern.Filter(var condition, var inner))
        {
            conditions.Add(condition);
            pattern = inner;
        }

        var needed = _planner.Allows(Rewriter.NarrowColumns)
            ? scope.AlsoNeeding(conditions.SelectMany(ExpressionVariables.Of)).Needed
            : null;
        var wanted = scope.Wanted;
        scope = scope with { Needed = null, Wanted = null };
        var group = new JoinGroup(_planner, _context, counts);
        group.Add(pattern, pattern is GraphPattern.Join ? scope : scope with { Needed = needed });
        conditions.AddRange(group.Filters);
        var possible = ImmutableHashSet.CreateRange(group.Items.SelectMany(item => item.Possible));
        var certain = ImmutableHashSet.CreateRange(group.Items.SelectMany(item => item.Certain));
        var early = conditions
            .Where(condition => !ExpressionVariables.HasExists(condition) && !ExpressionVariables.IsVolatile(condition))
            .Select(condition => new JoinFilter(condition, ExpressionVariables.Of(condition).Intersect(possible)))
            .Where(filter => filter.Variables.IsSubsetOf(certain))
            .ToImmutableArray();
        var late = group.Items.Count == 0 ? conditions : [.. conditions.Except(early.Select(filter => filter.Condition))];
        scope = scope with
        {
            Wanted = wanted / late.Aggregate(1.0, (share, condition) => share * CardinalityEstimates.Selectivity(condition)),
        };
        var (items, ranged) = new FilterRanges(_context, _planner.Allows(Rewriter.ScanRanges) ? early : []).Apply([.. group.Items]);
        ranged = ranged.IsEmpty ? early : ranged;
        var counted = counts is null || needed is null
            ? null
            : new CountedScans(counts, scope.Outer.IsEmpty ? needed.Union(conditions.SelectMany(ExpressionVariables.Of)) : null);
        var plan = items.IsEmpty
            ? Planner.Estimated(new Values(_context, [], [[]]), 1, 1)
            : new JoinAssembly(_context, _planner, scope, ranged, needed, counted).Build(items);
        if (group.ShownOuter.Count > 0)
        {
            plan = Planner.Estimated(
                new ParameterColumns(_context, plan, scope.Outer[group.ShownOuter[0]].Parameters, [.. group.ShownOuter]),
                plan.EstimatedRows, plan.EstimatedCost);
        }

        foreach (var condition in late.OrderBy(condition => ExpressionVariables.HasExists(condition) ? 1 : 0))
        {
            plan = ApplyFilter(plan, condition, certain, scope);
        }

        return plan;
    }

    /// <summary>Plans an optional part.</summary>
    /// <param name="join">The pattern.</param>
    /// <param name="scope">Where it is evaluated.</param>
    /// <param name="counts">Leave to count rows of the left side; null for none.</param>
    public Operator PlanLeftJoin(GraphPattern.LeftJoin join, PlanScope scope, CountedRows? counts = null)
    {
        var condition = join.Condition;
        var read = condition is null ? [] : ExpressionVariables.Of(condition);
        var left = _planner.Plan(join.Left, scope.AlsoNeeding(MentionedVariables.Of(join.Right).Union(read)), counts);
        var certain = VariableScope.Of(join.Left).Certain.Intersect(left.Columns);
        var leftRows = left.EstimatedRows * scope.ShareRead(left.EstimatedRows);
        var rightScope = (scope with { Wanted = null })
            .NarrowOnly(certain.Contains).AlsoNeeding(MentionedVariables.Of(join.Left).Union(read));
        var compile = condition is null ? null : _planner.Compiler(condition, Planner.WithoutNarrowing(scope));
        if (condition is not null)
        {
            left = _planner.WithOuter(left, scope, [condition]);
        }

        if (TryPlanService(join.Right, left, certain, rightScope, compile) is { } service)
        {
            return service;
        }

        var right = _planner.Plan(join.Right, rightScope);

        var hashCost = right.EstimatedCost + (right.EstimatedRows * HashRowCost);
        var shared = certain.Intersect(MentionedVariables.Of(join.Right)).Where(variable => !IsHidden(variable)).ToImmutableArray();
        if (!shared.IsEmpty)
        {
            if (TryPlanLookup(join, left, certain, rightScope, hashCost, scope) is { } lookup)
            {
                right.Dispose();
                return lookup;
            }

            if (scope.ApplyDepth < MaxApplyDepth && !HasService(join.Right) && leftRows * ApplyCost < hashCost)
            {
                var parameters = new Parameters(shared);
                var narrowed = _planner.Plan(
                    join.Right, rightScope.With(parameters, isSubstituted: false) with { ApplyDepth = scope.ApplyDepth + 1 });
                var cost = left.EstimatedRows * (narrowed.EstimatedCost + ApplyCost);
                if (leftRows * (narrowed.EstimatedCost + ApplyCost) < hashCost)
                {
                    right.Dispose();
                    return Planner.Estimated(
                        new ApplyJoin(_context, left, narrowed, parameters, isOuter: true, compile)
                        {
                            Condition = Planner.Plain(condition),
                        },
                        left.EstimatedRows * Math.Max(1, narrowed.EstimatedRows), left.EstimatedCost + cost);
                }
            }
        }

        var keys = Keys(left, certain, right, VariableScope.Of(join.Right).Certain);
        var pairs = keys.IsEmpty ? left.EstimatedRows * right.EstimatedRows : left.EstimatedRows;
        return Planner.Estimated(
            new HashLeftJoin(_context, left, right, keys, compile) { Condition = Planner.Plain(condition) }, left.EstimatedRows, left.EstimatedCost + hashCost + pairs);

        // A parameter that is substituted already keeps its outer value.
        bool IsHidden(Variable variable) => scope.Outer.TryGetValue(variable, out var outer) && outer.IsSubstituted;
    }

    /// <summary>Plans MINUS.</summary>
    /// <param name="minus">The pattern.</param>
    /// <param name="scope">Where it is evaluated.</param>
    /// <param name="counts">Leave to count rows of the left side; null for none.</param>
    public Operator PlanMinus(GraphPattern.Minus minus, PlanScope scope, CountedRows? counts = null)
    {
        var left = _planner.Plan(minus.Left, scope.AlsoNeeding(MentionedVariables.Of(minus.Right)), counts);
        var certain = VariableScope.Of(minus.Left).Certain.Intersect(left.Columns);
        if (!VariableScope.Of(minus.Left).Possible.Overlaps(VariableScope.Of(minus.Right).Possible))
        {
            // SPARQL 1.1 §18.5, Minus: disjoint domains take nothing away.
            return left;
        }

        var right = _planner.Plan(minus.Right, scope.NarrowOnly(certain.Contains) with { Needed = null, Wanted = null });
        var shared = left.Columns.Intersect(right.Columns).ToImmutableArray();
        var narrow = Planner.Estimated(new Project(_context, right, shared), right.EstimatedRows, right.EstimatedCost);
        var keys = Keys(left, certain, narrow, VariableScope.Of(minus.Right).Certain);
        return Planner.Estimated(
            new HashMinus(_context, left, narrow, keys), left.EstimatedRows,
            left.EstimatedCost + narrow.EstimatedCost + (narrow.EstimatedRows * HashRowCost));
    }

    // An optional service, called with values of the left side or at the endpoints that it names.
    private Service? TryPlanService(
        GraphPattern pattern, Operator left, ImmutableHashSet<Variable> certain, PlanScope scope,
        Func<IReadOnlyDictionary<Variable, int>, CompiledExpression>? condition)
    {
        if (pattern is not GraphPattern.Service call || _context.Service is null)
        {
            return null;
        }

        var service = new ServicePattern(call, _context.BaseIri);
        var isNamedByLeft = service.NameVariable is { } name && left.Slots.ContainsKey(name);
        var isRestricted = service.IsBindable && certain.Overlaps(service.Answered) && left.EstimatedRows <= MaxServiceLeftRows;
        return isNamedByLeft || isRestricted
            ? Planner.Estimated(
                _planner.Service(service, new FullBatches(_context, left), scope, isOuter: true, condition),
                left.EstimatedRows, left.EstimatedCost)
            : null;
    }

    // Running such a plan per row would call the service per row.
    private static bool HasService(GraphPattern pattern) => PatternTree.Any(pattern, node => node is GraphPattern.Service);

    // An optional part of one triple pattern, perhaps filtered, looked up row by row.
    private IndexNestedLoopJoin? TryPlanLookup(
        GraphPattern.LeftJoin join, Operator left, ImmutableHashSet<Variable> certain, PlanScope rightScope, double hashCost,
        PlanScope scope)
    {
        var condition = join.Condition;
        var pattern = join.Right;
        while (pattern is GraphPattern.Filter(var inner, var below)
            && ExpressionVariables.Of(inner).IsSubsetOf(VariableScope.Of(below).Certain) && !ExpressionVariables.HasExists(inner))
        {
            condition = condition is null ? inner : new Expression.And(inner, condition);
            pattern = below;
        }

        if (pattern is not GraphPattern.BasicGraphPattern { Triples: [var triple] } || left.EstimatedRows * scope.ShareRead(left.EstimatedRows) * LookupCost >= hashCost)
        {
            return null;
        }

        var group = new JoinGroup(_planner, _context);
        group.Add(pattern, rightScope);
        if (group.Items is not [JoinItem.Scan scan] || !scan.Certain.Overlaps(certain))
        {
            return null;
        }

        var partners = scan.Pattern.Variables.Where(variable => !certain.Contains(variable)).ToImmutableArray();
        return Planner.Estimated(
            new IndexNestedLoopJoin(
                _context, left, scan.Pattern, partners, triple.ToString(), isOuter: true,
                condition is null ? null : _planner.Compiler(condition, Planner.WithoutNarrowing(scope)))
            {
                Condition = Planner.Plain(condition),
            },
            left.EstimatedRows, left.EstimatedCost + (left.EstimatedRows * LookupCost));
    }

    private Operator ApplyFilter(Operator plan, Expression condition, ImmutableHashSet<Variable> certain, PlanScope scope)
    {
        var (exists, keep) = condition switch
        {
            Expression.Exists(var pattern) => (pattern, true),
            Expression.Not(Expression.Exists(var pattern)) => (pattern, false),
            _ => (null, true),
        };
        if (exists is not null && TryPlanSemiJoin(plan, exists, keep, certain, scope) is { } semi)
        {
            return semi;
        }

        var input = _planner.WithOuter(plan, scope, [condition]);
        var outside = Planner.WithoutNarrowing(scope);
        var plans = _planner.Exists(condition, outside);
        return Planner.Estimated(
            new Filter(_context, input, _planner.Compiler(condition, outside, plans), Planner.Text(condition))
            {
                Condition = plans is null ? Planner.Plain(condition) : condition,
                Exists = plans,
            },
            input.EstimatedRows * CardinalityEstimates.Selectivity(condition),
            input.EstimatedCost + (input.EstimatedRows * (exists is null ? 1 : ApplyCost)));
    }

    private HashSemiJoin? TryPlanSemiJoin(
        Operator plan, GraphPattern exists, bool keep, ImmutableHashSet<Variable> certain, PlanScope scope)
    {
        var mentioned = MentionedVariables.Of(exists);
        var shared = mentioned.Intersect(plan.Columns);
        var outside = scope.Outer.Where(pair => pair.Value.IsSubstituted).Select(pair => pair.Key).Where(mentioned.Contains);
        if (!ExistsSafety.IsIndependent(exists, shared.Union(outside)))
        {
            return null;
        }

        var right = _planner.PlanExists(exists, Planner.WithoutNarrowing(scope) with { Needed = shared, Wanted = null });
        var cost = right.EstimatedCost + (right.EstimatedRows * HashRowCost);
        if (plan.EstimatedRows * scope.ShareRead(plan.EstimatedRows) * (ApplyCost * 3) < cost && !HasService(exists))
        {
            right.Dispose();
            return null;
        }

        var narrow = Planner.Estimated(
            new Project(_context, right, [.. shared.Intersect(right.Columns)]), right.EstimatedRows, right.EstimatedCost);
        var keys = Keys(plan, certain, narrow, VariableScope.Of(exists).Certain);
        return Planner.Estimated(
            new HashSemiJoin(_context, plan, narrow, keys, keep), plan.EstimatedRows / 2, plan.EstimatedCost + cost + plan.EstimatedRows);
    }

    private static ImmutableArray<Variable> Keys(
        Operator left, ImmutableHashSet<Variable> leftCertain, Operator right, ImmutableHashSet<Variable> rightCertain) =>
        [.. left.Columns.Where(variable =>
            leftCertain.Contains(variable) && rightCertain.Contains(variable) && right.Slots.ContainsKey(variable))];
}
