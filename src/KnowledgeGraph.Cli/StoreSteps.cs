using System.Globalization;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Cli;

/// <summary>What is done to a durable store as a whole, with progress.</summary>
/// <param name="progress">Takes progress.</param>
internal sealed class StoreSteps(ProgressReport progress) : IProgress<LoadProgress>
{
    private long _last = Environment.TickCount64;

    /// <summary>Sorts a store anew.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="progress">Takes progress.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    public static int Compact(string folder, ProgressReport progress, CancellationToken cancellationToken)
    {
        Dataset.RequireStore(folder);
        long before = BytesOf(folder);
        using (QuadStore store = QuadStore.Open(folder))
        {
            store.Compact(new StoreSteps(progress), cancellationToken);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"quads\t{store.Current.DefaultGraphCount + store.Current.NamedGraphsCount}"));
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes before\t{before}\nbytes after\t{BytesOf(folder)}"));
        return ExitCode.Success;
    }

    /// <summary>Checks the files of a store.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="progress">Takes progress.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    public static int Check(string folder, ProgressReport progress, CancellationToken cancellationToken)
    {
        Dataset.RequireStore(folder);
        long quads = QuadStore.Check(folder, new StoreSteps(progress), cancellationToken);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder}: {quads} quads, no damage"));
        return ExitCode.Success;
    }

    /// <inheritdoc/>
    public void Report(LoadProgress value)
    {
        if (Environment.TickCount64 - _last >= 500)
        {
            _last = Environment.TickCount64;
            progress.Report(string.Create(
                CultureInfo.InvariantCulture, $"{value.Stage.ToString().ToLowerInvariant()}: {value.Done:N0} of {value.Total:N0}"));
        }
    }

    private static long BytesOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
