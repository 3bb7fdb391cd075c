using System.CommandLine;
using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Reasoning.Entailment;
using LoadStage = KnowledgeGraph.Store.LoadStage;

namespace KnowledgeGraph.Cli;

/// <summary>The data a command works on: the files named by <c>--data</c>, by default the shipped graph.</summary>
internal static class Dataset
{
    /// <summary>The option.</summary>
    public static Option<string[]> DataOption() => new("--data", "-d")
    {
        Description = "Files or folders to load (N-Triples, N-Quads, Turtle, TriG, RDF/XML, JSON-LD; .gz too); "
            + "by default the shipped graph.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The folder of a durable store.</summary>
    public static Option<string?> FolderOption(string description) => new("--folder") { Description = description, HelpName = "DIR" };

    /// <summary>Opens the store in a folder, which has to be there, or loads data into a new engine.</summary>
    /// <param name="folder">What <c>--folder</c> names, or null.</param>
    /// <param name="named">What <c>--data</c> names; null or empty for the shipped graph.</param>
    /// <param name="root">The project's folder, for the shipped graph.</param>
    /// <param name="allow">What <c>--allow</c> names, or null.</param>
    /// <param name="progress">Takes progress.</param>
    /// <param name="regime">What is inferred from the default graph.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    public static Engine.Engine Open(
        string? folder, string[]? named, string? root, string[]? allow, ProgressReport progress, EntailmentRegime regime,
        CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            return Load(named, root, allow, new LoadOptions(), progress, regime, cancellationToken).Engine;
        }

        if (named is { Length: > 0 })
        {
            throw new UsageException("--data and --folder exclude each other; 'kg load --folder' adds files to a store");
        }

        RequireStore(folder);
        return Open(folder, allow, regime);
    }

    /// <summary>Demands that there is a store in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static void RequireStore(string folder)
    {
        if (!Store.QuadStore.Exists(folder))
        {
            throw new UsageException($"--folder: there is no store in '{folder}'; 'kg load --folder' makes one");
        }
    }

    /// <summary>The hosts that a query or a document may reach.</summary>
    public static Option<string[]> AllowOption() => new("--allow")
    {
        Description = "A host that SERVICE and remote JSON-LD contexts may reach, as host or host:port; may be given again. By default none.",
        HelpName = "HOST",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Loads the data into a new engine.</summary>
    /// <param name="named">What <c>--data</c> names; null or empty for the shipped graph.</param>
    /// <param name="root">The project's folder, for the shipped graph.</param>
    /// <param name="allow">What <c>--allow</c> names, or null.</param>
    /// <param name="options">How files are loaded.</param>
    /// <param name="progress">Takes progress.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    public static (Engine.Engine Engine, LoadReport Report) Load(
        string[]? named, string? root, string[]? allow, LoadOptions options, ProgressReport progress, CancellationToken cancellationToken) =>
        Load(named, root, allow, options, progress, EntailmentRegime.None, cancellationToken, null);

    /// <summary>Loads the data into a new engine that infers from it.</summary>
    /// <param name="named">What <c>--data</c> names; null or empty for the shipped graph.</param>
    /// <param name="root">The project's folder, for the shipped graph.</param>
    /// <param name="allow">What <c>--allow</c> names, or null.</param>
    /// <param name="options">How files are loaded.</param>
    /// <param name="progress">Takes progress.</param>
    /// <param name="regime">What is inferred from the default graph.</param>
    /// <param name="cancellationToken">Stops the load.</param>
    /// <param name="folder">The folder of the engine's store, made if need be; null for one in memory.</param>
    public static (Engine.Engine Engine, LoadReport Report) Load(
        string[]? named, string? root, string[]? allow, LoadOptions options, ProgressReport progress, EntailmentRegime regime,
        CancellationToken cancellationToken, string? folder = null)
    {
        IReadOnlyList<string> files = named is { Length: > 0 } ? named : CommandRun.LayoutAt(root).DatasetFiles;
        if (files.Count == 0)
        {
            throw new UsageException("the shipped graph is empty here; name files with --data");
        }

        Engine.Engine engine = Open(folder, allow, regime);
        try
        {
            return (engine, engine.Load(files, options, new LoadSteps(progress), cancellationToken));
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    private static Engine.Engine Open(string? folder, string[]? allow, EntailmentRegime regime)
    {
        try
        {
            return Engine.Engine.Open(new EngineOptions
            {
                Folder = folder,
                Federation = new FederationOptions { Allow = [.. allow ?? []] },
                Entailment = new EntailmentOptions { Regime = regime },
            });
        }
        catch (FormatException e)
        {
            throw new UsageException($"--allow: {e.Message}");
        }
    }

    /// <summary>Passes on the progress of a load, at most twice a second.</summary>
    private sealed class LoadSteps : IProgress<LoadProgress>
    {
        private readonly ProgressReport _progress;
        private long _last = Environment.TickCount64;

        public LoadSteps(ProgressReport progress) => _progress = progress;

        public void Report(LoadProgress value)
        {
            if (Environment.TickCount64 - _last >= 500)
            {
                _last = Environment.TickCount64;
                _progress.Report(Text(value));
            }
        }

        private static string Text(LoadProgress value)
        {
            string stage = value.Stage.ToString().ToLowerInvariant();
            string part = value.Stage == LoadStage.Read && value.Fraction is { } fraction
                ? string.Create(CultureInfo.InvariantCulture, $", {fraction:P0}, {value.Remaining?.TotalSeconds ?? 0:N0} s left to read")
                : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"{stage} {value.File}: {value.Quads:N0} quads, {value.QuadsPerSecond:N0}/s{part}");
        }
    }
}
