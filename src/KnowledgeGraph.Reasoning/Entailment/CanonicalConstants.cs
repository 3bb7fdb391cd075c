using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// Literals in the patterns of a query, as the inferences have them: under D and OWL 2 RL entailment a pattern that asks for <c>"01"</c>
/// asks for the value 1 (SPARQL 1.1 Entailment Regimes §4, §5). Expressions, triple terms, named graphs and services keep theirs.
/// Immutable and safe for several threads.
/// </summary>
public sealed class CanonicalConstants : AlgebraRewriter
{
    private readonly DatatypeMap _datatypes;

    private CanonicalConstants(DatatypeMap datatypes) => _datatypes = datatypes;

    /// <summary>The query to evaluate for a query over the default graph under a regime: itself unless literals are canonical there.</summary>
    /// <param name="query">The query.</param>
    /// <param name="options">The regime.</param>
    public static SparqlQuery Apply(SparqlQuery query, EntailmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(options);

        // The graphs of FROM are named ones of the store, of which nothing is inferred.
        return options.CanonicalLiterals && query.Dataset is null
            ? query with { Pattern = new CanonicalConstants(options.Recognized).Rewrite(query.Pattern) }
            : query;
    }

    /// <inheritdoc/>
    public override GraphPattern Rewrite(GraphPattern pattern) =>
        pattern is GraphPattern.Graph or GraphPattern.Service ? pattern : base.Rewrite(pattern);

    /// <inheritdoc/>
    public override TermPattern Rewrite(TermPattern term) => term switch
    {
        TermPattern.Ground { Value: Literal literal } => new TermPattern.Ground(_datatypes.Canonical(literal)),
        TermPattern.Triple => term,
        _ => base.Rewrite(term),
    };
}
