using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Knowledge.Reification;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Canonicalization;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// What names the content of the dataset, wherever it is served: SHA-256 over its canonical N-Quads (RDFC-1.0), triple terms written as RDF
/// 1.1 has them, since RDFC-1.0 does not know any. Made once a state, in the background; the canonical form is sorted in memory, so datasets
/// of more than <see cref="MaxQuads"/> quads have none.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf-canon/"/>
public static class DatasetDigest
{
    /// <summary>Largest dataset that has one, in quads.</summary>
    public const long MaxQuads = 250_000;

    // A state that is written away sooner is not worth the work.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    // The digest of a state lives as long as the state.
    private static readonly ConditionalWeakTable<Snapshot, StateDigest> s_known = [];

    // One at a time: it takes a processor and memory for all quads.
    private static readonly SemaphoreSlim s_turn = new(1);

    /// <summary>True if a state is small enough to have one.</summary>
    /// <param name="snapshot">The state.</param>
    public static bool IsFor(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.DefaultGraphCount + snapshot.NamedGraphsCount <= MaxQuads;
    }

    /// <summary>The digest of a state, in hexadecimal digits; null if the state has none.</summary>
    /// <param name="snapshot">The state.</param>
    public static Task<string?> OfAsync(Snapshot snapshot) => Of(snapshot).Digest.Value;

    /// <summary>The digest of a state that has been there for a second; null before that, as nobody may ever ask for it again.</summary>
    /// <param name="snapshot">The state.</param>
    public static Task<string?>? AtRest(Snapshot snapshot)
    {
        var state = Of(snapshot);
        return state.Digest.IsValueCreated || Stopwatch.GetElapsedTime(state.FirstSeen) >= s_rest ? state.Digest.Value : null;
    }

    private static StateDigest Of(Snapshot snapshot) => s_known.GetValue(snapshot, state => new StateDigest(
        Stopwatch.GetTimestamp(), new Lazy<Task<string?>>(() => IsFor(state) ? ComputeAsync(state) : Task.FromResult<string?>(null))));

    private static async Task<string?> ComputeAsync(Snapshot snapshot)
    {
        await s_turn.WaitAsync();
        try
        {
            return await Task.Run(() => Compute(snapshot));
        }
        finally
        {
            s_turn.Release();
        }
    }

    private static string? Compute(Snapshot snapshot)
    {
        var sink = new DatasetSink();
        var plain = new ClassicReification(sink);
        var export = new QuadExport(snapshot, namedGraphs: true);
        while (export.WriteBatch(plain))
        {
        }

        try
        {
            var canonical = DatasetCanonicalization.Canonicalize(sink.Dataset).NQuads;
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        }
        catch (CanonicalizationException)
        {
            // Too symmetric to be named.
            return null;
        }
    }

    private sealed record StateDigest(long FirstSeen, Lazy<Task<string?>> Digest);
}
