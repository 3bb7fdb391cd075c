using System.Collections.Immutable;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Sparql.Printing;

/// <summary>A pattern taken apart into the clauses of a SELECT, in the order of SPARQL 1.1 §18.2.4 and §18.2.5 backwards.</summary>
internal sealed record SelectText
{
    public required GraphPattern Where { get; init; }

    public GraphPattern.Slice? Slice { get; init; }

    public bool IsDistinct { get; init; }

    public bool IsReduced { get; init; }

    /// <summary>Null if nothing is projected.</summary>
    public ImmutableArray<Variable>? Columns { get; init; }

    public ImmutableArray<OrderCondition> Order { get; init; } = [];

    public GraphPattern.Group? Group { get; init; }

    public Expression? Having { get; init; }

    public GraphPattern.Values? Values { get; init; }

    /// <summary>The expressions of the columns, of grouped queries only: elsewhere they read the same as BIND.</summary>
    public IReadOnlyDictionary<Variable, Expression> Computed { get; init; } = new Dictionary<Variable, Expression>();

    /// <summary>True if a pattern can only be written as a SELECT.</summary>
    public static bool IsSelect(GraphPattern pattern) =>
        pattern is GraphPattern.Project or GraphPattern.Distinct or GraphPattern.Reduced or GraphPattern.Slice or GraphPattern.OrderBy
            or GraphPattern.Group || Grouped(pattern) is not null;

    /// <summary>Takes a pattern apart. In the forms without columns a projection at the top is a sub-select, and stays.</summary>
    public static SelectText Split(GraphPattern pattern, bool hasColumns)
    {
        var slice = pattern as GraphPattern.Slice;
        pattern = slice?.Inner ?? pattern;
        var distinct = hasColumns ? pattern as GraphPattern.Distinct : null;
        pattern = distinct?.Inner ?? pattern;
        var reduced = hasColumns ? pattern as GraphPattern.Reduced : null;
        pattern = reduced?.Inner ?? pattern;
        var project = hasColumns ? pattern as GraphPattern.Project : null;
        pattern = project?.Inner ?? pattern;
        var order = pattern as GraphPattern.OrderBy;
        pattern = order?.Inner ?? pattern;
        return (Grouped(pattern) ?? new SelectText { Where = pattern }) with
        {
            Slice = slice,
            IsDistinct = distinct is not null,
            IsReduced = reduced is not null,
            Columns = project?.Variables,
            Order = order?.Conditions ?? [],
        };
    }

    // Extend* over an optional Join with VALUES over an optional Filter over a Group; null if it is not that.
    private static SelectText? Grouped(GraphPattern pattern)
    {
        var computed = new Dictionary<Variable, Expression>();
        while (pattern is GraphPattern.Extend extend)
        {
            computed.Add(extend.Name, extend.Value);
            pattern = extend.Inner;
        }

        GraphPattern.Values? values = null;
        if (pattern is GraphPattern.Join { Right: GraphPattern.Values table } join)
        {
            (values, pattern) = (table, join.Left);
        }

        var having = pattern as GraphPattern.Filter;
        pattern = having?.Inner ?? pattern;
        return pattern is not GraphPattern.Group group
            ? null
            : new SelectText { Where = group.Inner, Group = group, Having = having?.Condition, Values = values, Computed = computed };
    }
}
