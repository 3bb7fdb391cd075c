using System.Collections.Immutable;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>A plan with what explain tells of how it came about.</summary>
public sealed class PlannedQuery
{
    private readonly ImmutableArray<Term> _constants;
    private readonly ImmutableArray<(string Pass, GraphPattern After)> _rewrites;

    internal PlannedQuery(Operator plan, ImmutableArray<(string Pass, GraphPattern After)> rewrites, ImmutableArray<Term> constants)
    {
        Plan = plan;
        _rewrites = rewrites;
        _constants = constants;
    }

    /// <summary>The plan, not begun.</summary>
    public Operator Plan { get; }

    /// <summary>The rewrites that changed the pattern, with the pattern after each.</summary>
    public IEnumerable<(string Pass, GraphPattern After)> RewritesInFull =>
        _constants.IsEmpty ? _rewrites : _rewrites.Select(rewrite => (rewrite.Pass, QueryShape.Fill(rewrite.After, _constants)));

    internal ImmutableArray<(string Pass, GraphPattern After)> Rewrites => _rewrites;

    /// <summary>The plan as explain prints it.</summary>
    /// <param name="actuals">True to print rows and, where measured, time of the run.</param>
    public string Text(bool actuals) => QueryShape.Fill(PlanText.Of(Plan, actuals), _constants);

    /// <summary>Rewrites and plans a pattern.</summary>
    /// <param name="context">The run.</param>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="rewriter">The passes and rules that hold.</param>
    /// <param name="pattern">The pattern.</param>
    public static PlannedQuery Make(ExecutionContext context, QueryDataset dataset, Rewriter rewriter, GraphPattern pattern) =>
        Make(context, dataset, rewriter, pattern, []);

    internal static PlannedQuery Make(
        ExecutionContext context, QueryDataset dataset, Rewriter rewriter, GraphPattern pattern, ImmutableArray<Term> constants)
    {
        ArgumentNullException.ThrowIfNull(rewriter);
        var rewrites = ImmutableArray.CreateBuilder<(string, GraphPattern)>();
        var rewritten = rewriter.Rewrite(pattern, (pass, after) => rewrites.Add((pass, after)));
        return new PlannedQuery(new Planner(context, dataset, rewriter).Plan(rewritten), rewrites.ToImmutable(), constants);
    }
}
