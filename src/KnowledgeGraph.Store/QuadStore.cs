using System.Diagnostics;

namespace KnowledgeGraph.Store;

/// <summary>
/// Holds the current <see cref="Snapshot"/> and replaces it in one step. Readers take <see cref="Current"/> once per query and never
/// wait; one load runs at a time. A load into a store that has quads builds a new snapshot from the old one and the new quads together.
/// </summary>
public sealed class QuadStore
{
    private readonly Lock _writer = new();
    private volatile Snapshot _current = Snapshot.Empty;

    /// <summary>The snapshot that a query beginning now should hold.</summary>
    public Snapshot Current => _current;

    /// <summary>
    /// Loads quads in bulk: all of them or, if anything is thrown, none. Blocks while another load runs.
    /// </summary>
    /// <param name="fill">Hands the quads to the builder, calling <see cref="StoreBuilder.BeginDocument"/> before each document.</param>
    /// <param name="progress">Told about every 65,536 quads and each step of the build.</param>
    /// <param name="cancellation">Stops the load; nothing is changed then.</param>
    public LoadReport Load(Action<StoreBuilder> fill, IProgress<LoadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        lock (_writer)
        {
            var start = Stopwatch.GetTimestamp();
            var before = _current;
            var builder = new StoreBuilder(before, progress);
            fill(builder);
            cancellation.ThrowIfCancellationRequested();
            var built = builder.Build(cancellation);
            var added = built.DefaultGraphCount + built.NamedGraphsCount - before.DefaultGraphCount - before.NamedGraphsCount;
            _current = built;
            progress?.Report(new(LoadStage.Done, 1, 1));
            return new(builder.QuadsRead, added, builder.Documents, Stopwatch.GetElapsedTime(start), built.TotalBytes);
        }
    }
}
