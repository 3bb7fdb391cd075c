using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Loads data, runs every query of a folder some times, checks the answers, prints median times, rows and row counters.</summary>
internal static class QuerySet
{
    public const string Usage = """
        query-set: loads data and runs the queries of a folder in this process; prints rows and the median time of each.

        usage: query-set [--data FILE_OR_FOLDER] [--folder STORE] --queries FOLDER [--expect FILE] [--out FILE.json] [--runs N]
                         [--timeout SECONDS]

          --data      N-Triples, N-Quads, Turtle, TriG, RDF/XML or JSON-LD, .gz too; may be given more than once
          --folder    a durable store, opened and asked as it is; the data are loaded into it first if it is empty
          --queries   a folder with .rq files
          --expect    lines of query, rows, hash (tab between them); an answer that differs is marked, and the exit code is 1
          --out       writes the figures for "growth"
          --runs      runs of each query, the first of which is not counted (default 4)
          --timeout   most seconds of a run (default 60)

        "widest" is the number of rows that the operator with the most rows gave out: the solutions before aggregation and slicing.
        """;

    public static int Execute(Arguments arguments, TextWriter output)
    {
        var data = arguments.All("--data");
        var store = arguments.Last("--folder");
        if (data.Count == 0 && store is null)
        {
            throw new UsageException("--data is missing, or --folder.");
        }

        var folder = arguments.Required("--queries");
        var runs = arguments.Number("--runs", 4);
        var timeout = TimeSpan.FromSeconds(arguments.Number("--timeout", 60));
        var expected = arguments.Last("--expect") is { } file ? Expected(file) : [];
        var start = Stopwatch.GetTimestamp();
        using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions { Folder = store });
        if (engine.DatasetVersion.Length == 0)
        {
            engine.Load(data);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"# ready in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s, {Environment.WorkingSet >> 20} MB"));
        output.WriteLine("query\trows\twidest\tmedian ms\tanswer");
        var figures = new List<QueryFigures>();
        foreach (var path in Directory.GetFiles(folder, "*.rq").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var measured = Measure(engine, name, File.ReadAllText(path), runs, timeout);
            var verdict = measured.Error ?? Verdict(measured, expected.GetValueOrDefault(name));
            var isWrong = measured.Error is not null || verdict.StartsWith("WRONG", StringComparison.Ordinal);
            figures.Add(measured with { IsWrong = isWrong });
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}\t{measured.Rows}\t{measured.Widest}\t{measured.Milliseconds:F2}\t{verdict}"));
        }

        WriteMemory(engine.Snapshot.DefaultGraphCount + engine.Snapshot.NamedGraphsCount, output);
        if (arguments.Last("--out") is { } target)
        {
            File.WriteAllText(target, JsonSerializer.Serialize(figures, Growth.Json) + "\n");
        }

        return figures.Exists(each => each.IsWrong) ? 1 : 0;
    }

    // What Linux says of this process: proc(5), status.
    private static void WriteMemory(long quads, TextWriter output)
    {
        const string Status = "/proc/self/status";
        foreach (var line in File.Exists(Status) ? File.ReadLines(Status) : [])
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is [("VmHWM:" or "RssAnon:" or "RssFile:") and var name, var kb, ..])
            {
                var bytes = long.Parse(kb, CultureInfo.InvariantCulture) << 10;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"# {name} {bytes >> 20} MB, {(double)bytes / Math.Max(1, quads):F1} bytes a quad"));
            }
        }
    }

    private static Dictionary<string, (long Rows, string Hash)> Expected(string file) =>
        File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => (long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]), StringComparer.Ordinal);

    private static string Verdict(QueryFigures measured, (long Rows, string Hash) expected)
    {
        if (expected.Hash is null)
        {
            return "unchecked";
        }

        var isRight = expected.Rows == measured.Rows
            && (expected.Hash == "-" || measured.Hash.Length == 0 || expected.Hash == measured.Hash);
        return isRight ? "right" : $"WRONG: expected {expected.Rows} rows {expected.Hash}, found {measured.Rows} rows {measured.Hash}";
    }

    private static QueryFigures Measure(KnowledgeGraph.Engine.Engine engine, string name, string text, int runs, TimeSpan timeout)
    {
        try
        {
            var times = new List<double>();
            var figures = Answer(engine, name, text, timeout);
            for (var i = 0; i < runs; i++)
            {
                var start = Stopwatch.GetTimestamp();
                Run(engine, text, timeout, new CountingOutput());
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            var counted = times.Skip(runs > 1 ? 1 : 0).Order().ToList();
            return figures with { Milliseconds = counted[counted.Count / 2] };
        }
        catch (Exception e) when (e is SparqlSyntaxException or QueryException)
        {
            return new QueryFigures(name, 0, 0, 0, "", e.Message);
        }
    }

    // Once, with the answer kept, to check it.
    private static QueryFigures Answer(KnowledgeGraph.Engine.Engine engine, string name, string text, TimeSpan timeout)
    {
        var answer = new ArrayBufferWriter<byte>();
        var (kind, count, widest) = Run(engine, text, timeout, answer);
        if (kind == QueryKind.Graph)
        {
            return new QueryFigures(name, count, widest, 0, "", null);
        }

        var (rows, hash) = AnswerDigest.OfJson(answer.WrittenMemory);
        return new QueryFigures(name, rows, widest, 0, hash, null);
    }

    // Text to bytes, as a host does it.
    private static (QueryKind Kind, long Rows, long Widest) Run(
        KnowledgeGraph.Engine.Engine engine, string text, TimeSpan timeout, IBufferWriter<byte> output)
    {
        using var run = engine.Run(text, new QueryOptions { Timeout = timeout });
        if (run.Kind == QueryKind.Graph)
        {
            using var writer = RdfWriter.Create(output, RdfFormat.NTriples);
            run.WriteGraph(writer);
            writer.Finish();
        }
        else
        {
            run.WriteSolutions(output, ResultFormat.Json);
        }

        return (run.Kind, run.Count, run.WidestRows);
    }
}
