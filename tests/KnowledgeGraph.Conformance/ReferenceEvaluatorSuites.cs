using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Manifests;
using KnowledgeGraph.TestKit.Reference;

namespace KnowledgeGraph.Conformance;

/// <summary>
/// The judge is judged: the reference evaluator, which decides the differential test, passes the evaluation tests of what it knows.
/// Its failures would be listed apart from those of the engine; there are none.
/// </summary>
public sealed class ReferenceEvaluatorSuites(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sparql/sparql10/manifest-evaluation.ttl", 283)]
    [InlineData("sparql/sparql11/manifest-sparql11-query.ttl", 225)]
    [InlineData("sparql/sparql12/manifest.ttl", 63)]
    public void ReferenceEvaluator_PassesWhatItKnows(string manifest, int atLeast)
    {
        var root = W3cFolder.Find();
        Assert.SkipWhen(root is null, W3cFolder.HowToGet);

        var (passed, unknown, failures) = (0, 0, new List<string>());
        foreach (var test in W3cManifest.Read(root, manifest).Where(test => test.Type == "QueryEvaluationTest"))
        {
            try
            {
                EvaluationTest.Run(test, Evaluate);
                passed++;
            }
            catch (NotSupportedException e)
            {
                unknown++;
                output.WriteLine($"not known: {test} {e.Message}");
            }
            catch (ConformanceException e)
            {
                failures.Add($"{test}\n    {e.Message}");
            }
        }

        output.WriteLine($"{manifest}: {passed} passed, {unknown} beyond the reference evaluator");
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join('\n', failures));
        Assert.True(passed >= atLeast, $"only {passed} tests passed");
    }

    private static Answer Evaluate(Sparql.Algebra.Query query, Dataset data, ResultFormat format)
    {
        switch (ReferenceEvaluator.Evaluate(query, ReferenceDataset.Of(data), 200_000))
        {
            case ReferenceResult.Solutions solutions:
                IReadOnlyList<IReadOnlyList<Term?>> rows = [.. solutions.Rows.Select(row => solutions.Variables.Select(v => row[v]).ToList())];
                return new Answer(new SolutionTable(solutions.Variables, format == ResultFormat.Csv ? [.. rows.Select(AsCsv)] : rows), null);
            case ReferenceResult.Boolean boolean:
                return new Answer(new SolutionTable([], [], boolean.Value), null);
            case ReferenceResult.Graph graph:
                return new Answer(null, new Dataset(graph.Triples.Select(t => new Quad(t.Subject, t.Predicate, t.Object, null))));
            default:
                throw new NotSupportedException();
        }
    }

    // SPARQL 1.1 Query Results CSV §3: strings only.
    private static List<Term?> AsCsv(IReadOnlyList<Term?> row) =>
        [.. row.Select(term => (Term?)(term switch { Iri iri => new Literal(iri.Value), Literal literal => new Literal(literal.Lexical), _ => term }))];
}
