using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>What an expression depends on.</summary>
public static class ExpressionVariables
{
    /// <summary>The variables an expression reads, those of EXISTS patterns included.</summary>
    /// <param name="expression">The expression.</param>
    public static ImmutableHashSet<Variable> Of(Expression expression)
    {
        var variables = ImmutableHashSet.CreateBuilder<Variable>();
        Walk(expression, node =>
        {
            switch (node)
            {
                case Expression.Var(var name):
                    variables.Add(name);
                    break;
                case Expression.Bound(var name):
                    variables.Add(name);
                    break;
                case Expression.Exists(var pattern):
                    variables.UnionWith(MentionedVariables.Of(pattern));
                    break;
            }
        });
        return variables.ToImmutable();
    }

    /// <summary>True if EXISTS stands somewhere in the expression.</summary>
    /// <param name="expression">The expression.</param>
    public static bool HasExists(Expression expression) => Any(expression, node => node is Expression.Exists);

    /// <summary>True if two evaluations over the same solution may differ: RAND, UUID, STRUUID, BNODE.</summary>
    /// <param name="expression">The expression.</param>
    public static bool IsVolatile(Expression expression) => Any(
        expression,
        node => node is Expression.Call
        {
            Function: BuiltInFunction.Rand or BuiltInFunction.Uuid or BuiltInFunction.StrUuid or BuiltInFunction.BNode,
        });

    /// <summary>True if a part of the expression (itself included, EXISTS patterns not entered) satisfies a predicate.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="predicate">The predicate.</param>
    public static bool Any(Expression expression, Func<Expression, bool> predicate)
    {
        var found = false;
        Walk(expression, node => found |= predicate(node));
        return found;
    }

    /// <summary>Visits an expression and its parts; EXISTS patterns are not entered.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="visit">Called for each part.</param>
    public static void Walk(Expression expression, Action<Expression> visit)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(visit);
        visit(expression);
        foreach (var part in Parts(expression))
        {
            Walk(part, visit);
        }
    }

    private static ImmutableArray<Expression> Parts(Expression expression) => expression switch
    {
        Expression.Constant or Expression.Var or Expression.Bound or Expression.Exists => [],
        Expression.Or(var left, var right) => [left, right],
        Expression.And(var left, var right) => [left, right],
        Expression.Not(var operand) => [operand],
        Expression.Comparison(_, var left, var right) => [left, right],
        Expression.Arithmetic(_, var left, var right) => [left, right],
        Expression.Plus(var operand) => [operand],
        Expression.Negate(var operand) => [operand],
        Expression.In(var operand, var list) => [operand, .. list],
        Expression.If(var condition, var then, var otherwise) => [condition, then, otherwise],
        Expression.Coalesce(var operands) => operands,
        Expression.Call(_, var arguments) => arguments,
        Expression.IriCall(_, var arguments) => arguments,
        _ => throw new UnreachableException(),
    };
}
