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
/// What names the content of the dataset, wherever it is served: SHA-256 over its canonical N-Quads (RDFC-1.0), triple terms written as
/// RDF 1.1 has
/// them, since RDFC-1.0 does not know any. The same as of <c>kg export --reification --format nq --layout canonical</c>, if no node is
/// blank. Made once
/// a state, in the background: the canonical form is sorted in memory, so datasets of more than <see cref="MaxQuads"/> quads have none.
/// </summary>
/// <seealso href="https://www.w3.org/TR/rdf-canon/"/>
public static class DatasetDigest
{
    /// <summary>Largest dataset that has one, in quads.</summary>
    public const long MaxQuads = 250_000;

    // The digest of a state lives as long as the state.
    private static readonly ConditionalWeakTable<Snapshot, Lazy<Task<string?>>> s_known = [];

    /// <summary>The digest of a state, in hexadecimal digits; null if the state has none.</summary>
    /// <param name="snapshot">The state.</param>
    public static Task<string?> OfAsync(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return s_known.GetValue(snapshot, state => new Lazy<Task<string?>>(() =>
            state.DefaultGraphCount + state.NamedGraphsCount > MaxQuads ? Task.FromResult<string?>(null) : Task.Run(() => Compute(state))))
                .Value;
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
}
