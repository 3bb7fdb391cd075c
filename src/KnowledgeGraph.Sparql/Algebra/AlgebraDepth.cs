using System.Collections.Immutable;

namespace KnowledgeGraph.Sparql.Algebra;

/// <summary>Measures how deep an algebra is, itself without recursion.</summary>
public static class AlgebraDepth
{
    /// <summary>True if a pattern is deeper than a limit.</summary>
    /// <param name="root">The pattern of a query or an update.</param>
    /// <param name="limit">The greatest depth allowed.</param>
    public static bool Exceeds(GraphPattern root, int limit)
    {
        ArgumentNullException.ThrowIfNull(root);
        var pending = new Stack<(object Node, int Depth)>();
        pending.Push((root, 1));
        while (pending.TryPop(out var next))
        {
            if (next.Depth > limit)
            {
                return true;
            }

            switch (next.Node)
            {
                case GraphPattern pattern:
                    Push(pending, pattern, next.Depth + 1);
                    break;
                case Expression expression:
                    Push(pending, expression, next.Depth + 1);
                    break;
                case PropertyPath path:
                    Push(pending, path, next.Depth + 1);
                    break;
            }
        }

        return false;
    }

    private static void Push(Stack<(object, int)> pending, GraphPattern pattern, int depth)
    {
        switch (pattern)
        {
            case GraphPattern.PathPattern p:
                pending.Push((p.Path, depth));
                break;
            case GraphPattern.Filter p:
                pending.Push((p.Condition, depth));
                break;
            case GraphPattern.LeftJoin { Condition: { } condition }:
                pending.Push((condition, depth));
                break;
            case GraphPattern.Extend p:
                pending.Push((p.Value, depth));
                break;
            case GraphPattern.OrderBy p:
                Push(pending, [.. p.Conditions.Select(static c => c.Value)], depth);
                break;
            case GraphPattern.Group p:
                Push(pending, [.. p.Keys.Select(static k => k.Value)], depth);
                Push(pending, [.. p.Aggregates.Select(static a => a.Aggregate.Operand).OfType<Expression>()], depth);
                break;
        }

        foreach (var child in pattern.Children)
        {
            pending.Push((child, depth));
        }
    }

    private static void Push(Stack<(object, int)> pending, Expression expression, int depth)
    {
        if (expression is Expression.Exists exists)
        {
            pending.Push((exists.Pattern, depth));
        }

        Push(pending, expression.Children, depth);
    }

    private static void Push(Stack<(object, int)> pending, ImmutableArray<Expression> expressions, int depth)
    {
        foreach (var expression in expressions)
        {
            pending.Push((expression, depth));
        }
    }

    private static void Push(Stack<(object, int)> pending, PropertyPath path, int depth)
    {
        switch (path)
        {
            case PropertyPath.Sequence p:
                pending.Push((p.Left, depth));
                pending.Push((p.Right, depth));
                break;
            case PropertyPath.Alternative p:
                pending.Push((p.Left, depth));
                pending.Push((p.Right, depth));
                break;
            case PropertyPath.Inverse p:
                pending.Push((p.Path, depth));
                break;
            case PropertyPath.ZeroOrMore p:
                pending.Push((p.Path, depth));
                break;
            case PropertyPath.OneOrMore p:
                pending.Push((p.Path, depth));
                break;
            case PropertyPath.ZeroOrOne p:
                pending.Push((p.Path, depth));
                break;
        }
    }
}
