using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>Patterns that Oxigraph evaluates otherwise, written so that the solutions on which it deviates do not come up.</summary>
internal static class DeviatingPatterns
{
    private static readonly Variable s_key = new("constantKey");

    /// <summary>Minus within a graph named by a variable is left out, unless both sides share a variable that is always bound.</summary>
    public static GraphPattern MinusInGraph(GraphPattern pattern) => pattern is GraphPattern.Graph { Name: TermPattern.Var } graph
        ? graph with { Inner = new Deviation("within") { OfPattern = WithoutMinus }.Rewrite(graph.Inner) }
        : pattern;

    /// <summary>A path from or to a term that may have length zero has at least one step.</summary>
    public static GraphPattern ZeroLengthPath(GraphPattern pattern) => pattern switch
    {
        GraphPattern.PathPattern { Path: PropertyPath.ZeroOrMore path } p when HasTerm(p) =>
            p with { Path = new PropertyPath.OneOrMore(path.Path) },
        GraphPattern.PathPattern { Path: PropertyPath.ZeroOrOne path } p when HasTerm(p) => p with { Path = path.Path },
        _ => pattern,
    };

    /// <summary>A path that has a solution for each way: each pair once.</summary>
    public static GraphPattern Path(GraphPattern pattern)
    {
        if (pattern is not GraphPattern.PathPattern { Path: var path }
            || path is PropertyPath.ZeroOrMore or PropertyPath.OneOrMore or PropertyPath.ZeroOrOne)
        {
            return pattern;
        }

        ImmutableArray<Variable> variables = [.. InScopeVariables.Possible(pattern)];
        return variables.IsEmpty
            ? new GraphPattern.Filter(new Expression.Exists(pattern), new GraphPattern.BasicGraphPattern([]))
            : new GraphPattern.Distinct(new GraphPattern.Project(pattern, variables));
    }

    /// <summary>One key, the same for all, where there is none.</summary>
    public static GraphPattern GroupWithoutKeys(GraphPattern pattern) => pattern is GraphPattern.Group { Keys.IsEmpty: true } group
        ? group with { Keys = [new GroupKey(s_key, new Expression.Constant(new Literal("all")))] }
        : pattern;

    /// <summary>Keys with a name of their own are bound before the solutions are grouped.</summary>
    public static GraphPattern ComputedKeys(GraphPattern pattern)
    {
        if (pattern is not GraphPattern.Group group)
        {
            return pattern;
        }

        var computed = group.Keys.Where(key => key.Value != new Expression.Var(key.Name) && !key.Name.IsInternal).ToList();
        return group with
        {
            Inner = computed.Aggregate(group.Inner, (inner, key) => new GraphPattern.Extend(inner, key.Name, key.Value)),
            Keys = [.. group.Keys.Select(key => computed.Contains(key) ? new GroupKey(key.Name, new Expression.Var(key.Name)) : key)],
        };
    }

    /// <summary>Without the terms to be described, solution or not; where no variable is left, it is asked whether there is a solution.</summary>
    public static KnowledgeGraph.Sparql.Algebra.Query Describe(KnowledgeGraph.Sparql.Algebra.Query query)
    {
        if (query is not KnowledgeGraph.Sparql.Algebra.Query.Describe describe)
        {
            return query;
        }

        ImmutableArray<TermPattern> variables = [.. describe.Targets.Where(target => target is TermPattern.Var)];
        return variables.IsEmpty
            ? new KnowledgeGraph.Sparql.Algebra.Query.Ask(query.Pattern, query.Dataset, query.BaseIri) { Prefixes = query.Prefixes }
            : describe with { Targets = variables };
    }

    private static GraphPattern WithoutMinus(GraphPattern pattern) =>
        pattern is GraphPattern.Minus minus && !InScopeVariables.Certain(minus.Left).Overlaps(InScopeVariables.Certain(minus.Right))
            ? minus.Left
            : pattern;

    private static bool HasTerm(GraphPattern.PathPattern path) => path.Subject is TermPattern.Ground || path.Object is TermPattern.Ground;
}
