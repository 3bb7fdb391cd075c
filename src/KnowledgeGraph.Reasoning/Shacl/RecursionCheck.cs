namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>
/// Refuses recursive shapes, whose meaning SHACL leaves open (§3.4.3), and shapes that nest so deep that checking them would need too much
/// stack. Itself without recursion.
/// </summary>
internal static class RecursionCheck
{
    private const int MaxDepth = 100;

    /// <summary>Checks shapes and all that they refer to.</summary>
    /// <exception cref="ShaclException">A shape refers to itself, or nests too deep.</exception>
    public static void Run(IEnumerable<Shape> shapes)
    {
        var depths = new Dictionary<Shape, int>();
        foreach (var shape in shapes)
        {
            Measure(shape, depths);
        }
    }

    private static void Measure(Shape root, Dictionary<Shape, int> depths)
    {
        var open = new HashSet<Shape>();
        var pending = new Stack<(Shape Shape, Queue<Shape> Inner)>();
        Push(root);
        while (pending.TryPeek(out var top))
        {
            if (top.Inner.TryDequeue(out var inner))
            {
                if (open.Contains(inner))
                {
                    var circle = pending.Reverse().Select(entry => entry.Shape).SkipWhile(shape => shape != inner).Append(inner);
                    var names = string.Join(" → ", circle.Select(shape => shape.Node));
                    throw new ShaclException($"it is recursive, which SHACL leaves undefined: {names}.", inner.Node);
                }

                Push(inner);
                continue;
            }

            pending.Pop();
            open.Remove(top.Shape);
            var depth = 1 + References(top.Shape).Select(shape => depths[shape]).DefaultIfEmpty(0).Max();
            depths[top.Shape] = depth <= MaxDepth
                ? depth
                : throw new ShaclException($"it refers to shapes that refer to shapes, more than {MaxDepth} deep.", top.Shape.Node);
        }

        void Push(Shape shape)
        {
            if (!depths.ContainsKey(shape))
            {
                open.Add(shape);
                pending.Push((shape, new Queue<Shape>(References(shape))));
            }
        }
    }

    private static IEnumerable<Shape> References(Shape shape) => shape.Constraints.SelectMany(constraint => constraint.Shapes);
}
