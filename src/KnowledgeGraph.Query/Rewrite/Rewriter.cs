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

    private readonly ImmutableArray<RewritePass> _passes;

    /// <summary>A rewriter for one query.</summary>
    /// <param name="switchedOff">Names of passes that do not run; <c>*</c> switches all off.</param>
    /// <exception cref="ArgumentException">There is no pass of that name.</exception>
    public Rewriter(IEnumerable<string>? switchedOff = null)
    {
        ImmutableHashSet<string> off = [.. switchedOff ?? []];
        foreach (var name in off)
        {
            if (name != "*" && !AllPasses.Any(pass => pass.Name == name))
            {
                throw new ArgumentException($"There is no rewrite pass named {name}.", nameof(switchedOff));
            }
        }

        _passes = off.Contains("*") ? [] : [.. AllPasses.Where(pass => !off.Contains(pass.Name))];
    }

    /// <summary>The variables made for this query.</summary>
    public FreshVariables Fresh { get; } = new();

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
