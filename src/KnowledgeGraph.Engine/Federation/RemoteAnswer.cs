using System.Runtime.InteropServices;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>A whole answer of another host.</summary>
/// <param name="Iri">Where it was found in the end, after redirects, without fragment.</param>
/// <param name="Body">The body, decompressed.</param>
internal sealed record RemoteAnswer(string Iri, ReadOnlyMemory<byte> Body)
{
    /// <summary>The value of the Content-Type header, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>The values of the Link headers.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>
    /// True if length or chunks told where the body ends (RFC 9112 §6.3). False if the end of the connection did: then a cut body looks
    /// whole, unless its format has an end.
    /// </summary>
    public bool IsDelimited { get; init; }

    /// <summary>The body as a stream.</summary>
    public Stream Open() => MemoryMarshal.TryGetArray(Body, out var bytes)
        ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
        : new MemoryStream(Body.ToArray(), writable: false);
}
