using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>
/// A filter that says which terms a certainly bound variable may be becomes a join with VALUES, which the planner turns into look-ups.
/// Only where equality is that of terms: sameTerm, or = and IN with IRIs; <c>=</c> of literals compares values.
/// </summary>
public sealed class FilterEqualityToConstant : RewritePass
{
    /// <inheritdoc/>
    public override GraphPattern Apply(GraphPattern pattern, FreshVariables fresh) => PatternTree.Rebuild(
        pattern,
        node => node is GraphPattern.Filter(var condition, var inner)
            && TryMatch(condition, out var variable, out var terms)
            && VariableScope.Of(inner).Certain.Contains(variable!)
                ? new GraphPattern.Join(
                    new GraphPattern.Values([variable!], [.. terms.Select(term => ImmutableArray.Create<Term?>(term))]), inner)
                : node);

    private static bool TryMatch(Expression condition, out Variable? variable, out ImmutableArray<Term> terms)
    {
        (Variable? Variable, ImmutableArray<Term> Terms) match = condition switch
        {
            Expression.Comparison(ComparisonOperator.Equal, Expression.Var(var name), Expression.Constant(Iri iri)) =>
                (name, [(Term)iri]),
            Expression.Comparison(ComparisonOperator.Equal, Expression.Constant(Iri iri), Expression.Var(var name)) =>
                (name, [(Term)iri]),
            Expression.Call { Function: BuiltInFunction.SameTerm, Arguments: [Expression.Var(var name), Expression.Constant(var term)] }
                when term is not BlankNode => (name, [term]),
            Expression.Call { Function: BuiltInFunction.SameTerm, Arguments: [Expression.Constant(var term), Expression.Var(var name)] }
                when term is not BlankNode => (name, [term]),
            Expression.In(Expression.Var(var name), { IsEmpty: false } list)
                when list.All(item => item is Expression.Constant { Value: Iri }) =>
                (name, [.. list.Select(item => ((Expression.Constant)item).Value).Distinct()]),
            _ => (null, []),
        };
        (variable, terms) = match;
        return variable is not null;
    }
}
