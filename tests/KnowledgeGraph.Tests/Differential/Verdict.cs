using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.TestKit.Comparison;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>What came of one case.</summary>
/// <param name="Disagreement">How the engine's answer differs; null if it does not.</param>
/// <param name="HasRows">True if the right answer has rows (or is true).</param>
/// <param name="IsOpen">True if the case is too large for the reference evaluator, or not a query.</param>
internal sealed partial record Verdict(string? Disagreement, bool HasRows = false, bool IsOpen = false)
{
    private static readonly Verdict s_open = new(null, IsOpen: true);

    public static Verdict Of(GeneratedCase one, EngineSetting setting)
    {
        KnowledgeGraph.Sparql.Algebra.Query query;
        ReferenceResult right;
        try
        {
            // The full answer: which rows LIMIT keeps is open.
            query = SparqlParser.ParseQuery(one.Query.ToString());
            var full = query.Pattern is GraphPattern.Slice slice ? query with { Pattern = slice.Inner } : query;
            right = ReferenceEvaluator.Evaluate(full, ReferenceDataset.Of(one.Quads), GeneratedCase.SolutionLimit);
        }
        catch (Exception e) when (e is ReferenceLimitException or SparqlSyntaxException)
        {
            return s_open;
        }

#pragma warning disable CA1031 // An engine that throws disagrees, whatever it throws.
        try
        {
            return right switch
            {
                ReferenceResult.Boolean boolean => new Verdict(
                    EngineUnderTest.Ask(query, one.Quads, setting) == boolean.Value ? null : $"{boolean.Value} was expected", boolean.Value),
                ReferenceResult.Solutions solutions => new Verdict(
                    Compare(query, solutions, EngineUnderTest.Select(query, one.Quads, setting), ChangesNumbers().IsMatch(one.Query.ToString())),
                    solutions.Rows.Count > 0),
                _ => s_open,
            };
        }
        catch (Exception e)
        {
            return new Verdict($"{e.GetType().Name}: {e.Message}\n{e.StackTrace}");
        }
#pragma warning restore CA1031
    }

    private static string? Compare(KnowledgeGraph.Sparql.Algebra.Query query, ReferenceResult.Solutions right, IReadOnlyList<IReadOnlyList<Term?>> actual, bool changesNumbers)
    {
        IReadOnlyList<IReadOnlyList<Term?>> expected = [.. right.Rows.Select(row => right.Variables.Select(v => row[v]).ToList())];
        var rows = actual;
        if (changesNumbers)
        {
            expected = [.. expected.Select(DerivedNumbers.Normalise)];
            rows = [.. rows.Select(DerivedNumbers.Normalise)];
        }

        if (query.Pattern is GraphPattern.Slice slice)
        {
            var count = Math.Max(0, Math.Min(slice.Limit ?? long.MaxValue, expected.Count - slice.Offset));
            if (rows.Count != count || !SolutionTables.IsPart(rows, expected))
            {
                return $"{count} of the rows were expected: " + SolutionTables.Difference(expected, rows);
            }
        }
        else if (!SolutionTables.AreEqual(expected, rows))
        {
            return SolutionTables.Difference(expected, rows);
        }

        var conditions = OrderCheck.ConditionsOf(query);
        return conditions.IsEmpty ? null : OrderCheck.FirstViolation(conditions, [.. actual.Select(row => Solution(right.Variables, row))]);
    }

    private static Solution Solution(IReadOnlyList<Variable> variables, IReadOnlyList<Term?> row) => variables.Zip(row).Aggregate(
        KnowledgeGraph.TestKit.Reference.Solution.Empty, (solution, cell) => cell.Second is null ? solution : solution.With(cell.First, cell.Second));

    // Operations whose result is a number that may be written in several right ways.
    [GeneratedRegex(@"\b(SUM|AVG|MIN|MAX|ABS|CEIL|FLOOR|ROUND)\(|xsd:(decimal|double)\(| [-+*] |[-+]\(\?")]
    private static partial Regex ChangesNumbers();
}
