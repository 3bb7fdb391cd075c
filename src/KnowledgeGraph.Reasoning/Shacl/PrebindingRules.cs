using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>What a query may not do if variables are pre-bound in it (SHACL Appendix A), and where it may say $PATH (§5.2).</summary>
/// <param name="shape">The shape, for messages.</param>
/// <param name="owner">The constraint or validator, for messages.</param>
/// <param name="required">The variables that each sub-select has to return.</param>
internal sealed class PrebindingRules(Term shape, Term owner, ImmutableHashSet<Variable> required) : AlgebraRewriter
{
    private readonly ImmutableHashSet<Variable> _prebound = required.Union([ShapeQuery.ShapesGraph, ShapeQuery.CurrentShape]);

    /// <summary>Checks a query.</summary>
    /// <exception cref="ShaclException">The query breaks a rule.</exception>
    public void Check(SparqlQuery query)
    {
        if (query.Dataset is not null)
        {
            throw Wrong("FROM: the data graph is given");
        }

        var pattern = query.Pattern;
        while (pattern is GraphPattern.Slice or GraphPattern.Distinct or GraphPattern.Reduced)
        {
            pattern = pattern.Children[0];
        }

        // The query's own projection is no sub-select.
        Rewrite(pattern is GraphPattern.Project project ? project.Inner : pattern);
    }

    /// <inheritdoc/>
    public override GraphPattern Rewrite(GraphPattern pattern)
    {
        switch (pattern)
        {
            case GraphPattern.Minus:
                throw Wrong("MINUS");
            case GraphPattern.Service:
                throw Wrong("SERVICE");
            case GraphPattern.Values:
                throw Wrong("VALUES");
            case GraphPattern.Extend { Name: var name } when _prebound.Contains(name):
                throw Wrong($"AS {name}: the variable is pre-bound");
            case GraphPattern.Project { Variables: var returned }
                when required.FirstOrDefault(variable => !returned.Contains(variable)) is { } missing:
                throw Wrong($"a sub-select that does not return {missing}, which is pre-bound");
        }

        return base.Rewrite(pattern);
    }

    /// <inheritdoc/>
    public override TriplePattern Rewrite(TriplePattern triple)
    {
        ArgumentNullException.ThrowIfNull(triple);
        return triple.Predicate is TermPattern.Var { Name: var name } && name == ShapeQuery.Path
            ? triple with { Subject = Rewrite(triple.Subject), Object = Rewrite(triple.Object) }
            : base.Rewrite(triple);
    }

    /// <inheritdoc/>
    public override Variable Rewrite(Variable variable) =>
        variable != ShapeQuery.Path ? variable : throw Wrong("$PATH anywhere but as the predicate of a triple pattern");

    /// <inheritdoc/>
    protected override GroupKey Rewrite(GroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _prebound.Contains(key.Name) && key.Value != new Expression.Var(key.Name)
            ? throw Wrong($"AS {key.Name}: the variable is pre-bound")
            : base.Rewrite(key);
    }

    private ShaclException Wrong(string what) => new($"the query of {owner} uses what pre-binding does not allow: {what}.", shape);
}
