using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Plan;

/// <summary>Sizes of patterns from the exact counts of the snapshot, and rules of thumb where there are none.</summary>
internal static class CardinalityEstimates
{
    private const double RangeSelectivity = 0.3;
    private const double EqualitySelectivity = 0.1;
    private const double TextSelectivity = 0.1;
    private const double OtherSelectivity = 0.5;

    /// <summary>Rows of a pattern, and distinct values per variable.</summary>
    public static (double Rows, Dictionary<Variable, double> Distinct) Of(Snapshot snapshot, ScanPattern pattern)
    {
        // Constants are counted exactly; a value from outside divides by the number of different values.
        var constants = new QuadPattern(
            pattern.Subject.Constant, pattern.Predicate.Constant, pattern.Object.Constant, pattern.Fourth.Constant);
        var isKnownTripleTerm = pattern.IsTripleTerms && !constants.Graph.IsUndefined;
        double rows = isKnownTripleTerm ? 1 : pattern.Count(snapshot, constants);
        var distinct = new Dictionary<Variable, double>();
        for (var position = 0; position < 4; position++)
        {
            if (pattern[position] is { Variable: { } variable, Constant.IsUndefined: true } term)
            {
                var values = Math.Clamp(DistinctAt(snapshot, pattern, position, rows), 1, Math.Max(1, rows));
                if (term.IsBound)
                {
                    rows /= values;
                    values = 1;
                }

                distinct[variable] = distinct.TryGetValue(variable, out var other) ? Math.Min(other, values) : values;
            }
        }

        foreach (var variable in distinct.Keys)
        {
            distinct[variable] = Math.Min(distinct[variable], Math.Max(1, rows));
        }

        return (rows, distinct);
    }

    /// <summary>The share of rows that a filter keeps.</summary>
    public static double Selectivity(Expression condition) => condition switch
    {
        Expression.Comparison(ComparisonOperator.Equal, _, _) => EqualitySelectivity,
        Expression.Comparison(ComparisonOperator.NotEqual, _, _) => 1 - EqualitySelectivity,
        Expression.Comparison => RangeSelectivity,
        Expression.And(var left, var right) => Selectivity(left) * Selectivity(right),
        Expression.Or(var left, var right) => Math.Min(1, Selectivity(left) + Selectivity(right)),
        Expression.Not(var operand) => 1 - Selectivity(operand),
        Expression.Call
        {
            Function: BuiltInFunction.Regex or BuiltInFunction.Contains or BuiltInFunction.StrStarts or BuiltInFunction.StrEnds
            or BuiltInFunction.SameTerm,
        } => TextSelectivity,
        _ => OtherSelectivity,
    };

    /// <summary>Distinct values where nothing is known: a root of the number of rows that errs on the large side.</summary>
    public static Dictionary<Variable, double> Guess(IEnumerable<Variable> variables, double rows) =>
        variables.ToDictionary(variable => variable, _ => Math.Max(1, Math.Pow(rows, 0.8)));

    private static double DistinctAt(Snapshot snapshot, ScanPattern pattern, int position, double rows)
    {
        var others = Enumerable.Range(0, 4).Count(
            other => other != position && pattern[other].Constant.IsUndefined && pattern[other] is { Variable: not null });
        if (others == 0)
        {
            return rows;
        }

        if (pattern.IsTripleTerms)
        {
            return position switch { 1 => 50, 3 => rows, _ => Math.Pow(rows, 0.8) };
        }

        if (position == 3)
        {
            return snapshot.NamedGraphs.Length;
        }

        if (!pattern.Predicate.Constant.IsUndefined)
        {
            var statistics = snapshot.Statistics(pattern.Scope, pattern.Predicate.Constant);
            return position == 0 ? statistics.DistinctSubjects : statistics.DistinctObjects;
        }

        var part = pattern.Scope.Kind == GraphScopeKind.Default ? snapshot.DefaultStatistics : snapshot.NamedStatistics;
        return position switch
        {
            0 => part.Total.DistinctSubjects,
            1 => part.DistinctPredicates,
            _ => part.Total.DistinctObjects,
        };
    }
}
