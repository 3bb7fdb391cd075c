using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Options;
using Serilog;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>Loads what the host serves, before it listens: all of it, or the start fails.</summary>
public static class DatasetLoading
{
    /// <summary>The entry of <c>Dataset:Files</c> that stands for no file.</summary>
    public const string None = "none";

    /// <summary>Loads the dataset and the canned queries.</summary>
    /// <param name="store">Where it lives.</param>
    /// <param name="options">What to load.</param>
    /// <param name="limits">The bounds of queries.</param>
    /// <param name="federation">Where the engine may go.</param>
    /// <param name="writes">Who may write.</param>
    /// <param name="reasoning">What queries see beyond it.</param>
    /// <param name="folder">The folder that relative paths and the search for the shipped graph start from.</param>
    /// <param name="cancellation">Stops the load.</param>
    /// <exception cref="StartException">A file cannot be read or parsed; the message names file, line, column and what was expected.</exception>
    public static ServedDataset Load(
        StoreOptions store, DatasetOptions options, LimitOptions limits, FederationOptions federation, WriteOptions writes, ReasoningOptions reasoning, string folder,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(reasoning);
        var shipped = options.Files is null && store.Folder is null ? Shipped(folder) : null;
        var reading = shipped is null
            ? null
            : Task.Run(() => CannedQueryCatalog.Read(Path.Combine(shipped.Root, "data", "queries")), cancellation);
        var files = shipped?.DatasetFiles ?? [.. (options.Files ?? []).Where(file => file != None).Select(file => Path.GetFullPath(file, folder))];
        var engine = Open(new EngineOptions
        {
            Folder = store.Folder is null ? null : Path.GetFullPath(store.Folder, folder),
            Limits = new EngineLimits { ConcurrentQueries = limits.ConcurrentQueries, TotalMemoryMB = limits.TotalMemoryMB },
            Federation = federation,
            Entailment = reasoning.ToEntailment(),
        });
        try
        {
            if (files.Count > 0 && engine.DatasetVersion.Length > 0)
            {
                Log.Information("{Folder} has data; Dataset:Files is ignored", store.Folder);
            }
            else if (files.Count > 0)
            {
                Report(engine.Load(files, new LoadOptions { Lenient = options.Lenient }, new ProgressLog(), cancellation));
                Report(engine.Inference);
            }

            var queries = reading is null ? CannedQueryCatalog.Empty : reading.GetAwaiter().GetResult();
            return new ServedDataset(engine, queries, shipped is not null, WholeSecond(DateTimeOffset.UtcNow), options, limits, writes, federates: !federation.Allow.IsEmpty);
        }
        catch (Exception e) when (e is LoadException or RdfSyntaxException or EntailmentLimitException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            engine.Dispose();
            throw new StartException(e.Message, e);
        }
    }

    private static KnowledgeLayout Shipped(string folder) =>
        KnowledgeLayout.Find(AppContext.BaseDirectory) ?? KnowledgeLayout.Find(folder)
            ?? throw new StartException("The shipped graph (data/) was not found; name files in Dataset:Files, or 'none' for an empty store.");

    private static Engine.Engine Open(EngineOptions options)
    {
        try
        {
            var engine = Engine.Engine.Open(options);
            if (options.Folder is not null)
            {
                var snapshot = engine.Snapshot;
                Log.Information("Opened {Folder}: {Quads} quads", options.Folder, snapshot.DefaultGraphCount + snapshot.NamedGraphsCount);
            }

            return engine;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EntailmentLimitException)
        {
            throw new StartException(e.Message, e);
        }
    }

    private static void Report(LoadReport report)
    {
        Log.Information(
            "Loaded {Quads} quads from {Files} files in {Seconds} s",
            report.QuadsAdded, report.Files, report.Elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture));
        if (report.Skipped > 0)
        {
            Log.Warning("Skipped {Skipped} bad statements; the first of them:", report.Skipped);
            foreach (var error in report.FirstErrors)
            {
                Log.Warning("{Error}", error.Message);
            }
        }
    }

    private static void Report(Inference? inference)
    {
        if (inference is not null)
        {
            Log.Information("Inferred {Triples} triples by {Regime} entailment", inference.Count, inference.Regime);
            foreach (var inconsistency in inference.Inconsistencies.Take(20))
            {
                Log.Warning("The data contradict themselves, and queries will be refused: {Inconsistency}", inconsistency.ToString());
            }
        }
    }

    // HTTP dates have seconds (RFC 9110 §5.6.7).
    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private sealed class ProgressLog : IProgress<LoadProgress>
    {
        private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);
        private readonly TimeProvider _clock = TimeProvider.System;
        private long _last = TimeProvider.System.GetTimestamp();

        public void Report(LoadProgress value)
        {
            if (_clock.GetElapsedTime(_last) > s_interval)
            {
                _last = _clock.GetTimestamp();
                Log.Information("{Stage}: {Quads} quads, {Rate:0} quads/s {File}", value.Stage, value.Quads, value.QuadsPerSecond, value.File);
            }
        }
    }
}
