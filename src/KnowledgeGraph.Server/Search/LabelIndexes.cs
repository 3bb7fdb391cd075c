using System.Runtime.CompilerServices;
using KnowledgeGraph.Knowledge.Search;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Search;

/// <summary>
/// The index of labels of each state of the dataset: built at the first search of the state, and as long-lived as the state.
/// </summary>
public static class LabelIndexes
{
    private static readonly ConditionalWeakTable<Snapshot, Lazy<Task<LabelIndex>>> s_known = [];

    /// <summary>
    /// The index of the present state. Whoever waits longer than a query may run gives up with 503; the index is built on for the next.
    /// </summary>
    /// <param name="dataset">The data.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="QueryTimeoutException">It takes longer than a query may run.</exception>
    public static async Task<LabelIndex> OfAsync(ServedDataset dataset, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var snapshot = dataset.Engine.Snapshot;
        var limit = dataset.QueryOptions().Timeout;
        var building = s_known.GetValue(snapshot, state => new Lazy<Task<LabelIndex>>(() => Task.Run(() => LabelIndex.Build(state)))).Value;
        try
        {
            return await building.WaitAsync(limit, cancellation);
        }
        catch (TimeoutException)
        {
            throw new QueryTimeoutException(limit);
        }
    }
}
