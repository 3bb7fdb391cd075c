using System.Collections.Concurrent;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// How the EXISTS of an expression are planned in any run of the plan that it is part of, with the plans that such runs made: rows decide
/// which are needed, so that each comes about when the first row asks for it. Thread-safe.
/// </summary>
/// <param name="scope">Where the expression stands; nothing comes to it from outside.</param>
/// <param name="dataset">The dataset of the runs.</param>
internal sealed class ExistsPlans(PlanScope scope, QueryDataset dataset)
{
    // One for each pattern and each choice of bound variables; more are planned each time.
    private const int MostPlans = 16;

    private readonly ConcurrentDictionary<Key, (Parameters Parameters, PlanTemplate Template)> _plans = new();

    /// <summary>The probe of an EXISTS in a run that takes a plan from another one.</summary>
    /// <param name="context">The run.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="slots">The columns of the rows.</param>
    public PatternExists Probe(ExecutionContext context, GraphPattern pattern, IReadOnlyDictionary<Variable, int> slots) =>
        new(context, () => new Planner(context, dataset, new Rewriter()), pattern, slots, scope, this);

    /// <summary>A plan for a run; null if none was kept that would be the right one.</summary>
    /// <param name="context">The run.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="bound">Which variables are bound.</param>
    public (Parameters Parameters, Operator Plan)? Take(ExecutionContext context, GraphPattern pattern, string bound)
    {
        if (!_plans.TryGetValue(new Key(pattern, bound), out var kept))
        {
            return null;
        }

        var copy = new PlanCopy(context);
        return kept.Template.For(copy) is { } plan ? (copy.Bind(kept.Parameters), plan) : null;
    }

    /// <summary>Keeps a plan that has not begun.</summary>
    /// <param name="context">The run that it was made for.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="bound">Which variables are bound.</param>
    /// <param name="parameters">Their values.</param>
    /// <param name="plan">The plan.</param>
    public void Keep(ExecutionContext context, GraphPattern pattern, string bound, Parameters parameters, Operator plan)
    {
        // It may ask for graphs within further EXISTS: of the same data alone.
        if (_plans.Count < MostPlans && PlanTemplate.Of(plan, context, hasGraphs: true, parameters) is { } made)
        {
            _plans[new Key(pattern, bound)] = made;
        }
    }

    private readonly record struct Key(GraphPattern Pattern, string Bound);
}
