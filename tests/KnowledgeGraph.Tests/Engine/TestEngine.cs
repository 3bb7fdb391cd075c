using KnowledgeGraph.Engine;

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
