using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>mf:UpdateEvaluationTest: loads the data, runs the request, and compares every graph of the store with the expected one.</summary>
internal static class UpdateEvaluationTest
{
    /// <summary>Runs one test.</summary>
    /// <exception cref="ConformanceException">The data afterwards are not the expected ones.</exception>
    public static void Run(W3cTest test)
    {
        var file = test.Action ?? throw new ConformanceException("the action names no request");
        var update = SparqlParser.ParseUpdate(File.ReadAllText(file), test.BaseIriOf(file));
        var expected = TestDataset.Read(test, test.ResultData, test.ResultGraphData);
        using var engine = EngineUnderTest.Open(TestDataset.Read(test, test.Data, test.GraphData));

        engine.Update(update);

        var sink = new DatasetSink();
        var export = new QuadExport(engine.Snapshot, namedGraphs: true);
        while (export.WriteBatch(sink))
        {
        }

        Compare(expected, sink.Dataset);
    }

    // Graph by graph: in the files of the tests a blank node cannot be shared by two graphs.
    private static void Compare(Dataset expected, Dataset actual)
    {
        foreach (var graph in expected.Concat(actual).Select(quad => quad.Graph).Distinct())
        {
            var (left, right) = (Graph(expected, graph), Graph(actual, graph));
            if (!Isomorphism.AreIsomorphic(left, right))
            {
                throw new ConformanceException(
                    $"{graph?.ToString() ?? "the default graph"}: {left.Count} triples expected, {right.Count} came:\n    "
                    + string.Join("\n    ", right) + "\n  expected\n    " + string.Join("\n    ", left));
            }
        }
    }

    private static Dataset Graph(Dataset data, Term? graph) =>
        new(data.Where(quad => quad.Graph == graph).Select(quad => new Quad(quad.Subject, quad.Predicate, quad.Object, null)));
}
