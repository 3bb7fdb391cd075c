using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Syntax;

/// <summary>Replaces variables of an expression by expressions; leaves the patterns of EXISTS alone.</summary>
internal sealed class VariableReplacement(IReadOnlyDictionary<Variable, Expression> replacements) : AlgebraRewriter
{
    public override Expression Rewrite(Expression expression) => expression switch
    {
        Expression.Var { Name: var name } when replacements.TryGetValue(name, out var replacement) => replacement,
        Expression.Bound { Name: var name } when replacements.TryGetValue(name, out var replacement) =>
            replacement is Expression.Var renamed ? new Expression.Bound(renamed.Name) : expression,
        Expression.Exists => expression,
        _ => base.Rewrite(expression),
    };
}
