using System.Collections.Immutable;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Sparql.Results;
using KnowledgeGraph.TestKit.Comparison;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Conformance;

/// <summary>mf:QueryEvaluationTest: reads query, data and expected answer, and compares.</summary>
internal static class EvaluationTest
{
    /// <summary>Answers a query over data; the format is that in which the expected table is written.</summary>
    public delegate Answer Evaluator(Sparql.Algebra.Query query, Dataset data, ResultFormat format);

    /// <summary>Runs one test.</summary>
    /// <exception cref="ConformanceException">The answer is not the expected one.</exception>
    public static void Run(W3cTest test, Evaluator evaluate)
    {
        var file = test.Action ?? throw new ConformanceException("the action names no query");
        var query = SparqlParser.ParseQuery(File.ReadAllText(file), test.BaseIriOf(file));
        var format = test.Result is null ? null : ResultFormat.FromFileName(test.Result);
        var expected = Expected(test, format);
        var actual = evaluate(query, Data(test, query), format ?? ResultFormat.Json);
        Compare(expected, actual, test.LaxCardinality);
    }

    // The default graph is the merge of qt:data, the named graphs are qt:graphData. A graph that only FROM names is read from its address.
    private static Dataset Data(W3cTest test, Sparql.Algebra.Query query)
    {
        var graphs = test.GraphData.ToList();
        foreach (var iri in query.Dataset is { } clause ? [.. clause.Default, .. clause.Named] : ImmutableArray<Iri>.Empty)
        {
            var file = W3cFolder.FileOf(W3cFolder.Find()!, iri);
            if (File.Exists(file) && graphs.All(graph => graph.Name != iri.Value))
            {
                graphs.Add(new W3cGraphData(iri.Value, file));
            }
        }

        return TestDataset.Read(test, test.Data, graphs);
    }

    private static Answer Expected(W3cTest test, ResultFormat? format)
    {
        var file = test.Result ?? throw new ConformanceException("the test names no result file");
        if (format is not null)
        {
            using var stream = File.OpenRead(file);
            return new Answer(SolutionReader.Read(stream, format), null);
        }

        var graph = RdfFile.Read(file, test.BaseIriOf(file));
        return ResultSet.Find(graph) is { } set
            ? new Answer(new SolutionTable([.. set.Variables.Select(name => new Variable(name))], set.Rows, set.Boolean), null, set.IsOrdered)
            : new Answer(null, graph);
    }

    private static void Compare(Answer expected, Answer actual, bool isLax)
    {
        if (expected.Graph is { } graph)
        {
            Require(
                actual.Graph is not null && Isomorphism.AreIsomorphic(graph, actual.Graph),
                () => $"another graph was expected: {graph.Count} triples expected, {actual.Graph?.Count} came:\n    "
                    + string.Join("\n    ", actual.Graph ?? []) + "\n  expected\n    " + string.Join("\n    ", graph));
            return;
        }

        var (left, right) = (expected.Table!, actual.Table ?? throw new ConformanceException("a table was expected, a graph came"));
        Require(left.Boolean == right.Boolean, () => $"{left.Boolean?.ToString() ?? "a table"} was expected, {right.Boolean?.ToString() ?? "a table"} came");
        Require(
            left.Variables.ToHashSet().SetEquals(right.Variables),
            () => $"columns {string.Join(' ', left.Variables)} were expected, {string.Join(' ', right.Variables)} came");

        // The columns of the answer, put in the order of the expected ones.
        var columns = left.Variables.Select(right.Variables.IndexOf).ToList();
        IReadOnlyList<IReadOnlyList<Term?>> rows = [.. right.Rows.Select(row => columns.Select(column => row[column]).ToList())];
        var wanted = left.Rows;
        if (isLax)
        {
            // REDUCED: any number of duplicates between none and all is right (SPARQL 1.1 §15.4).
            (wanted, rows) = (Distinct(wanted), Distinct(rows));
        }

        // The recommendation does not say how a computed number is written, and the manifests are not of one mind ("2.0", "2"; "1E0",
        // "1.0E0"): tables that differ must be equal with all numbers in canonical form, each in its datatype.
        Require(
            SolutionTables.AreEqual(wanted, rows, expected.IsOrdered)
                || SolutionTables.AreEqual([.. wanted.Select(DerivedNumbers.Canonical)], [.. rows.Select(DerivedNumbers.Canonical)], expected.IsOrdered),
            () => SolutionTables.Difference(wanted, rows));
    }

    private static List<IReadOnlyList<Term?>> Distinct(IReadOnlyList<IReadOnlyList<Term?>> rows) =>
        [.. rows.DistinctBy(row => string.Join('\t', row), StringComparer.Ordinal)];

    private static void Require(bool holds, Func<string> message)
    {
        if (!holds)
        {
            throw new ConformanceException(message());
        }
    }
}
