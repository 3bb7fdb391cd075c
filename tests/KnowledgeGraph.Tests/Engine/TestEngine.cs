using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Tests.Engine;

/// <summary>Engines over a few triples, and their answers as text.</summary>
internal static class TestEngine
{
    private const string Prefixes = """
        PREFIX : <http://example/>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

        """;

    /// <summary>An engine over a document in TriG (and so Turtle); <c>:</c>, <c>xsd:</c> and <c>rdf:</c> are declared.</summary>
    public static KnowledgeGraph.Engine.Engine From(string trig)
    {
        var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.LoadText(Prefixes + trig);
        return engine;
    }

    /// <summary>Starts a query with the same prefixes.</summary>
    public static QueryRun Start(this KnowledgeGraph.Engine.Engine engine, string query, QueryOptions? options = null) =>
        engine.Run(Prefixes + query, options, TestContext.Current.CancellationToken);

    /// <summary>Starts a query that somebody else may stop.</summary>
    public static QueryRun StartStoppable(this KnowledgeGraph.Engine.Engine engine, string query, CancellationToken stop) =>
        engine.Run(Prefixes + query, null, stop);

    /// <summary>The rows as text, sorted, local names only: <c>x=a y=1</c>. Run with batches of 1, 3 and 1024 rows, rewritten and not.</summary>
    public static string[] Rows(this KnowledgeGraph.Engine.Engine engine, string query, QueryOptions? options = null)
    {
        string[]? answer = null;
        foreach (var batchRows in (int[])[1024, 1, 3])
        {
            foreach (var rewrite in (bool[])[true, false])
            {
                using var run = engine.Start(
                    query, (options ?? new QueryOptions()) with { BatchRows = batchRows, RewritesOff = rewrite ? [] : ["*"] });
                string[] rows = [.. run.Solutions().Select(Text).Order(StringComparer.Ordinal)];
                answer ??= rows;
                Assert.Equal(answer, rows);
            }
        }

        return answer!;
    }

    /// <summary>The rows as text in the order of the answer.</summary>
    public static string[] Ordered(this KnowledgeGraph.Engine.Engine engine, string query, QueryOptions? options = null)
    {
        using var run = engine.Start(query, options);
        return [.. run.Solutions().Select(Text)];
    }

    /// <summary>Does an update with the same prefixes.</summary>
    public static UpdateReport Do(this KnowledgeGraph.Engine.Engine engine, string update, UpdateOptions? options = null) =>
        engine.Update(Prefixes + update, options, TestContext.Current.CancellationToken);

    /// <summary>Does an update with the same prefixes within a write.</summary>
    public static void Do(this EngineWrite write, string update) => write.Update(Prefixes + update);

    /// <summary>All quads as text, sorted, local names only: <c>s p o</c>, and <c>g: s p o</c> in a named graph.</summary>
    public static string[] Quads(this KnowledgeGraph.Engine.Engine engine)
    {
        var sink = new DatasetSink();
        var export = new QuadExport(engine.Snapshot, namedGraphs: true);
        while (export.WriteBatch(sink))
        {
        }

        return
        [
            .. sink.Dataset
                .Select(quad => Short($"{(quad.Graph is null ? "" : $"{quad.Graph}: ")}{quad.Subject} {quad.Predicate} {quad.Object}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The named graphs with their numbers of triples, sorted: <c>g=1</c>.</summary>
    public static string[] Graphs(this KnowledgeGraph.Engine.Engine engine)
    {
        var snapshot = engine.Snapshot;
        return [.. snapshot.NamedGraphs.Select(graph => $"{Short($"{snapshot.Terms.ToTerm(graph.Name)}")}={graph.Count}").Order(StringComparer.Ordinal)];
    }

    /// <summary>The answer of ASK.</summary>
    public static bool Ask(this KnowledgeGraph.Engine.Engine engine, string query)
    {
        using var run = engine.Start(query);
        return run.Boolean;
    }

    /// <summary>The triples of CONSTRUCT or DESCRIBE, sorted.</summary>
    public static string[] Triples(this KnowledgeGraph.Engine.Engine engine, string query)
    {
        using var run = engine.Start(query);
        return
        [
            .. run.Graph().Select(quad => Short($"{quad.Subject} {quad.Predicate} {quad.Object}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Text(Solution solution) => string.Join(
        ' ',
        solution.Variables.Select((variable, i) => (variable.Name, Term: solution.Terms[i]))
            .Where(cell => cell.Term is not null)
            .Select(cell => $"{cell.Name}={Short(cell.Term!.ToString())}"));

    private static string Short(string text) => text
        .Replace("<http://example/", "", StringComparison.Ordinal)
        .Replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "", StringComparison.Ordinal)
        .Replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:", StringComparison.Ordinal)
        .Replace(">", "", StringComparison.Ordinal)
        .Replace("\"", "", StringComparison.Ordinal);
}
