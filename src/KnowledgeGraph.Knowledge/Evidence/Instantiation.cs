using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>Patterns with the terms of a solution in the place of their variables.</summary>
internal static class Instantiation
{
    /// <summary>The triple of a triple pattern.</summary>
    public static Triple Of(TriplePattern pattern, IReadOnlyDictionary<Variable, Term> solution) =>
        new(Of(pattern.Subject, solution), (Iri)Of(pattern.Predicate, solution), Of(pattern.Object, solution));

    /// <summary>The term of a position; all its variables are bound.</summary>
    public static Term Of(TermPattern pattern, IReadOnlyDictionary<Variable, Term> solution) => pattern switch
    {
        TermPattern.Ground(var term) => term,
        TermPattern.Var(var name) => solution[name],
        TermPattern.Triple(var inner) => Quoted(Of(inner, solution)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The name of a graph; null for the default graph.</summary>
    public static Term? OfGraph(TermPattern? pattern, IReadOnlyDictionary<Variable, Term> solution) => pattern is null ? null : Of(pattern, solution);

    private static TripleTerm Quoted(Triple triple) => new(triple.Subject, triple.Predicate, triple.Object);
}
