using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Single-triple updates of several writers, each waiting until its own is durable. Reports, judges nothing.</summary>
internal static class UpdateRate
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "updates";

    private const string Usage = """
        Writers insert one triple a commit; prints commits a second, their latency, CPU and what the folder holds after it.

        usage: KnowledgeGraph.Benchmarks updates [--folder DIR] [--data FILE] [--writers N] [--seconds N] [--api update|transaction]
                                                 [--rate N] [--query FILE]

          --folder    where the store is made, or grows; without it, everything is in memory and nothing durable
          --data      loaded first if the store is empty; may be given more than once
          --writers   threads (default 64)
          --seconds   how long (default 10)
          --api       update: Engine.Update with the text of an INSERT DATA (default); transaction: QuadStore.Begin, Add, Commit
          --rate      commits a second of all writers together at most (default: as many as there are)
          --query     a query that one thread runs meanwhile, and before and after it for comparison; prints the median times
        """;

    public static int Execute(string[] args, TextWriter output)
    {
        if (args.Contains("--help"))
        {
            output.WriteLine(Usage);
            return 0;
        }

        var folder = Value(args, "--folder");
        var (writers, seconds) = (Number(args, "--writers", 64), Number(args, "--seconds", 10));
        var rate = Number(args, "--rate", int.MaxValue);
        if (Value(args, "--api") == "transaction")
        {
            using var store = folder is null ? new QuadStore() : QuadStore.Open(folder);
            Run(writers, seconds, rate, (writer, number) => Insert(store, writer, number), output);
            return 0;
        }

        using var engine = KnowledgeGraph.Engine.Engine.Open(new EngineOptions
        {
            Folder = folder, Limits = new EngineLimits { ConcurrentQueries = writers + 8 },
        });
        var data = args.Index().Where(arg => arg.Item == "--data").Select(arg => args[arg.Index + 1]).ToArray();
        if (data.Length > 0 && engine.DatasetVersion.Length == 0)
        {
            engine.Load(data);
        }

        var query = Value(args, "--query") is { } file ? File.ReadAllText(file) : null;
        if (query is not null)
        {
            // Compiled before it is compared.
            Times(engine, query, seconds);
            output.WriteLine("query alone, median ms\t" + Milliseconds(Times(engine, query, seconds)));
        }

        var times = query is null ? null : Task.Run(() => Times(engine, query, seconds));
        Run(writers, seconds, rate, (writer, number) => engine.Update(Text(writer, number)), output);
        if (times is not null)
        {
            output.WriteLine("query beside updates, median ms\t" + Milliseconds(times.Result));
            output.WriteLine("query alone again, median ms\t" + Milliseconds(Times(engine, query!, seconds)));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"quads\t{engine.Snapshot.DefaultGraphCount}"));
        return 0;
    }

    private static string Text(int writer, int number) => string.Create(
        CultureInfo.InvariantCulture, $"INSERT DATA {{ <http://bench.example/writer/{writer}/{s_run}/{number}> <http://bench.example/p> {number} }}");

    // Two runs on a folder insert different triples.
    private static readonly long s_run = Stopwatch.GetTimestamp();

    private static void Insert(QuadStore store, int writer, int number)
    {
        using var transaction = store.Begin();
        transaction.Add(
            transaction.Intern(new Iri(string.Create(CultureInfo.InvariantCulture, $"http://bench.example/writer/{writer}/{s_run}/{number}"))),
            transaction.Intern(new Iri("http://bench.example/p")), transaction.Intern(new Literal(number.ToString(CultureInfo.InvariantCulture), Xsd.Integer)));
        transaction.Commit();
    }

    private static void Run(int writers, int seconds, int rate, Action<int, int> commit, TextWriter output)
    {
        const int WarmUpSeconds = 2;
        var process = Process.GetCurrentProcess();
        Writing(WarmUpSeconds, warmUp: true);
        process.Refresh();
        var (cpu, start) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var all = Writing(seconds, warmUp: false);
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"commits/s\t{all.Count / elapsed:F0}\np50 ms\t{all[all.Count / 2]:F2}\np99 ms\t{all[(int)(all.Count * 0.99)]:F2}\nmax ms\t{all[^1]:F1}\n"
            + $"CPU us/commit\t{(process.TotalProcessorTime - cpu).TotalMicroseconds / all.Count:F1}"));

        // The latencies of all commits, sorted.
        List<double> Writing(int duration, bool warmUp)
        {
            var latencies = new List<double>[writers];
            var threads = Enumerable.Range(0, writers).Select(writer => new Thread(() => latencies[writer] = Write(writer, duration, warmUp))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return [.. latencies.SelectMany(each => each).Order()];
        }

        List<double> Write(int writer, int duration, bool warmUp)
        {
            var (start, times) = (Stopwatch.GetTimestamp(), new List<double>());
            for (var number = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < duration; number++)
            {
                var due = (double)number * writers / rate;
                if (due > Stopwatch.GetElapsedTime(start).TotalSeconds)
                {
                    Thread.Sleep(TimeSpan.FromSeconds(due - Stopwatch.GetElapsedTime(start).TotalSeconds));
                }

                var begun = Stopwatch.GetTimestamp();
                commit(warmUp ? writers + writer : writer, number);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }

            return times;
        }
    }

    private static List<double> Times(KnowledgeGraph.Engine.Engine engine, string query, int seconds)
    {
        var (start, times) = (Stopwatch.GetTimestamp(), new List<double>());
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var begun = Stopwatch.GetTimestamp();
            using var run = engine.Run(query);
            _ = run.Solutions().Count();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return times;
    }

    private static string Milliseconds(List<double> times) =>
        times.Order().ElementAt(times.Count / 2).ToString("F2", CultureInfo.InvariantCulture);

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

    private static int Number(string[] args, string name, int @default) =>
        Value(args, name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : @default;
}
