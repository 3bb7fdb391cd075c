using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace KnowledgeGraph.Benchmarks.Micro;

/// <summary>Runs <see cref="EngineBenchmarks"/> and holds the bytes that each allocates to its budget.</summary>
internal static class MicroBenchmarks
{
    public const string Usage = """
        micro: parse, dictionary, scan, join, aggregate, serialise, by BenchmarkDotNet in this process.

        usage: micro [--budgets FILE.json] [--update]

          --budgets  bytes that each benchmark may allocate (default budgets.json beside the program)
          --update   writes what was measured, a tenth more and a kilobyte, into that file

        Times are for information. The exit code is 1 if a benchmark allocates more than its budget, or has none.
        """;

    // What the measuring itself allocates now and then.
    private const long Slack = 1024;

    private const long Boundless = 1L << 56;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static int Execute(Arguments arguments, TextWriter output)
    {
        var file = arguments.Last("--budgets") ?? Path.Combine(AppContext.BaseDirectory, "budgets.json");
        var summary = BenchmarkRunner.Run<EngineBenchmarks>(Configuration());
        var measured = summary.Reports.ToDictionary(
            report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name, report => report, StringComparer.Ordinal);
        if (arguments.Has("--update"))
        {
            File.WriteAllText(file, JsonSerializer.Serialize(
                measured.ToDictionary(each => each.Key, each => Allocated(each.Value) * 11 / 10 + Slack), s_json) + "\n");
        }

        var budgets = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(file))!;
        return Judge(measured, budgets, output) ? 0 : 1;
    }

    private static bool Judge(Dictionary<string, BenchmarkReport> measured, Dictionary<string, long> budgets, TextWriter output)
    {
        var isWithin = measured.Count > 0;
        output.WriteLine("| benchmark | mean µs | allocated bytes | budget | |");
        output.WriteLine("| --- | ---: | ---: | ---: | --- |");
        foreach (var (name, report) in measured)
        {
            var bytes = Allocated(report);
            var verdict = !budgets.TryGetValue(name, out var budget) ? "no budget" : bytes > budget ? "too much" : "";
            isWithin &= verdict.Length == 0;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {report.ResultStatistics?.Mean / 1e3:F1} | {bytes} | {budget} | {verdict} |"));
        }

        return isWithin;
    }

    // A benchmark that failed counts as boundless.
    private static long Allocated(BenchmarkReport report) =>
        report.Success ? report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? Boundless : Boundless;

    private static ManualConfig Configuration() => ManualConfig.CreateEmpty()
        .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(NullLogger.Instance)
        .WithOptions(ConfigOptions.DisableLogFile);
}
