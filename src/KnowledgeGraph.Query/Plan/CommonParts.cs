using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Query.Rewrite;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Plan;

/// <summary>
/// Sub-selects with a grouping or an order that stand in a query more than once and mean the same: their rows are made once
/// (<see cref="SharedScan"/>). Variables that a sub-select does not project are its own (SPARQL 1.1 §12), so their names do not count.
/// </summary>
internal sealed class CommonParts
{
    /// <summary>No parts.</summary>
    public static readonly CommonParts None = new([]);

    // By the node itself: an equal one may stand where it means something else.
    private readonly Dictionary<GraphPattern, SharedRows> _rows;

    private CommonParts(Dictionary<GraphPattern, SharedRows> rows) => _rows = rows;

    /// <summary>The common parts of a pattern.</summary>
    /// <param name="pattern">The pattern of a whole query.</param>
    public static CommonParts Of(GraphPattern pattern)
    {
        var found = new List<GraphPattern>();
        Collect(pattern, found, isSought: IsCandidate);
        if (found.Count < 2)
        {
            return None;
        }

        var counts = new Dictionary<GraphPattern, int>();
        var alike = found.ToDictionary(node => node, node => new OwnNames().Rewrite(node), GraphComparer);
        foreach (var node in found)
        {
            counts[alike[node]] = counts.GetValueOrDefault(alike[node]) + 1;
        }

        // The largest parts: what is inside of one is made with it.
        var outermost = new List<GraphPattern>();
        Collect(pattern, outermost, node => alike.TryGetValue(node, out var same) && counts[same] > 1, entersFound: false);
        var rows = outermost.GroupBy(node => alike[node]).Where(group => group.Count() > 1)
            .SelectMany((group, number) => new SharedRows(number + 1) is var shared ? group.Select(node => (node, shared)) : [])
            .ToDictionary(pair => pair.node, pair => pair.shared, GraphComparer);
        return rows.Count == 0 ? None : new CommonParts(rows);
    }

    /// <summary>Where the rows of a part are; null if it stands in the query once.</summary>
    /// <param name="pattern">The part.</param>
    public SharedRows? RowsOf(GraphPattern pattern) => _rows.GetValueOrDefault(pattern);

    private static IEqualityComparer<GraphPattern> GraphComparer => ReferenceEqualityComparer.Instance;

    // Not inside of GRAPH, where the active graph is another, nor of SERVICE, which is evaluated elsewhere.
    private static void Collect(GraphPattern pattern, List<GraphPattern> found, Predicate<GraphPattern> isSought, bool entersFound = true)
    {
        if (isSought(pattern))
        {
            found.Add(pattern);
            if (!entersFound)
            {
                return;
            }
        }

        if (pattern is not (GraphPattern.Graph or GraphPattern.Service))
        {
            foreach (var child in PatternTree.Children(pattern))
            {
                Collect(child, found, isSought, entersFound);
            }
        }
    }

    // A sub-select, solution modifiers included, that reads all its input before the first row: nothing is lost by keeping the rows.
    private static bool IsCandidate(GraphPattern pattern)
    {
        var part = pattern;
        while (part is GraphPattern.Slice or GraphPattern.Distinct or GraphPattern.Reduced)
        {
            part = PatternTree.Children(part)[0];
        }

        if (part is not GraphPattern.Project(var below, _))
        {
            return false;
        }

        while (below is GraphPattern.Extend or GraphPattern.Filter or GraphPattern.Slice)
        {
            below = PatternTree.Children(below)[0];
        }

        return below is GraphPattern.Group or GraphPattern.OrderBy && !PatternTree.Any(
            pattern,
            node => node is GraphPattern.Service
                || PatternTree.Expressions(node).Any(value => ExpressionVariables.HasExists(value) || ExpressionVariables.IsVolatile(value)));
    }

    // A part with names by order of appearance for the variables that nobody outside sees.
    private sealed class OwnNames : AlgebraRewriter
    {
        private readonly Dictionary<Variable, Variable> _names = [];
        private HashSet<Variable>? _shown;

        public override GraphPattern Rewrite(GraphPattern pattern)
        {
            if (pattern is GraphPattern.Project(_, var variables))
            {
                _shown ??= [.. variables];
            }

            return base.Rewrite(pattern);
        }

        public override Variable Rewrite(Variable variable)
        {
            if (_shown?.Contains(variable) == true)
            {
                return variable;
            }

            if (!_names.TryGetValue(variable, out var name))
            {
                name = new Variable(FormattableString.Invariant($"..own{_names.Count}"));
                _names.Add(variable, name);
            }

            return name;
        }
    }
}
