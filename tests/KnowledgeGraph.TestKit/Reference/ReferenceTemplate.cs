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
                if (Term(pattern.Subject, rows[i], i) is Iri or BlankNode
                    && Term(pattern.Predicate, rows[i], i) is Iri predicate
                    && Term(pattern.Object, rows[i], i) is { } @object)
                {
                    graph.Add(new Triple(Term(pattern.Subject, rows[i], i)!, predicate, @object));
                }
            }
        }

        return [.. graph];
    }

    private static Term? Term(TermPattern pattern, Solution row, int number) => pattern switch
    {
        TermPattern.Ground ground => ground.Value,

        // A blank node of the template is a fresh one for every solution.
        TermPattern.Var { Name: var v } => row[v] ?? (v.IsInternal ? new BlankNode($"t{number}-{v.Name[1..]}") : null),
        TermPattern.Triple { Pattern: var p } =>
            Term(p.Subject, row, number) is { } s and (Iri or BlankNode) && Term(p.Predicate, row, number) is Iri predicate
            && Term(p.Object, row, number) is { } o
                ? new TripleTerm(s, predicate, o)
                : null,
        _ => null,
    };
}
