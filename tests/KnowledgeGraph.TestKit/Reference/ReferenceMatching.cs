using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.TestKit.Reference;

/// <summary>Basic graph pattern matching under simple entailment (SPARQL 1.1 §18.3.1), with triple-term patterns (SPARQL 1.2 §18.3.1).</summary>
internal static class ReferenceMatching
{
    /// <summary>Every way to map the variables so that all triple patterns become triples of the graph, each way once.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="patterns">The triple patterns.</param>
    /// <param name="limit">Most partial solutions that are tried.</param>
    /// <exception cref="ReferenceLimitException">While it is read: there are more.</exception>
    public static IEnumerable<Solution> Match(IReadOnlyList<Triple> graph, ImmutableArray<TriplePattern> patterns, long limit)
    {
        var tried = 0L;
        return patterns.Aggregate(
            (IEnumerable<Solution>)[Solution.Empty],
            (rows, pattern) =>
                from row in rows
                from triple in graph
                let matched = Match(pattern, triple.Subject, triple.Predicate, triple.Object, row)
                where matched is not null
                select Counted(matched));

        Solution Counted(Solution solution) => ++tried <= limit
            ? solution
            : throw new ReferenceLimitException($"A basic graph pattern has more than {limit} partial solutions.");
    }

    /// <summary>Extends the solution so that the pattern becomes the term; null if there is no way.</summary>
    public static Solution? Match(TermPattern pattern, Term term, Solution row) => pattern switch
    {
        TermPattern.Ground ground => ground.Value == term ? row : null,
        TermPattern.Var variable => row.Unify(variable.Name, term),
        TermPattern.Triple inner => term is TripleTerm triple
            ? Match(inner.Pattern, triple.Subject, triple.Predicate, triple.Object, row)
            : null,
        _ => null,
    };

    private static Solution? Match(TriplePattern pattern, Term subject, Iri predicate, Term @object, Solution row)
    {
        var matched = Match(pattern.Subject, subject, row);
        matched = matched is null ? null : Match(pattern.Predicate, predicate, matched);
        return matched is null ? null : Match(pattern.Object, @object, matched);
    }
}
