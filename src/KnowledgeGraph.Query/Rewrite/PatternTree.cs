using System.Collections.Immutable;
using System.Diagnostics;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Query.Rewrite;

/// <summary>Children of algebra nodes, and new nodes with other children.</summary>
public static class PatternTree
{
    /// <summary>The direct children, left to right. Patterns inside EXISTS are not children.</summary>
    /// <param name="pattern">The node.</param>
    public static ImmutableArray<GraphPattern> Children(GraphPattern pattern) => pattern switch
    {
        GraphPattern.BasicGraphPattern or GraphPattern.PathPattern or GraphPattern.Values => [],
        GraphPattern.Join(var left, var right) => [left, right],
        GraphPattern.LeftJoin(var left, var right, _) => [left, right],
        GraphPattern.Union(var left, var right) => [left, right],
        GraphPattern.Minus(var left, var right) => [left, right],
        GraphPattern.Filter(_, var inner) => [inner],
        GraphPattern.Extend(var inner, _, _) => [inner],
        GraphPattern.Graph(_, var inner) => [inner],
        GraphPattern.Service(_, var inner, _) => [inner],
        GraphPattern.Group(var inner, _, _) => [inner],
        GraphPattern.OrderBy(var inner, _) => [inner],
        GraphPattern.Project(var inner, _) => [inner],
        GraphPattern.Distinct(var inner) => [inner],
        GraphPattern.Reduced(var inner) => [inner],
        GraphPattern.Slice(var inner, _, _) => [inner],
        _ => throw new UnreachableException(),
    };

    /// <summary>
    /// Rebuilds a tree bottom-up: children first, then the node itself. A node whose children stay the same objects is kept as it is.
    /// The pattern of SERVICE is left alone: it is not ours to evaluate.
    /// </summary>
    /// <param name="pattern">The tree.</param>
    /// <param name="rewrite">Gives the node that stands for a node whose children are rewritten already.</param>
    public static GraphPattern Rebuild(GraphPattern pattern, Func<GraphPattern, GraphPattern> rewrite)
    {
        ArgumentNullException.ThrowIfNull(rewrite);
        return rewrite(pattern is GraphPattern.Service ? pattern : MapChildren(pattern, child => Rebuild(child, rewrite)));
    }

    /// <summary>A node with mapped children; the same object if the map changes none.</summary>
    /// <param name="pattern">The node.</param>
    /// <param name="map">The map.</param>
    public static GraphPattern MapChildren(GraphPattern pattern, Func<GraphPattern, GraphPattern> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        switch (pattern)
        {
            case GraphPattern.Join node:
                var (joinLeft, joinRight) = (map(node.Left), map(node.Right));
                return Same(joinLeft, node.Left) && Same(joinRight, node.Right) ? node : new GraphPattern.Join(joinLeft, joinRight);
            case GraphPattern.LeftJoin node:
                var (left, right) = (map(node.Left), map(node.Right));
                return Same(left, node.Left) && Same(right, node.Right) ? node : node with { Left = left, Right = right };
            case GraphPattern.Union node:
                var (one, other) = (map(node.Left), map(node.Right));
                return Same(one, node.Left) && Same(other, node.Right) ? node : new GraphPattern.Union(one, other);
            case GraphPattern.Minus node:
                var (kept, removed) = (map(node.Left), map(node.Right));
                return Same(kept, node.Left) && Same(removed, node.Right) ? node : new GraphPattern.Minus(kept, removed);
        }

        var children = Children(pattern);
        if (children.IsEmpty)
        {
            return pattern;
        }

        var inner = map(children[0]);
        return Same(inner, children[0])
            ? pattern
            : pattern switch
            {
                GraphPattern.Filter node => node with { Inner = inner },
                GraphPattern.Extend node => node with { Inner = inner },
                GraphPattern.Graph node => node with { Inner = inner },
                GraphPattern.Service node => node with { Inner = inner },
                GraphPattern.Group node => node with { Inner = inner },
                GraphPattern.OrderBy node => node with { Inner = inner },
                GraphPattern.Project node => node with { Inner = inner },
                GraphPattern.Distinct => new GraphPattern.Distinct(inner),
                GraphPattern.Reduced => new GraphPattern.Reduced(inner),
                GraphPattern.Slice node => node with { Inner = inner },
                _ => throw new UnreachableException(),
            };
    }

    /// <summary>True if a node of the tree satisfies a predicate; EXISTS patterns are not entered.</summary>
    /// <param name="pattern">The tree.</param>
    /// <param name="predicate">The predicate.</param>
    public static bool Any(GraphPattern pattern, Func<GraphPattern, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        if (predicate(pattern))
        {
            return true;
        }

        foreach (var child in Children(pattern))
        {
            if (Any(child, predicate))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The expressions that stand directly in a node.</summary>
    /// <param name="pattern">The node.</param>
    public static ImmutableArray<Expression> Expressions(GraphPattern pattern) => pattern switch
    {
        GraphPattern.Filter(var condition, _) => [condition],
        GraphPattern.LeftJoin(_, _, { } condition) => [condition],
        GraphPattern.Extend(_, _, var value) => [value],
        GraphPattern.Group(_, var keys, var aggregates) =>
        [
            .. keys.Select(key => key.Value),
            .. aggregates.Select(aggregate => aggregate.Aggregate.Operand).OfType<Expression>(),
        ],
        GraphPattern.OrderBy(_, var conditions) => [.. conditions.Select(condition => condition.Value)],
        _ => [],
    };

    private static bool Same(GraphPattern a, GraphPattern b) => ReferenceEquals(a, b);
}
