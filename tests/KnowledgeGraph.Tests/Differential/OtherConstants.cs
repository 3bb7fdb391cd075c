using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>The same query with other constants: each takes the place of the next; a single one becomes a term that no data have.</summary>
internal sealed class OtherConstants : AlgebraRewriter
{
    private readonly List<Term> _terms = [];
    private bool _isCollected;

    public static KnowledgeGraph.Sparql.Algebra.Query In(KnowledgeGraph.Sparql.Algebra.Query query)
    {
        var others = new OtherConstants();
        others.Rewrite(query.Pattern);
        others._isCollected = true;
        return query with { Pattern = others.Rewrite(query.Pattern) };
    }

    public override GraphPattern Rewrite(GraphPattern pattern) => pattern switch
    {
        GraphPattern.Graph(var name, var inner) => new GraphPattern.Graph(name, Rewrite(inner)),
        GraphPattern.Values(var variables, var rows) => new GraphPattern.Values(
            variables, [.. rows.Select(row => row.Select(term => term is null ? null : Other(term)).ToImmutableArray())]),
        _ => base.Rewrite(pattern),
    };

    public override TriplePattern Rewrite(TriplePattern triple) =>
        new(Rewrite(triple.Subject), triple.Predicate, Rewrite(triple.Object));

    public override TermPattern Rewrite(TermPattern term) =>
        term is TermPattern.Ground(var value) ? new TermPattern.Ground(Other(value)) : base.Rewrite(term);

    public override Expression Rewrite(Expression expression) =>
        expression is Expression.Constant(Iri iri) ? new Expression.Constant(Other(iri)) : base.Rewrite(expression);

    private Term Other(Term term)
    {
        var index = _terms.IndexOf(term);
        if (!_isCollected)
        {
            if (index < 0)
            {
                _terms.Add(term);
            }

            return term;
        }

        return _terms.Count > 1 ? _terms[(index + 1) % _terms.Count] : new Iri("urn:of-no-data");
    }
}
