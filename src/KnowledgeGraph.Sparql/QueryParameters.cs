using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql;

/// <summary>Binds variables of a query to terms, in the algebra and never in text: a term cannot become syntax.</summary>
public static class QueryParameters
{
    /// <summary>
    /// The query with some variables fixed, as if each of its groups began with <c>VALUES ?name { term }</c>: patterns, expressions (BOUND is
    /// true), EXISTS, ORDER BY, templates. A sub-select that does not project the variable has another of the same name, which stays. A
    /// result column that is a parameter is kept and holds the term.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="parameters">Names, without <c>?</c>, and terms: IRIs, literals or triple terms of these.</param>
    /// <exception cref="ArgumentException">
    /// A name is not that of a variable, a term is a blank node, or the query itself assigns the variable by BIND, AS or an aggregate.
    /// </exception>
    public static Query Bind(Query query, IReadOnlyDictionary<string, Term> parameters)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0)
        {
            return query;
        }

        var values = new Dictionary<Variable, Term>();
        foreach (var (name, term) in parameters)
        {
            if (name.Length == 0 || name.StartsWith('.'))
            {
                throw new ArgumentException($"`{name}` is not the name of a variable.", nameof(parameters));
            }

            if (HasBlankNode(term))
            {
                throw new ArgumentException($"The parameter {name} is a blank node, which would match anything.", nameof(parameters));
            }

            values.Add(new Variable(name), term);
        }

        return new Substitution(values).Bind(query);
    }

    // Depth of triple terms is bounded by whoever made them.
    private static bool HasBlankNode(Term term) =>
        term is BlankNode || (term is TripleTerm triple && (HasBlankNode(triple.Subject) || HasBlankNode(triple.Object)));
}
