using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge.Statistics;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Cli.Commands;

/// <summary><c>kg stats</c>: what is in the data.</summary>
internal static class StatsCommand
{
    private const string Help = """
        Count triples by graph, class and property; where there are claims, count them by source, context, polarity, phase and certainty,
        and their mentions by kind.

        Examples:
          kg stats
          kg stats --data dump.nt.gz --top 20
          kg stats --format markdown      the table of claims and mentions, as in data/README.md
          kg stats --format json
        """;

    private static readonly string[] s_formats = ["text", "tsv", "json", "markdown"];

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
        var format = new Option<string>("--format", "-f")
        {
            Description = string.Join(", ", s_formats) + ".", HelpName = "FORMAT", DefaultValueFactory = _ => s_formats[0],
        };
        var command = new Command("stats", Help) { data, root, top, format, progress };
        command.SetAction(CommandRun.Guarded((result, cancellationToken) =>
        {
            string wanted = result.GetRequiredValue(format);
            if (!s_formats.Contains(wanted, StringComparer.Ordinal))
            {
                throw new UsageException($"--format: '{wanted}' is none of {string.Join(", ", s_formats)}");
            }

            (Engine.Engine engine, _) = Dataset.Load(
                result.GetValue(data), result.GetValue(root), null, new LoadOptions(), new ProgressReport(result.GetValue(progress)), cancellationToken);
            using (engine)
            {
                Write(engine, wanted, result.GetValue(top), cancellationToken);
            }

            return ExitCode.Success;
        }));
        return command;
    }

    private static void Write(Engine.Engine engine, string format, int top, CancellationToken cancellationToken)
    {
        ClaimStatistics claims = ClaimStatistics.Of(engine, cancellationToken);
        if (format == "markdown")
        {
            Console.Out.Write(claims.ToMarkdown());
            return;
        }

        var counts = s_counts.Select(each => (each.Title, Rows: Count(engine, each.Query, top, cancellationToken))).ToList();
        switch (format)
        {
            case "json":
                WriteJson(counts, claims);
                break;
            case "tsv":
                WriteTsv(counts, claims);
                break;
            default:
                WriteText(counts, claims);
                break;
        }
    }

    private static List<(string What, int Count)> Count(Engine.Engine engine, string query, int top, CancellationToken cancellationToken)
    {
        string limited = string.Create(CultureInfo.InvariantCulture, $"{query} LIMIT {top}");
        using QueryRun run = engine.Run(limited, new QueryOptions { Timeout = TimeSpan.Zero }, cancellationToken);
        return [.. run.Solutions().Select(solution => (NameOf(solution["what"]), int.Parse(((Literal)solution["count"]!).Lexical, CultureInfo.InvariantCulture)))];

        static string NameOf(Term? term) => term is Literal literal ? literal.Lexical : term?.ToString() ?? "";
    }

    private static void WriteText(List<(string Title, List<(string What, int Count)> Rows)> counts, ClaimStatistics claims)
    {
        foreach ((string title, List<(string What, int Count)> rows) in counts)
        {
            Console.Out.WriteLine(title);
            rows.ForEach(row => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row.Count}\t{row.What}")));
        }

        if (!claims.Rows.IsEmpty)
        {
            Console.Out.WriteLine("claims and mentions by source");
            IReadOnlyList<IReadOnlyList<string>> table = claims.ToTable();
            int[] widths = [.. Enumerable.Range(0, table[0].Count).Select(column => table.Max(line => line[column].Length))];
            foreach (IReadOnlyList<string> line in table)
            {
                Console.Out.WriteLine("  " + string.Join("  ", line.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
            }
        }
    }

    // One count a line: what is counted, its kind, in which source (or nothing), how many.
    private static void WriteTsv(List<(string Title, List<(string What, int Count)> Rows)> counts, ClaimStatistics claims)
    {
        Console.Out.WriteLine("counted\twhat\tsource\tcount");
        foreach ((string title, List<(string What, int Count)> rows) in counts)
        {
            rows.ForEach(row => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}\t{row.What}\t\t{row.Count}")));
        }

        foreach (ClaimCount row in claims.Rows)
        {
            foreach ((int index, string source) in claims.Sources.Index())
            {
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Group}\t{row.Name}\t{source}\t{row.Counts[index]}"));
            }
        }
    }

    private static void WriteJson(List<(string Title, List<(string What, int Count)> Rows)> counts, ClaimStatistics claims)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach ((string title, List<(string What, int Count)> rows) in counts)
            {
                json.WriteStartObject(title);
                rows.ForEach(row => json.WriteNumber(row.What, row.Count));
                json.WriteEndObject();
            }

            json.WriteStartObject("sources");
            foreach ((int index, string source) in claims.Sources.Index())
            {
                json.WriteStartObject(source);
                foreach (IGrouping<string, ClaimCount> group in claims.Rows.GroupBy(row => row.Group, StringComparer.Ordinal))
                {
                    json.WriteStartObject(group.Key);
                    foreach (ClaimCount row in group)
                    {
                        json.WriteNumber(row.Name, row.Counts[index]);
                    }

                    json.WriteEndObject();
                }

                json.WriteNumber("share of implied mentions", Math.Round(claims.ImpliedShare(index), 4));
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(output.ToArray()));
    }
}
