using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>A query's pattern without what chooses and shows solutions: slice, duplicates, projection, order (SPARQL 1.1 §18.2.4, §18.2.5).</summary>
/// <param name="Pattern">What is left: the pattern, with expressions of SELECT and, over a grouping, with HAVING.</param>
/// <param name="Group">The grouping within it; null if there is none.</param>
internal sealed record SolutionModifiers(GraphPattern Pattern, GraphPattern.Group? Group)
{
    /// <summary>Takes the modifiers off; each stands at most once, in this order.</summary>
    /// <param name="pattern">The pattern of a query or of a sub-select.</param>
    public static SolutionModifiers Strip(GraphPattern pattern)
    {
        pattern = pattern is GraphPattern.Slice slice ? slice.Inner : pattern;
        pattern = pattern switch
        {
            GraphPattern.Distinct distinct => distinct.Inner,
            GraphPattern.Reduced reduced => reduced.Inner,
            _ => pattern,
        };
        pattern = pattern is GraphPattern.Project project ? project.Inner : pattern;
        pattern = pattern is GraphPattern.OrderBy order ? order.Inner : pattern;
        return new SolutionModifiers(pattern, GroupIn(pattern));
    }

    /// <summary>The solutions before the grouping, each with the keys of its group.</summary>
    public GraphPattern Members => Group is null
        ? Pattern
        : Group.Keys.Where(key => key.Value is not Expression.Var(var source) || source != key.Name)
            .Aggregate(Group.Inner, (inner, key) => new GraphPattern.Extend(inner, key.Name, key.Value));

    /// <summary>The conditions of HAVING; none without a grouping.</summary>
    public IEnumerable<Expression> Having => Group is null ? [] : ConditionsOver(Pattern);

    private static IEnumerable<Expression> ConditionsOver(GraphPattern pattern) => pattern switch
    {
        GraphPattern.Extend extend => ConditionsOver(extend.Inner),
        GraphPattern.Filter filter => ConditionsOver(filter.Inner).Append(filter.Condition),
        _ => [],
    };

    private static GraphPattern.Group? GroupIn(GraphPattern pattern) => pattern switch
    {
        GraphPattern.Group group => group,
        GraphPattern.Extend extend => GroupIn(extend.Inner),
        GraphPattern.Filter filter => GroupIn(filter.Inner),
        _ => null,
    };
}
