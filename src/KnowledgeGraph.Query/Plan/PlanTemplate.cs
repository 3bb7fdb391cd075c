using System.Collections.Immutable;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// The plan of a shape, copied for each run with the constants of that run. It holds no data, and serves only as long as what it was
/// chosen by: the patterns with lifted constants have about as many rows as then, and so has the store. Immutable.
/// </summary>
internal sealed class PlanTemplate
{
    // A plan for few rows is as good for some more; beyond that a count may differ so many times, either way.
    private const double FewRows = 4;
    private const double RowsFactor = 10;

    // So much may the store have grown or shrunk.
    private const double StoreShare = 0.1;
    private const double FewQuads = 1_000;

    private readonly Operator _root;
    private readonly ImmutableArray<(ScanPattern Pattern, double Rows)> _counted;
    private readonly WeakReference<object> _numbering;
    private readonly WeakReference<Snapshot>? _only;
    private readonly double _quads;

    private PlanTemplate(
        Operator root, Snapshot snapshot, bool hasGraphs, ImmutableArray<(ScanPattern Pattern, double Rows)> counted,
        ImmutableArray<(string Pass, GraphPattern After)> rewrites)
    {
        _root = root;
        _counted = counted;
        _numbering = new(snapshot.Terms.Numbering);
        _only = hasGraphs ? new(snapshot) : null;
        _quads = Quads(snapshot);
        Rewrites = rewrites;
    }

    /// <summary>The rewrites that changed the lifted pattern.</summary>
    public ImmutableArray<(string Pass, GraphPattern After)> Rewrites { get; }

    /// <summary>A template of a plan that is not begun; null if the plan is for its run alone.</summary>
    /// <param name="plan">The plan of a lifted pattern.</param>
    /// <param name="context">Its run.</param>
    /// <param name="hasGraphs">True if it depends on which graphs there are.</param>
    /// <param name="rewrites">The rewrites that led to it.</param>
    public static PlanTemplate? Of(
        Operator plan, ExecutionContext context, bool hasGraphs, ImmutableArray<(string Pass, GraphPattern After)> rewrites) =>
        Of(plan, context, hasGraphs, rewrites, Template());

    /// <summary>A template of a plan under parameters, with its own parameters; null if the plan is for its run alone.</summary>
    /// <param name="plan">The plan of a lifted pattern.</param>
    /// <param name="context">Its run.</param>
    /// <param name="hasGraphs">True if it depends on which graphs there are.</param>
    /// <param name="parameters">The parameters.</param>
    public static (Parameters Parameters, PlanTemplate Template)? Of(
        Operator plan, ExecutionContext context, bool hasGraphs, Parameters parameters)
    {
        var copy = Template();
        return Of(plan, context, hasGraphs, [], copy) is { } template ? (copy.Bind(parameters), template) : null;
    }

    /// <summary>The plan for a run, with the constants of its context; null if it would not be the right one.</summary>
    /// <param name="copy">The run.</param>
    public Operator? For(PlanCopy copy) => IsValid(copy.Context.Snapshot) && HasAlikeCounts(copy) ? _root.CopyTree(copy) : null;

    private static PlanTemplate? Of(
        Operator plan, ExecutionContext context, bool hasGraphs, ImmutableArray<(string Pass, GraphPattern After)> rewrites,
        PlanCopy copy) =>
        plan.CopyTree(copy) is { } root && !copy.IsBoundToRun
            ? new PlanTemplate(root, context.Snapshot, hasGraphs, [.. context.Counted ?? []], rewrites)
            : null;

    private static PlanCopy Template()
    {
        var empty = Snapshot.Empty;
        var never = new ExecutionContext(empty, new LocalDictionary(empty.Terms), new MemoryBudget(long.MaxValue)) { BatchRows = 1 };
        return new PlanCopy(never, isTemplate: true);
    }

    // The ids of constants that stay are those of the store's numbering; which graphs there are may change with each snapshot.
    private bool IsValid(Snapshot snapshot) =>
        _numbering.TryGetTarget(out var numbering) && ReferenceEquals(numbering, snapshot.Terms.Numbering)
        && Math.Abs(Quads(snapshot) - _quads) <= (_quads * StoreShare) + FewQuads
        && (_only is null || (_only.TryGetTarget(out var only) && ReferenceEquals(only, snapshot)));

    private bool HasAlikeCounts(PlanCopy copy)
    {
        foreach (var (pattern, rows) in _counted)
        {
            var bound = copy.Bind(pattern);
            var now = bound.Count(
                copy.Context.Snapshot,
                new QuadPattern(bound.Subject.Constant, bound.Predicate.Constant, bound.Object.Constant, bound.Fourth.Constant));
            if (now + FewRows > (rows + FewRows) * RowsFactor || rows + FewRows > (now + FewRows) * RowsFactor)
            {
                return false;
            }
        }

        return true;
    }

    private static double Quads(Snapshot snapshot) => snapshot.DefaultGraphCount + snapshot.NamedGraphsCount;
}
