using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>What can be said about a query's answer before it is evaluated.</summary>
public static class QueryTraits
{
    /// <summary>True if evaluating the query again over the same data gives the same solutions: no NOW, RAND, UUID, BNODE, SERVICE.</summary>
    /// <param name="pattern">The query's pattern.</param>
    /// <param name="evenRemote">True to take SERVICE for deterministic if its own pattern is: remote data do not change.</param>
    public static bool IsDeterministic(GraphPattern pattern, bool evenRemote = false) => !PatternTree.Any(
        pattern,
        node => (node is GraphPattern.Service && !evenRemote) || PatternTree.Expressions(node).Any(expression => ExpressionVariables.Any(
            expression,
            part => part switch
            {
                Expression.Call call => call.Function is BuiltInFunction.Now or BuiltInFunction.Rand or BuiltInFunction.Uuid
                    or BuiltInFunction.StrUuid or BuiltInFunction.BNode,
                Expression.Exists exists => !IsDeterministic(exists.Pattern, evenRemote),
                _ => false,
            })));

    /// <summary>True if the query fixes the order of its rows: ORDER BY names every column, or there can be only one row.</summary>
    /// <param name="query">The query.</param>
    public static bool HasTotalOrder(Sparql.Algebra.Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query is Sparql.Algebra.Query.Ask)
        {
            return true;
        }

        if (query is not Sparql.Algebra.Query.Select select)
        {
            return false;
        }

        var pattern = select.Pattern;
        while (true)
        {
            switch (pattern)
            {
                case GraphPattern.Project or GraphPattern.Slice or GraphPattern.Distinct or GraphPattern.Reduced or GraphPattern.Extend:
                    pattern = PatternTree.Children(pattern)[0];
                    break;
                case GraphPattern.OrderBy(_, var conditions):
                    var keys = conditions.Select(condition => condition.Value).OfType<Expression.Var>();
                    var named = keys.Select(key => key.Name).ToHashSet();
                    return select.Variables.All(named.Contains);
                case GraphPattern.Group(_, var groupKeys, _):
                    return groupKeys.IsEmpty;
                default:
                    return false;
            }
        }
    }
}
