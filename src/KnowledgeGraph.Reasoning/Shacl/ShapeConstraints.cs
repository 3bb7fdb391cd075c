using System.Collections.Immutable;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>sh:node, sh:property and sh:qualifiedValueShape (SHACL §4.7).</summary>
internal static class ShapeConstraints
{
    // Each of n siblings has n siblings.
    private const int MaxSiblings = 200;

    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        foreach (var value in source.Values("node"))
        {
            yield return source.Triples.Values(value, "path").Any()
                ? throw source.Wrong("node", value, "a node shape, which has no sh:path")
                : new Node(source.ShapeOf("node", value));
        }

        foreach (var value in source.Values("property"))
        {
            yield return source.Triples.Values(value, "path").Any()
                ? new Property(source.ShapeOf("property", value))
                : throw source.Wrong("property", value, "a property shape, which has sh:path");
        }

        if (source.Single("qualifiedValueShape") is { } qualified)
        {
            var shape = source.ShapeOf("qualifiedValueShape", qualified);
            var siblings = source.IsTrue("qualifiedValueShapesDisjoint") ? Siblings(source, shape) : [];
            var (least, most) = (source.Count("qualifiedMinCount"), source.Count("qualifiedMaxCount"));
            if (least is null && most is null)
            {
                throw source.Wrong("qualifiedValueShape", qualified, "sh:qualifiedMinCount or sh:qualifiedMaxCount beside it");
            }

            if (least is var (_, minimum))
            {
                yield return new Qualified("QualifiedMinCount", "fewer", minimum, shape, siblings, count => count >= minimum);
            }

            if (most is var (_, maximum))
            {
                yield return new Qualified("QualifiedMaxCount", "more", maximum, shape, siblings, count => count <= maximum);
            }
        }
    }

    // SHACL §4.7.3, sibling shapes: the qualified value shapes of all property shapes beside this one.
    private static ImmutableArray<Shape> Siblings(ShapeSource source, Shape own)
    {
        var parents = source.Triples.With(ShaclVocabulary.Term("property")).Where(triple => triple.Object == source.Node)
            .Select(triple => triple.Subject);
        ImmutableArray<Shape> siblings =
        [
            .. parents.SelectMany(parent => source.Triples.Values(parent, "property"))
                .SelectMany(property => source.Triples.Values(property, "qualifiedValueShape"))
                .Select(value => source.ShapeOf("qualifiedValueShape", value)).Where(shape => shape != own).Distinct()
                .Take(MaxSiblings + 1),
        ];
        return siblings.Length <= MaxSiblings
            ? siblings
            : throw new ShaclException($"it has more than {MaxSiblings} sibling shapes that it is to be disjoint with.", source.Node);
    }

    private sealed class Node(Shape node) : Constraint(Named("Node"))
    {
        public override string Message => $"The value does not conform to the shape {node.Node}.";

        public override IEnumerable<Shape> Shapes => [node];

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => new NodeCheck(run, run.CheckOf(node));
    }

    private sealed class NodeCheck(ValidationRun run, ShapeCheck shape) : ValueCheck(run)
    {
        protected override void Test(ReadOnlySpan<TermId> values, Span<bool> conforms) => shape.Conform(values, conforms);
    }

    // The value nodes are the focus nodes of the property shape, which reports its results itself.
    private sealed class Property(Shape property) : Constraint(Named("Property"))
    {
        public override string Message => $"The value does not conform to the property shape {property.Node}.";

        public override IEnumerable<Shape> Shapes => [property];

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) => new PropertyCheck(run, run.CheckOf(property));
    }

    private sealed class PropertyCheck(ValidationRun run, ShapeCheck shape) : ConstraintCheck
    {
        private readonly bool[] _violated = new bool[run.BatchRows];

        public override void Check(ValueNodes nodes, Findings findings)
        {
            var focus = 0;
            for (var start = 0; start < nodes.All.Length; start += _violated.Length)
            {
                var values = nodes.All.Slice(start, Math.Min(_violated.Length, nodes.All.Length - start));
                shape.Validate(values, findings.Results, _violated);
                for (var i = 0; i < values.Length; i++)
                {
                    while (start + i >= nodes.End(focus))
                    {
                        focus++;
                    }

                    if (_violated[i])
                    {
                        findings.Violate(focus);
                    }
                }
            }
        }
    }

    private sealed class Qualified(
        string name, string words, long bound, Shape qualified, ImmutableArray<Shape> siblings, Func<int, bool> isRight)
        : Constraint(Named(name))
    {
        public override string Message =>
            FormattableString.Invariant($"There are {words} than {bound} values that conform to the shape {qualified.Node}.");

        public override IEnumerable<Shape> Shapes => [qualified, .. siblings];

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape)
        {
            var check = run.CheckOf(qualified);
            ImmutableArray<ShapeCheck> others = [.. siblings.Select(run.CheckOf)];
            var (conforms, conformsToOther) = (new bool[run.BatchRows], new bool[run.BatchRows]);
            return new FocusCheck(run, (focus, nodes, findings) =>
            {
                var count = 0;
                var values = nodes.Of(focus);
                for (var start = 0; start < values.Length; start += run.BatchRows)
                {
                    var some = values.Slice(start, Math.Min(run.BatchRows, values.Length - start));
                    check.Conform(some, conforms);
                    foreach (var other in others)
                    {
                        other.Conform(some, conformsToOther);
                        for (var i = 0; i < some.Length; i++)
                        {
                            conforms[i] &= !conformsToOther[i];
                        }
                    }

                    count += conforms.AsSpan(0, some.Length).Count(true);
                }

                if (!isRight(count))
                {
                    findings.Add(focus);
                }
            });
        }
    }
}
