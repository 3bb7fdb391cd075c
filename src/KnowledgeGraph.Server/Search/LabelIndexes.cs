using System.Runtime.CompilerServices;
using KnowledgeGraph.Knowledge.Search;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Search;

/// <summary>
/// The index of labels of a dataset: built at the first search, made anew beside the searches when the data have changed and somebody
/// searches again. One is made at a time, of the state that is then present.
/// </summary>
public sealed class LabelIndexes
{
    // So long the labels of the present state are waited for, where those of an earlier one are there.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);

    private static readonly ConditionalWeakTable<Engine.Engine, LabelIndexes> s_known = [];

    private readonly Engine.Engine _engine;
    private readonly Lock _lock = new();
    private LabelIndex? _latest;
    private Task<LabelIndex>? _making;

    private LabelIndexes(Engine.Engine engine) => _engine = engine;

    /// <summary>
    /// The index of the present state, or, while that takes long, of the state before it: see <see cref="IsPresent"/>. Whoever waits longer
    /// than a query may run gives up with 503; the index is built on for the next.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="QueryTimeoutException">It takes longer than a query may run.</exception>
    public static async Task<LabelIndex> OfAsync(ServedDataset dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var indexes = s_known.GetValue(dataset.Engine, engine => new LabelIndexes(engine));
        var limit = dataset.QueryOptions().Timeout;
        var earlier = Volatile.Read(ref indexes._latest);
        try
        {
            return await indexes.PresentAsync().WaitAsync(earlier is null || limit < s_patience ? limit : s_patience, cancellation);
        }
        catch (TimeoutException)
        {
            return earlier ?? throw new QueryTimeoutException(limit);
        }
    }

    /// <summary>True if an index is that of the present state of a dataset.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="index">The index.</param>
    public static bool IsPresent(ServedDataset dataset, LabelIndex index)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(index);
        return ReferenceEquals(dataset.Engine.Snapshot, index.Snapshot);
    }

    // What is being made may have been begun before the last write: the one after it was not.
    private async Task<LabelIndex> PresentAsync()
    {
        var index = await Join();
        return ReferenceEquals(index.Snapshot, _engine.Snapshot) ? index : await Join();
    }

    private Task<LabelIndex> Join()
    {
        lock (_lock)
        {
            if (_making is { IsCompleted: false })
            {
                return _making;
            }

            return _latest is { } latest && ReferenceEquals(latest.Snapshot, _engine.Snapshot)
                ? Task.FromResult(latest)
                : _making = Task.Run(Make);
        }
    }

    private LabelIndex Make()
    {
        var snapshot = _engine.Snapshot;
        var made = _latest is { } earlier ? earlier.Update(snapshot) : LabelIndex.Build(snapshot);
        Volatile.Write(ref _latest, made);
        return made;
    }
}
