using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// A known deviation of Oxigraph, and how a query is written without what shows it: that part alone is changed, guarded by the values it
/// meets where they decide. What is left of the query must then be answered alike.
/// </summary>
/// <param name="name">The line of <c>disagreements.md</c>.</param>
internal sealed class Deviation(string name) : AlgebraRewriter
{
    /// <summary>The line of <c>disagreements.md</c>.</summary>
    public string Name => name;

    /// <summary>Takes the place of an expression whose parts are done.</summary>
    public Func<Expression, Expression> OfExpression { get; init; } = expression => expression;

    /// <summary>Takes the place of a pattern whose parts are done.</summary>
    public Func<GraphPattern, GraphPattern> OfPattern { get; init; } = pattern => pattern;

    /// <summary>Takes the place of a query whose parts are done.</summary>
    public Func<KnowledgeGraph.Sparql.Algebra.Query, KnowledgeGraph.Sparql.Algebra.Query> OfQuery { get; init; } = query => query;

    /// <inheritdoc/>
    public override KnowledgeGraph.Sparql.Algebra.Query Rewrite(KnowledgeGraph.Sparql.Algebra.Query query) => OfQuery(base.Rewrite(query));

    /// <inheritdoc/>
    public override GraphPattern Rewrite(GraphPattern pattern) => OfPattern(base.Rewrite(pattern));

    /// <inheritdoc/>
    public override Expression Rewrite(Expression expression) => OfExpression(base.Rewrite(expression));
}
