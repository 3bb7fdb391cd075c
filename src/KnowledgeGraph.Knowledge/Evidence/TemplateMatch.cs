using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>Finds what the variables of a CONSTRUCT template must be for it to make a triple.</summary>
internal static class TemplateMatch
{
    /// <summary>The values; null if the template cannot make the triple.</summary>
    /// <param name="pattern">A triple of the template.</param>
    /// <param name="triple">The triple.</param>
    public static IReadOnlyDictionary<Variable, Term>? Find(TriplePattern pattern, Triple triple)
    {
        var values = new Dictionary<Variable, Term>();
        return Matches(pattern, triple.Subject, triple.Predicate, triple.Object, values) ? values : null;
    }

    private static bool Matches(TriplePattern pattern, Term subject, Term predicate, Term @object, Dictionary<Variable, Term> values) =>
        Matches(pattern.Subject, subject, values) && Matches(pattern.Predicate, predicate, values) && Matches(pattern.Object, @object, values);

    private static bool Matches(TermPattern pattern, Term term, Dictionary<Variable, Term> values)
    {
        switch (pattern)
        {
            case TermPattern.Ground(var ground):
                return ground == term;
            case TermPattern.Var(var name) when name.IsInternal:
                // A blank node of the template, fresh for each solution (SPARQL 1.1 §16.2): any blank node may be it.
                return term is BlankNode;
            case TermPattern.Var(var name):
                return values.TryGetValue(name, out Term? known) ? known == term : values.TryAdd(name, term);
            case TermPattern.Triple(var inner):
                return term is TripleTerm quoted && Matches(inner, quoted.Subject, quoted.Predicate, quoted.Object, values);
            default:
                return false;
        }
    }
}
