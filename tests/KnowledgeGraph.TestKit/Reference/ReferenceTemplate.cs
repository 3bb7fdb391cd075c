using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>CONSTRUCT templates (SPARQL 1.1 §16.2).</summary>
internal static class ReferenceTemplate
{
    public static IReadOnlyList<Triple> Instantiate(ImmutableArray<TriplePattern> template, List<Solution> rows)
    {
        var graph = new HashSet<Triple>();
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var pattern in template)
            {
                // An unbound variable or an illegal triple is left out.
                if (Triple(pattern, rows[i], $"t{i}") is { } triple)
                {
                    graph.Add(triple);
                }
            }
        }

        return [.. graph];
    }

    // SPARQL 1.1 §16.4 leaves the description open. Here: the triples with the resource as subject, and those of the blank nodes they lead to.
    public static IReadOnlyList<Triple> Describe(ImmutableArray<TermPattern> targets, List<Solution> rows, IReadOnlyList<Triple> graph)
    {
        var pending = new Stack<Term>(targets.SelectMany(target => target switch
        {
            TermPattern.Ground ground => [ground.Value],
            TermPattern.Var { Name: var name } => rows.Select(row => row[name]).OfType<Term>(),
            _ => [],
        }));
        var described = new HashSet<Term>();
        while (pending.TryPop(out var resource))
        {
            if (described.Add(resource))
            {
                foreach (var blank in graph.Where(t => t.Subject == resource && t.Object is BlankNode))
                {
                    pending.Push(blank.Object);
                }
            }
        }

        return [.. graph.Where(t => described.Contains(t.Subject))];
    }

    /// <summary>The triple of a solution; null if a variable is unbound or a term stands where it may not.</summary>
    public static Triple? Triple(TriplePattern pattern, Solution row, string scope) =>
        Term(pattern.Subject, row, scope) is { } s and (Iri or BlankNode) && Term(pattern.Predicate, row, scope) is Iri predicate
        && Term(pattern.Object, row, scope) is { } o
            ? new Triple(s, predicate, o)
            : null;

    public static Term? Term(TermPattern pattern, Solution row, string scope) => pattern switch
    {
        TermPattern.Ground ground => ground.Value,

        // A blank node of the template is a fresh one for every solution.
        TermPattern.Var { Name: var v } => row[v] ?? (v.IsInternal ? new BlankNode($"{scope}-{v.Name[1..]}") : null),
        TermPattern.Triple { Pattern: var p } => Triple(p, row, scope) is { } t ? new TripleTerm(t.Subject, t.Predicate, t.Object) : null,
        _ => null,
    };
}
