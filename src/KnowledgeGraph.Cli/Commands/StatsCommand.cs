using System.CommandLine;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg stats</c>: what is in the data.</summary>
internal static class StatsCommand
{
    private const string Help = """
        Count triples by graph, class and property.

        Examples:
          kg stats
          kg stats --data dump.nt.gz --top 20
        """;

    private static readonly (string Title, string Query)[] s_counts =
    [
        ("default graph", "SELECT (COUNT(*) AS ?count) (\"triples\" AS ?what) WHERE { ?s ?p ?o }"),
        ("named graphs", "SELECT ?what (COUNT(*) AS ?count) WHERE { GRAPH ?what { ?s ?p ?o } } GROUP BY ?what ORDER BY DESC(?count) ?what"),
        ("classes", "SELECT ?what (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s a ?what } GROUP BY ?what ORDER BY DESC(?count) ?what"),
        ("properties", "SELECT ?what (COUNT(*) AS ?count) WHERE { ?s ?what ?o } GROUP BY ?what ORDER BY DESC(?count) ?what"),
    ];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> data = Dataset.DataOption();
        Option<string?> root = CommonOptions.Root();
        Option<bool> progress = CommonOptions.Progress();
        var top = new Option<int>("--top") { Description = "Show this many of each at most.", HelpName = "N", DefaultValueFactory = _ => 1_000 };
        var command = new Command("stats", Help) { data, root, top, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            (Engine.Engine engine, _) = Dataset.Load(
                result.GetValue(data), result.GetValue(root), null, new LoadOptions(), new ProgressReport(result.GetValue(progress)), cancellationToken);
            using (engine)
            {
                foreach ((string title, string query) in s_counts)
                {
                    Write(engine, title, query, result.GetValue(top), cancellationToken);
                }
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static void Write(Engine.Engine engine, string title, string query, int top, CancellationToken cancellationToken)
    {
        Console.Out.WriteLine(title);
        string limited = string.Create(CultureInfo.InvariantCulture, $"{query} LIMIT {top}");
        using QueryRun run = engine.Run(limited, new QueryOptions { Timeout = TimeSpan.Zero }, cancellationToken);
        foreach (Solution solution in run.Solutions())
        {
            string what = solution["what"] is Literal literal ? literal.Lexical : solution["what"]?.ToString() ?? "";
            Console.Out.WriteLine($"  {((Literal)solution["count"]!).Lexical}\t{what}");
        }
    }
}
