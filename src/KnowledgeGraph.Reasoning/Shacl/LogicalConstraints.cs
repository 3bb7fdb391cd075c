using System.Collections.Immutable;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>sh:not, sh:and, sh:or and sh:xone (SHACL §4.6): how many of some shapes each value node conforms to.</summary>
internal static class LogicalConstraints
{
    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source) =>
    [
        .. source.ShapesOf("not").Select(
            shape => new Counted("Not", "The value conforms to the shape {0}.", [shape], (conforming, _) => conforming == 0)),
        .. Lists(source, "and", "And", "The value does not conform to all of the shapes {0}.", (conforming, all) => conforming == all),
        .. Lists(source, "or", "Or", "The value conforms to none of the shapes {0}.", (conforming, _) => conforming > 0),
        .. Lists(source, "xone", "Xone", "The value conforms to none or several of the shapes {0}.", (conforming, _) => conforming == 1),
    ];

    private static IEnumerable<Constraint> Lists(
        ShapeSource source, string name, string component, string message, Func<int, int, bool> isRight) =>
        source.Values(name).Select(list => new Counted(
            component, message, [.. source.List(name, list).Select(member => source.ShapeOf(name, member))], isRight));

    private sealed class Counted(string name, string message, ImmutableArray<Shape> shapes, Func<int, int, bool> isRight)
        : Constraint(Named(name))
    {
        public override string Message => string.Format(
            System.Globalization.CultureInfo.InvariantCulture, message, string.Join(", ", shapes.Select(shape => shape.Node)));

        public override IEnumerable<Shape> Shapes => shapes;

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) =>
            new CountCheck(run, [.. shapes.Select(run.CheckOf)], isRight);
    }

    private sealed class CountCheck(ValidationRun run, ImmutableArray<ShapeCheck> shapes, Func<int, int, bool> isRight) : ValueCheck(run)
    {
        private readonly int[] _counts = new int[run.BatchRows];
        private readonly bool[] _conforms = new bool[run.BatchRows];

        protected override void Test(ReadOnlySpan<TermId> values, Span<bool> conforms)
        {
            Array.Clear(_counts);
            foreach (var shape in shapes)
            {
                shape.Conform(values, _conforms);
                for (var i = 0; i < values.Length; i++)
                {
                    _counts[i] += _conforms[i] ? 1 : 0;
                }
            }

            for (var i = 0; i < values.Length; i++)
            {
                conforms[i] = isRight(_counts[i], shapes.Length);
            }
        }
    }
}
