using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>Length and SHA-256 of each dump of a state, made once a state, in the background.</summary>
public static class DumpDigests
{
    // The digests of a state live as long as the state.
    private static readonly ConditionalWeakTable<Snapshot, Lazy<Task<ImmutableArray<DumpDigest>>>> s_known = [];

    /// <summary>The digests of a state, in the order of the files.</summary>
    /// <param name="snapshot">The state.</param>
    /// <param name="write">Writes a dump of the state: format and where to.</param>
    /// <param name="files">Name and format of each dump.</param>
    public static Task<ImmutableArray<DumpDigest>> OfAsync(
        Snapshot snapshot, Action<Snapshot, RdfFormat, IBufferWriter<byte>, Action> write,
            IEnumerable<(string Name, RdfFormat Format)> files)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return s_known.GetValue(snapshot, state => new Lazy<Task<ImmutableArray<DumpDigest>>>(() =>
            QuietThread.RunAsync("dump digests", DatasetDigest.IsSoonMade(state), () => files
                .Select(file => Compute(file.Name, (body, flush) => write(state, file.Format, body, flush))).ToImmutableArray()))).Value;
    }

    /// <summary>The making of the digests of a state, or null if nobody asked for them.</summary>
    /// <param name="snapshot">The state.</param>
    public static Task<ImmutableArray<DumpDigest>>? Begun(Snapshot snapshot) => s_known.TryGetValue(snapshot, out var making)
        ? making.Value : null;

    private static DumpDigest Compute(string name, Action<IBufferWriter<byte>, Action> write)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var body = new ArrayBufferWriter<byte>();
        long length = 0;
        void Flush()
        {
            hash.AppendData(body.WrittenSpan);
            length += body.WrittenCount;
            body.ResetWrittenCount();
        }

        write(body, Flush);
        Flush();
        return new DumpDigest(name, length, ImmutableArray.Create(hash.GetHashAndReset()));
    }
}
