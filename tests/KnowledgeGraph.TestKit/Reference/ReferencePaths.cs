using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>
/// Property paths by SPARQL 1.1 §18.4 and §18.5: eval(Path(X, path, Y)) as pairs of nodes. An end that is null is a variable; pairs
/// repeat where the recommendation counts them.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-query/#PropertyPathPatterns"/>
internal static class ReferencePaths
{
    public static IEnumerable<Solution> Match(IReadOnlyList<Triple> graph, GraphPattern.PathPattern pattern)
    {
        var start = (pattern.Subject as TermPattern.Ground)?.Value;
        var end = (pattern.Object as TermPattern.Ground)?.Value;
        foreach (var (from, to) in Eval(graph, start, pattern.Path, end))
        {
            var row = ReferenceMatching.Match(pattern.Subject, from, Solution.Empty);
            row = row is null ? null : ReferenceMatching.Match(pattern.Object, to, row);
            if (row is not null)
            {
                yield return row;
            }
        }
    }

    private static IEnumerable<(Term From, Term To)> Eval(IReadOnlyList<Triple> graph, Term? x, PropertyPath path, Term? y) => path switch
    {
        PropertyPath.Link link => Steps(graph.Where(t => t.Predicate == link.Predicate), x, y),
        PropertyPath.NegatedSet set => Steps(graph.Where(t => !set.Predicates.Contains(t.Predicate)), x, y),
        PropertyPath.Inverse inverse => Eval(graph, y, inverse.Path, x).Select(pair => (pair.To, pair.From)),

        // Join(Path(X, P, ?V), Path(?V, Q, Y)) with a fresh variable ?V.
        PropertyPath.Sequence sequence =>
            from a in Eval(graph, x, sequence.Left, null)
            join b in Eval(graph, null, sequence.Right, y) on a.To equals b.From
            select (a.From, b.To),
        PropertyPath.Alternative alternative => Eval(graph, x, alternative.Left, y).Concat(Eval(graph, x, alternative.Right, y)),
        PropertyPath.ZeroOrOne optional => ZeroLength(graph, x, y).Concat(Eval(graph, x, optional.Path, y)).Distinct(),
        PropertyPath.ZeroOrMore { Path: var step } => Closure(graph, x, step, y, zero: true),
        PropertyPath.OneOrMore { Path: var step } => Closure(graph, x, step, y, zero: false),
        _ => throw new NotSupportedException($"{path.GetType().Name} is not a path of SPARQL 1.1."),
    };

    private static IEnumerable<(Term From, Term To)> Steps(IEnumerable<Triple> triples, Term? x, Term? y) =>
        from t in triples
        where (x is null || x == t.Subject) && (y is null || y == t.Object)
        select (t.Subject, t.Object);

    // SPARQL 1.1 §18.4, ZeroLengthPath: two variables range over nodes(G); a term matches itself, in the graph or not.
    private static IEnumerable<(Term From, Term To)> ZeroLength(IReadOnlyList<Triple> graph, Term? x, Term? y) => (x, y) switch
    {
        (null, null) => Nodes(graph).Select(node => (node, node)),
        ({ } term, null) => [(term, term)],
        (null, { } term) => [(term, term)],
        ({ } a, { } b) => a == b ? [(a, b)] : [],
    };

    private static IEnumerable<(Term From, Term To)> Closure(IReadOnlyList<Triple> graph, Term? x, PropertyPath step, Term? y, bool zero)
    {
        if (x is null && y is not null)
        {
            // eval(Path(X:var, path*, Y:term)) = eval(Path(Y:term, ^path*, X:var)) with the ends swapped.
            return Closure(graph, y, new PropertyPath.Inverse(step), null, zero).Select(pair => (pair.To, pair.From));
        }

        return
            from start in x is null ? Nodes(graph) : [x]
            from node in Reach(graph, step, zero ? [start] : Eval(graph, start, step, null).Select(pair => pair.To))
            where y is null || node == y
            select (start, node);
    }

    // SPARQL 1.1 §18.4, ALP: every node that steps of the path lead to from the given ones, these included, each once.
    private static HashSet<Term> Reach(IReadOnlyList<Triple> graph, PropertyPath path, IEnumerable<Term> from)
    {
        var visited = new HashSet<Term>();
        var frontier = new Stack<Term>(from);
        while (frontier.TryPop(out var node))
        {
            if (visited.Add(node))
            {
                foreach (var (_, next) in Eval(graph, node, path, null))
                {
                    frontier.Push(next);
                }
            }
        }

        return visited;
    }

    // SPARQL 1.1 §18.4: nodes(G), the terms used as subject or object.
    private static IEnumerable<Term> Nodes(IReadOnlyList<Triple> graph) => graph.SelectMany(t => new[] { t.Subject, t.Object }).Distinct();
}
