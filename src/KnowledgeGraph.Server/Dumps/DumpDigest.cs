using System.Collections.Immutable;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>What tells whether a copy of a dump is whole and unchanged.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="LengthBytes">Its length, unpacked.</param>
/// <param name="Sha256">Its SHA-256.</param>
public sealed record DumpDigest(string Name, long LengthBytes, ImmutableArray<byte> Sha256)
{
    /// <summary>The digest in hexadecimal digits, as <c>sha256sum</c> writes it.</summary>
    public string Hex => Convert.ToHexStringLower(Sha256.AsSpan());

    /// <summary>The value of the header <c>Repr-Digest</c> (RFC 9530 §3).</summary>
    public string ReprDigest => $"sha-256=:{Convert.ToBase64String(Sha256.AsSpan())}:";
}
