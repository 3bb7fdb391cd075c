using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Benchmarks;

/// <summary>What a look-up costs in process: processor time and allocated bytes of each template of a mix, with varying constants.</summary>
internal static partial class LookUps
{
    public const string Usage = """
        lookups: loads data and asks the templates of a look-up mix in this process, with varying constants, on one thread.

        usage: lookups --data FILE --mix FOLDER [--meta FILE.meta.json] [--runs N] [--seed N]

          --data   what Engine.Load takes; may be given more than once
          --mix    a folder with .rq templates; {{person}} and the like are filled with random numbers
          --meta   what the data generator wrote beside its data (default the first --data with .meta.json)
          --runs   look-ups per template and step (default 5000)
          --seed   where the random numbers begin (default 1)

        Microseconds of processor time of the whole process (compilation and garbage collection included), up to each step: text to algebra;
        to a plan; to the answer as JSON. One round runs before, uncounted.
        """;

    public static int Execute(Arguments arguments, TextWriter output)
    {
        var data = arguments.All("--data");
        if (data.Count == 0)
        {
            throw new UsageException("--data is missing.");
        }

        var counts = Counts(arguments.Last("--meta") ?? data[0] + ".meta.json");
        var runs = arguments.Number("--runs", 5000);
        var random = new Random(arguments.Number("--seed", 1));
        using var engine = KnowledgeGraph.Engine.Engine.Open();
        engine.Load(data);
        output.WriteLine("template\tparsed us\tplanned us\tanswered us\tbytes\trows");
        var templates = Directory.GetFiles(arguments.Required("--mix"), "*.rq").Order(StringComparer.Ordinal).ToList();
        foreach (var template in templates)
        {
            Run(engine, Texts(template, counts, random, runs), 2);
        }

        // Until the code is compiled for good.
        Thread.Sleep(500);
        foreach (var template in templates)
        {
            var texts = Texts(template, counts, random, runs);
            var parsed = Run(engine, texts, 0);
            var planned = Run(engine, texts, 1);
            var answered = Run(engine, texts, 2);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileNameWithoutExtension(template)}\t{parsed.Microseconds:F1}\t{planned.Microseconds:F1}\t{answered.Microseconds:F1}\t{answered.Bytes}\t{answered.Rows:F1}"));
        }

        return 0;
    }

    private static Dictionary<string, int> Counts(string meta)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(meta));
        return document.RootElement.GetProperty("counts").EnumerateObject()
            .ToDictionary(each => each.Name, each => each.Value.GetInt32(), StringComparer.Ordinal);
    }

    private static List<string> Texts(string template, Dictionary<string, int> counts, Random random, int runs)
    {
        var text = File.ReadAllText(template);
        return
        [
            .. Enumerable.Range(0, runs).Select(_ => Place().Replace(
                text, place => random.Next(counts[place.Groups[1].Value]).ToString(CultureInfo.InvariantCulture))),
        ];
    }

    private static (double Microseconds, long Bytes, double Rows) Run(KnowledgeGraph.Engine.Engine engine, List<string> texts, int steps)
    {
        var output = new CountingOutput();
        long rows = 0;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        using var process = Process.GetCurrentProcess();
        var start = process.TotalProcessorTime;
        foreach (var text in texts)
        {
            if (steps == 0)
            {
                SparqlParser.ParseQuery(text);
                continue;
            }

            using var run = engine.Run(text);
            if (steps == 2)
            {
                run.WriteSolutions(output, ResultFormat.Json);
                rows += run.Count;
            }
        }

        process.Refresh();
        var spent = process.TotalProcessorTime - start;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return (spent.TotalMicroseconds / texts.Count, bytes / texts.Count, (double)rows / texts.Count);
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
