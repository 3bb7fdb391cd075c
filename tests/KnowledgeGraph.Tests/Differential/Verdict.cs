using System.Text;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.TestKit.Comparison;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>Whether an answer is right, as far as the recommendation determines it.</summary>
internal static class Verdict
{
    private const int RowsShown = 12;

    private static readonly HashSet<string> s_numeric = new(StringComparer.Ordinal)
    {
        "Arithmetic.Add", "Arithmetic.Subtract", "Arithmetic.Multiply", "Arithmetic.Divide", "Plus", "Negate", "Sum()", "Avg()", "Min()", "Max()",
        "Abs()", "Ceil()", "Floor()", "Round()", "Seconds()", "decimal()", "float()", "double()",
    };

    /// <summary>How the engine's answer to a case differs; null if it does not, or if the case cannot be judged.</summary>
    public static string? Of(GeneratedCase one, EngineSetting setting) => Of(one, setting, out _);

    /// <summary>The same.</summary>
    /// <param name="one">The case.</param>
    /// <param name="setting">How the engine runs it.</param>
    /// <param name="isPlanReused">True if the answer came by the plan of another query.</param>
    public static string? Of(GeneratedCase one, EngineSetting setting, out bool isPlanReused)
    {
        isPlanReused = false;
        if (one.Judged is not { } judged)
        {
            return null;
        }

#pragma warning disable CA1031 // An engine that throws disagrees, whatever it throws.
        try
        {
            using var engine = EngineUnderTest.Load(one, judged, setting);
            var disagreement = engine.Disagreement ?? Compare(judged, engine.Answer(judged.Query));
            isPlanReused = engine.PlansReused > 0;
            return disagreement;
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}";
        }
#pragma warning restore CA1031
    }

    /// <summary>How an answer differs from the right one; null if it does not.</summary>
    /// <param name="judged">The right one.</param>
    /// <param name="actual">The answer.</param>
    /// <param name="byValue">True if numbers may be written in another way.</param>
    public static string? Compare(Judgement judged, ReferenceResult actual, bool byValue = false) => (judged.Answer, actual) switch
    {
        (ReferenceResult.Boolean right, ReferenceResult.Boolean answer) => right.Value == answer.Value ? null : $"{right.Value} was expected",
        (ReferenceResult.Graph right, ReferenceResult.Graph answer) => byValue
            ? CompareGraphs([.. right.Triples.Select(Normalised)], [.. answer.Triples.Select(Normalised)])
            : CompareGraphs(right.Triples, answer.Triples),
        (ReferenceResult.Solutions right, ReferenceResult.Solutions answer) => Compare(judged.Query, right, answer, byValue || ChangesNumbers(judged.Query)),
        _ => $"{judged.Answer.GetType().Name} was expected",
    };

    private static Triple Normalised(Triple triple) => triple with { Object = DerivedNumbers.Normalise([triple.Object])[0]! };

    private static string? CompareGraphs(IReadOnlyList<Triple> right, IReadOnlyList<Triple> answer) =>
        Isomorphism.AreIsomorphic(new Dataset(right.Select(Quad)), new Dataset(answer.Select(Quad)))
            ? null
            : $"{right.Count} triples expected, {answer.Count} came\n  expected:{Lines(right)}\n  came:{Lines(answer)}";

    private static string? Compare(KnowledgeGraph.Sparql.Algebra.Query query, ReferenceResult.Solutions right, ReferenceResult.Solutions answer, bool byValue)
    {
        var (expected, actual) = (Rows(right), Rows(answer));
        if (byValue)
        {
            expected = [.. expected.Select(DerivedNumbers.Normalise)];
            actual = [.. actual.Select(DerivedNumbers.Normalise)];
        }

        var difference = query.Pattern switch
        {
            GraphPattern.Slice slice => ComparePart(slice, expected, actual),

            // SPARQL 1.1 §15.3.2: each row at least once and at most as often as without REDUCED.
            GraphPattern.Reduced => SolutionTables.IsPart(actual, expected) && SolutionTables.AreEqual(SolutionTables.Distinct(expected), SolutionTables.Distinct(actual))
                ? null
                : "REDUCED: " + SolutionTables.Difference(expected, actual),
            _ => SolutionTables.AreEqual(expected, actual) ? null : SolutionTables.Difference(expected, actual),
        };
        var conditions = OrderCheck.ConditionsOf(query);
        difference ??= conditions.IsEmpty ? null : OrderCheck.FirstViolation(conditions, answer.Rows);
        difference ??= !conditions.IsEmpty && query.Pattern is GraphPattern.Slice part
            ? OrderCheck.FirstMisplaced(conditions, right.Rows, answer.Rows, part.Offset)
            : null;
        return difference is null ? null : $"{difference}\n  expected:{Lines(right.Rows)}\n  came:{Lines(answer.Rows)}";
    }

    // SPARQL 1.1 §15.4 and §15.5: so many rows, each of the full answer.
    private static string? ComparePart(GraphPattern.Slice slice, List<IReadOnlyList<Term?>> expected, List<IReadOnlyList<Term?>> actual)
    {
        var count = Math.Max(0, Math.Min(slice.Limit ?? long.MaxValue, expected.Count - slice.Offset));
        return actual.Count == count && SolutionTables.IsPart(actual, expected)
            ? null
            : $"{count} of the rows were expected: " + SolutionTables.Difference(expected, actual);
    }

    private static List<IReadOnlyList<Term?>> Rows(ReferenceResult.Solutions solutions) =>
        [.. solutions.Rows.Select(row => (IReadOnlyList<Term?>)[.. solutions.Variables.Select(v => row[v])])];

    private static string Lines<T>(IReadOnlyList<T> items)
    {
        var text = new StringBuilder();
        foreach (var item in items.Take(RowsShown))
        {
            text.Append("\n    ").Append(item);
        }

        return items.Count > RowsShown ? text.Append("\n    …").ToString() : text.ToString();
    }

    private static Quad Quad(Triple triple) => new(triple.Subject, triple.Predicate, triple.Object, null);

    /// <summary>Whether there are operations whose result is a number that may be written in several right ways.</summary>
    public static bool ChangesNumbers(KnowledgeGraph.Sparql.Algebra.Query query) => AlgebraUses.Of(query).Overlaps(s_numeric);
}
