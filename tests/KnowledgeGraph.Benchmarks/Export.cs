using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Benchmarks;

/// <summary>How many rows a second one core writes, from plan to bytes.</summary>
internal static class Export
{
    public const string Usage = """
        export: runs a query of many rows and writes them in each format, in this process, on one thread.

        usage: export --data FILE_OR_FOLDER [--query FILE.rq] [--rows N] [--runs N]

          --query  a SELECT (default: all triples)
          --rows   how many of them (default 1000000)
          --runs   runs in each format, the best counts (default 5)

        Prints thousand rows a second of processor time, and of elapsed time. "dump" writes N-Triples of the default graph, without a query.
        """;

    public static int Execute(Arguments arguments, TextWriter output)
    {
        var data = arguments.All("--data");
        if (data.Count == 0)
        {
            throw new UsageException("--data is missing.");
        }

        var rows = arguments.Number("--rows", 1_000_000);
        var text = arguments.Last("--query") is { } file
            ? File.ReadAllText(file)
            : string.Create(CultureInfo.InvariantCulture, $"SELECT ?s ?p ?o WHERE {{ ?s ?p ?o }} LIMIT {rows}");
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.Load(data);
        var runs = arguments.Number("--runs", 5);
        output.WriteLine("format\trows\tMB\tthousand rows/s of processor time\tof elapsed time");
        foreach (var format in ResultFormat.All)
        {
            Measure(output, format.Name, runs, target => Write(engine, text, format, target));
        }

        Measure(output, "dump", runs, target => Dump(engine, target));
        return 0;
    }

    private static long Write(KnowledgeGraph.Engine.Engine engine, string text, ResultFormat format, CountingOutput target)
    {
        using var run = engine.Run(SparqlParser.ParseQuery(text), new QueryOptions { Timeout = TimeSpan.FromMinutes(5) });
        run.WriteSolutions(target, format);
        return run.Count;
    }

    private static long Dump(KnowledgeGraph.Engine.Engine engine, CountingOutput target)
    {
        using var writer = RdfWriter.Create(target, RdfFormat.NTriples);
        var export = new QuadExport(engine.Snapshot, namedGraphs: false);
        while (export.WriteBatch(writer))
        {
        }

        writer.Finish();
        return engine.Snapshot.Count(KnowledgeGraph.Store.GraphScope.Default, default, out _);
    }

    private static void Measure(TextWriter output, string name, int runs, Func<CountingOutput, long> write)
    {
        var process = Process.GetCurrentProcess();
        long rows = 0, bytes = 0;
        double best = double.MaxValue, elapsed = double.MaxValue;
        for (var i = 0; i < runs; i++)
        {
            var target = new CountingOutput();
            process.Refresh();
            var (used, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            rows = write(target);
            elapsed = Math.Min(elapsed, Stopwatch.GetElapsedTime(start).TotalSeconds);
            process.Refresh();
            best = Math.Min(best, (process.TotalProcessorTime - used).TotalSeconds);
            bytes = target.Bytes;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}\t{rows}\t{bytes / 1e6:F1}\t{rows / best / 1e3:F0}\t{rows / elapsed / 1e3:F0}"));
    }
}
