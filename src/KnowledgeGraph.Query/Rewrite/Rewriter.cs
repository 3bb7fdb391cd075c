using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>Runs the passes over a pattern, in a fixed order.</summary>
public sealed class Rewriter
{
    /// <summary>All passes in the order they run.</summary>
    public static readonly ImmutableArray<RewritePass> AllPasses =
    [
        new ExpandPaths(),
        new SimplifyJoins(),
        new SplitConjunctions(),
        new FilterEqualityToConstant(),
        new PullOptionals(),
        new PushFilters(),
        new DistinctReduced(),
        new PushSlice(),
        new SimplifyJoins(),
    ];

    /// <summary>
    /// Rules by which the planner, too, does less than the algebra says: counts come from the index, comparisons confine scans to ranges,
    /// columns that nobody reads are not made, sizes of joins are sampled, rows of which only one column is read are counted, cyclic
    /// patterns are joined variable by variable, joins of which few rows are wanted begin with them, rows are sorted for a merge join,
    /// the rows of sub-selects that stand in a query twice are made once.
    /// Switched off by name, like passes.
    /// </summary>
    public static readonly ImmutableArray<string> PlanRules =
        [IndexCounts, ScanRanges, NarrowColumns, SampleJoins, CountRows, TrieJoins, FirstRows, SortedMerges, CommonParts];

    internal const string IndexCounts = nameof(IndexCounts);
    internal const string ScanRanges = nameof(ScanRanges);
    internal const string NarrowColumns = nameof(NarrowColumns);
    internal const string SampleJoins = nameof(SampleJoins);
    internal const string CountRows = nameof(CountRows);
    internal const string TrieJoins = nameof(TrieJoins);
    internal const string FirstRows = nameof(FirstRows);
    internal const string SortedMerges = nameof(SortedMerges);
    internal const string CommonParts = nameof(CommonParts);

    private readonly ImmutableArray<RewritePass> _passes;
    private readonly ImmutableHashSet<string> _off;

    /// <summary>A rewriter for one query.</summary>
    /// <param name="switchedOff">Names of passes that do not run and of plan rules that do not hold; <c>*</c> switches all off.</param>
    /// <exception cref="ArgumentException">There is no pass of that name.</exception>
    public Rewriter(IEnumerable<string>? switchedOff = null)
    {
        ImmutableHashSet<string> off = [.. switchedOff ?? []];
        foreach (var name in off)
        {
            if (name != "*" && !AllPasses.Any(pass => pass.Name == name) && !PlanRules.Contains(name))
            {
                throw new ArgumentException($"There is no rewrite pass named {name}.", nameof(switchedOff));
            }
        }

        _off = off;
        _passes = off.Contains("*") ? [] : [.. AllPasses.Where(pass => !off.Contains(pass.Name))];
    }

    /// <summary>The variables made for this query.</summary>
    public FreshVariables Fresh { get; } = new();

    /// <summary>Whether the planner may follow a rule.</summary>
    /// <param name="rule">One of <see cref="PlanRules"/>.</param>
    internal bool Allows(string rule) => !_off.Contains(rule) && !_off.Contains("*");

    /// <summary>Rewrites a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="changed">Called with the name of each pass that changed the tree, and the tree after it.</param>
    public GraphPattern Rewrite(GraphPattern pattern, Action<string, GraphPattern>? changed = null)
    {
        foreach (var pass in _passes)
        {
            var rewritten = pass.Apply(pattern, Fresh);
            if (!ReferenceEquals(rewritten, pattern))
            {
                changed?.Invoke(pass.Name, rewritten);
                pattern = rewritten;
            }
        }

        return pattern;
    }
}
