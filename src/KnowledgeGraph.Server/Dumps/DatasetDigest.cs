using System.Diagnostics;
using System.Runtime.CompilerServices;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge.Reification;
using KnowledgeGraph.Rdf.Canonicalization;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Store;
using Serilog;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// What names the content of the dataset, wherever it is served: SHA-256 over its canonical N-Quads (RDFC-1.0), triple terms written as RDF
/// 1.1 has them, since RDFC-1.0 does not know any. Made once a state, by a thread that gives way to requests, in bounded memory
/// (<see cref="CanonicalDigest"/>). None above <c>Limits:DigestQuads</c>, or with too many quads with blank nodes.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf-canon/"/>
public static class DatasetDigest
{
    /// <summary>Up to so many quads it takes a second or two.</summary>
    public const long SmallQuads = 250_000;

    /// <summary>Quads with blank nodes of a dataset that has one; they are labelled in memory.</summary>
    public const long MostWithBlankNodes = 250_000;

    private const int RunBytes = 64 * 1024 * 1024;

    // The host has had nothing to do for so long before it begins by itself.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(2);

    // A host that is never quiet begins then.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    // A state that is written away sooner is not worth the work.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longRest = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    // The digest of a state lives as long as the state.
    private static readonly ConditionalWeakTable<Snapshot, StateDigest> s_known = [];

    /// <summary>True if the present state is small enough to have one.</summary>
    /// <param name="dataset">The dataset.</param>
    public static bool IsFor(ServedDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Quads(dataset.Engine.Snapshot) <= dataset.MaxDigestQuads;
    }

    /// <summary>True if it takes a second or two at most, so that who asks for it can wait.</summary>
    /// <param name="snapshot">The state.</param>
    public static bool IsSoonMade(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Quads(snapshot) <= SmallQuads;
    }

    /// <summary>The digest of the present state, in hexadecimal digits, made now if need be; null if the state has none.</summary>
    /// <param name="dataset">The dataset.</param>
    public static Task<string?> OfAsync(ServedDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return IsFor(dataset) ? Of(dataset).Digest.Value : Task.FromResult<string?>(null);
    }

    /// <summary>The digest of the present state if it is there; null if not.</summary>
    /// <param name="dataset">The dataset.</param>
    public static async ValueTask<string?> KnownAsync(ServedDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return s_known.TryGetValue(dataset.Engine.Snapshot, out var state) && state.Digest.IsValueCreated
            && state.Digest.Value is { IsCompletedSuccessfully: true } made ? await made : null;
    }

    /// <summary>
    /// The digest of the present state, which is begun when the host has nothing else to do and the state has been there for a while.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="activity">What the host does.</param>
    public static Task<string?> AtRest(ServedDataset dataset, HostActivity activity)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var state = Of(dataset);
        if (!state.Digest.IsValueCreated && state.TakeUp())
        {
            _ = BeginAtRestAsync(dataset, dataset.Engine.Snapshot, state, activity);
        }

        return state.Digest.IsValueCreated ? state.Digest.Value : state.Pending;
    }

    private static long Quads(Snapshot snapshot) => snapshot.DefaultGraphCount + snapshot.NamedGraphsCount;

    private static StateDigest Of(ServedDataset dataset) => s_known.GetValue(
        dataset.Engine.Snapshot,
        state => new StateDigest(new Lazy<Task<string?>>(() =>
            QuietThread.RunAsync("dataset digest", IsSoonMade(state), () => Compute(state, () => dataset.Engine.Snapshot == state)))));

    private static async Task BeginAtRestAsync(ServedDataset dataset, Snapshot snapshot, StateDigest state, HostActivity activity)
    {
        var rest = !dataset.Writes.IsPossible ? TimeSpan.Zero : IsSoonMade(snapshot) ? s_rest : s_longRest;
        while (!IsTime(Stopwatch.GetElapsedTime(state.FirstSeen), activity.Quiet, rest))
        {
            await Task.Delay(s_look);
            if (dataset.Engine.Snapshot != snapshot)
            {
                return;
            }
        }

        _ = state.Digest.Value;
    }

    private static bool IsTime(TimeSpan age, TimeSpan quiet, TimeSpan rest) => age >= rest && (quiet >= s_quiet || age >= s_patience);

    private static string? Compute(Snapshot snapshot, Func<bool> isPresent)
    {
        void GiveUpIfGone()
        {
            if (!isPresent())
            {
                throw new OperationCanceledException("The data have changed.");
            }
        }

        using var digest = new CanonicalDigest(MostWithBlankNodes, RunBytes);
        var plain = new ClassicReification(digest);
        var export = new QuadExport(snapshot, namedGraphs: true);
        try
        {
            while (export.WriteBatch(plain))
            {
                GiveUpIfGone();
            }

            return digest.Finish(GiveUpIfGone);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (CanonicalizationException e)
        {
            // Too symmetric to be named, or too many to be held.
            Log.Information("The dataset has no version: {Reason}", e.Message);
            return null;
        }
        catch (IOException e)
        {
            Log.Warning("The dataset's version was not made: {Reason}", e.Message);
            return null;
        }
    }

    private sealed class StateDigest(Lazy<Task<string?>> digest)
    {
        private int _isTakenUp;

        public long FirstSeen { get; } = Stopwatch.GetTimestamp();

        public Lazy<Task<string?>> Digest { get; } = digest;

        public Task<string?> Pending { get; } = new TaskCompletionSource<string?>().Task;

        // True for the first who asks.
        public bool TakeUp() => Interlocked.Exchange(ref _isTakenUp, 1) == 0;
    }
}
