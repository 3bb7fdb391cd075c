using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Loads data, runs every query of a folder some times and prints median milliseconds and rows. Reports, judges nothing.</summary>
internal static class QuerySet
{
    private const string Usage = """
        Loads data and runs the queries of a folder; prints rows and the median time of each.

        usage: KnowledgeGraph.Benchmarks --data FILE_OR_FOLDER --queries FOLDER [--runs N] [--timeout SECONDS]

          --data      N-Triples, N-Quads, Turtle, TriG, RDF/XML or JSON-LD, .gz too; may be given more than once
          --queries   a folder with .rq files
          --runs      runs of each query, the first of which is not counted (default 4)
          --timeout   most seconds of a run (default 60)
        """;

    public static int Execute(string[] args, TextWriter output, TextWriter error)
    {
        var data = Values(args, "--data");
        var folder = Values(args, "--queries").LastOrDefault();
        if (args.Contains("--help") || data.Count == 0 || folder is null)
        {
            output.WriteLine(Usage);
            return args.Contains("--help") ? 0 : 2;
        }

        if (!TryNumber(args, "--runs", 4, out var runs) || !TryNumber(args, "--timeout", 60, out var seconds))
        {
            error.WriteLine("--runs and --timeout take a whole number from 1 on.");
            return 2;
        }

        using var engine = KnowledgeGraph.Engine.Engine.Open();
        var start = Stopwatch.GetTimestamp();
        engine.Load(data);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# loaded in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, {Environment.WorkingSet >> 20} MB"));
        output.WriteLine("query\trows\tmedian ms");
        foreach (var file in Directory.GetFiles(folder, "*.rq").Order(StringComparer.Ordinal))
        {
            output.WriteLine(Path.GetFileNameWithoutExtension(file) + "\t" + Measure(engine, File.ReadAllText(file), runs, TimeSpan.FromSeconds(seconds)));
        }

        return 0;
    }

    private static string Measure(KnowledgeGraph.Engine.Engine engine, string text, int runs, TimeSpan timeout)
    {
        try
        {
            var query = SparqlParser.ParseQuery(text);
            var times = new List<double>();
            long rows = 0;
            for (var i = 0; i < runs; i++)
            {
                var start = Stopwatch.GetTimestamp();
                rows = Run(engine, query, timeout);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            var counted = times.Skip(runs > 1 ? 1 : 0).Order().ToList();
            return string.Create(CultureInfo.InvariantCulture, $"{rows}\t{counted[counted.Count / 2]:F1}");
        }
        catch (Exception e) when (e is SparqlSyntaxException or Query.Execution.QueryException)
        {
            return "-\t" + e.Message;
        }
    }

    private static long Run(KnowledgeGraph.Engine.Engine engine, Sparql.Algebra.Query query, TimeSpan timeout)
    {
        using var run = engine.Run(query, new QueryOptions { Timeout = timeout });
        if (run.Kind == QueryKind.Boolean)
        {
            return run.Boolean ? 1 : 0;
        }

        var output = new CountingOutput();
        if (run.Kind == QueryKind.Graph)
        {
            using var writer = RdfWriter.Create(output, RdfFormat.NTriples);
            run.WriteGraph(writer);
            writer.Finish();
        }
        else
        {
            run.WriteSolutions(output, ResultFormat.Tsv);
        }

        return run.Count;
    }

    private static List<string> Values(string[] args, string name) =>
        [.. args.Index().Where(arg => arg.Index > 0 && args[arg.Index - 1] == name).Select(arg => arg.Item)];

    private static bool TryNumber(string[] args, string name, int otherwise, out int number)
    {
        number = otherwise;
        return Values(args, name) is not [.., var text]
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }
}
