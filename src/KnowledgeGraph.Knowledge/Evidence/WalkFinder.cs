using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>
/// Finds the triples of one shortest walk along a property path between two nodes that it connects (SPARQL 1.1 §9.3, §18.4): breadth first,
/// a query for each step away from the start.
/// </summary>
/// <param name="reader">Reads the data.</param>
/// <param name="mostNodes">The most nodes that a search meets before it is given up.</param>
internal sealed class WalkFinder(PatternReader reader, int mostNodes)
{
    private static readonly Variable s_from = new(".from");
    private static readonly Variable s_to = new(".to");

    /// <summary>The triples walked; null if there is no walk or the search was given up.</summary>
    /// <param name="start">The start.</param>
    /// <param name="path">The path.</param>
    /// <param name="end">The end.</param>
    /// <param name="graph">The graph; null for the default graph.</param>
    public ImmutableArray<SupportPart.Statement>? Find(Term start, PropertyPath path, Term end, Term? graph)
    {
        switch (path)
        {
            case PropertyPath.Link(var predicate):
                return IsConnected(start, path, end, graph) ? [new SupportPart.Statement(new Triple(start, predicate, end), graph)] : null;
            case PropertyPath.Inverse(var inner):
                return Find(end, inner, start, graph);
            case PropertyPath.Sequence(var left, var right):
                return Through(start, left, right, end, graph);
            case PropertyPath.Alternative(var left, var right):
                return Find(start, left, end, graph) ?? Find(start, right, end, graph);
            case PropertyPath.NegatedSet:
                return Step(start, end, graph, path);
            case PropertyPath.ZeroOrOne(var inner):
                return start == end ? [] : Find(start, inner, end, graph);
            case PropertyPath.ZeroOrMore(var inner):
                return start == end ? [] : Search(start, inner, end, graph);
            case PropertyPath.OneOrMore(var inner):
                return Search(start, inner, end, graph);
            default:
                throw new UnreachableException();
        }
    }

    private bool IsConnected(Term start, PropertyPath path, Term end, Term? graph) =>
        reader.Solutions(Pattern(new TermPattern.Ground(start), path, new TermPattern.Ground(end)), graph, [], limit: 1).Count > 0;

    // The first node in the middle that both halves reach.
    private ImmutableArray<SupportPart.Statement>? Through(Term start, PropertyPath left, PropertyPath right, Term end, Term? graph)
    {
        var middle = new Variable(".middle");
        var both = new GraphPattern.Join(
            Pattern(new TermPattern.Ground(start), left, new TermPattern.Var(middle)),
            Pattern(new TermPattern.Var(middle), right, new TermPattern.Ground(end)));
        foreach (var solution in reader.Solutions(both, graph, [middle], limit: 1))
        {
            if (Find(start, left, solution[middle], graph) is { } first && Find(solution[middle], right, end, graph) is { } second)
            {
                return first.AddRange(second);
            }
        }

        return null;
    }

    // Any predicate outside the set.
    private ImmutableArray<SupportPart.Statement>? Step(Term start, Term end, Term? graph, PropertyPath path)
    {
        var predicate = new Variable(".predicate");
        var excluded = ((PropertyPath.NegatedSet)path).Predicates;
        var triple = new TriplePattern(new TermPattern.Ground(start), new TermPattern.Var(predicate), new TermPattern.Ground(end));
        var allowed = new GraphPattern.Filter(
            new Expression.Not(new Expression.In(
                new Expression.Var(predicate), [.. excluded.Select(Expression (iri) => new Expression.Constant(iri))])),
            new GraphPattern.BasicGraphPattern([triple]));
        return reader.Solutions(allowed, graph, [predicate], limit: 1) is [var found]
            ? [new SupportPart.Statement(new Triple(start, (Iri)found[predicate], end), graph)]
            : null;
    }

    private ImmutableArray<SupportPart.Statement>? Search(Term start, PropertyPath step, Term end, Term? graph)
    {
        var cameFrom = new Dictionary<Term, Term>();
        List<Term> frontier = [start];
        while (frontier.Count > 0 && cameFrom.Count <= mostNodes)
        {
            var next = new List<Term>();
            foreach (var (from, to) in Steps(frontier, step, graph))
            {
                if (cameFrom.TryAdd(to, from))
                {
                    next.Add(to);
                }

                if (to == end)
                {
                    return Walked(start, step, end, graph, cameFrom);
                }
            }

            frontier = next;
        }

        return null;
    }

    private IEnumerable<(Term From, Term To)> Steps(List<Term> frontier, PropertyPath step, Term? graph)
    {
        var from = new GraphPattern.Values([s_from], [.. frontier.Select(term => ImmutableArray.Create<Term?>(term))]);
        var steps = new GraphPattern.Join(from, Pattern(new TermPattern.Var(s_from), step, new TermPattern.Var(s_to)));
        return reader.Solutions(steps, graph, [s_from, s_to]).Select(solution => (solution[s_from], solution[s_to]));
    }

    private ImmutableArray<SupportPart.Statement>? Walked(
        Term start, PropertyPath step, Term end, Term? graph, Dictionary<Term, Term> cameFrom)
    {
        var nodes = new Stack<Term>([end]);
        do
        {
            nodes.Push(cameFrom[nodes.Peek()]);
        }
        while (nodes.Peek() != start);

        var walked = ImmutableArray.CreateBuilder<SupportPart.Statement>();
        for (Term here = nodes.Pop(); nodes.Count > 0; here = nodes.Pop())
        {
            if (Find(here, step, nodes.Peek(), graph) is not { } triples)
            {
                return null;
            }

            walked.AddRange(triples);
            if (nodes.Count == 1)
            {
                break;
            }
        }

        return walked.ToImmutable();
    }

    private static GraphPattern Pattern(TermPattern start, PropertyPath path, TermPattern end) => path is PropertyPath.Link(var predicate)
        ? new GraphPattern.BasicGraphPattern([new TriplePattern(start, new TermPattern.Ground(predicate), end)])
        : new GraphPattern.PathPattern(start, path, end);
}
