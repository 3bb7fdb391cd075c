using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>sh:minExclusive, sh:minInclusive, sh:maxExclusive and sh:maxInclusive (SHACL §4.3), by the operators of SPARQL.</summary>
internal static class ValueRangeConstraints
{
    private static readonly (string Name, ComparisonOperator Operator, string Words)[] s_bounds =
    [
        ("minExclusive", ComparisonOperator.Less, "greater than"), ("minInclusive", ComparisonOperator.LessOrEqual, "at least"),
        ("maxExclusive", ComparisonOperator.Greater, "less than"), ("maxInclusive", ComparisonOperator.GreaterOrEqual, "at most"),
    ];

    /// <summary>Reads them from a shape.</summary>
    public static IEnumerable<Constraint> Read(ShapeSource source)
    {
        foreach (var (name, comparison, words) in s_bounds)
        {
            if (source.Single(name) is { } value)
            {
                var bound = value as Literal ?? throw source.Wrong(name, value, "a literal");
                yield return new Bound(char.ToUpperInvariant(name[0]) + name[1..], comparison, words, bound);
            }
        }
    }

    private sealed class Bound(string name, ComparisonOperator comparison, string words, Literal bound) : Constraint(Named(name))
    {
        public override string Message => $"The value is not {words} {bound}.";

        public override ConstraintCheck Prepare(ValidationRun run, Shape shape) =>
            new ExpressionCheck(run, new Expression.Comparison(comparison, new Expression.Constant(bound), ExpressionCheck.Value));
    }
}
