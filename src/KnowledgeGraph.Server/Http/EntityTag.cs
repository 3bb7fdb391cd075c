using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Http;

/// <summary>Entity tags and conditional requests (RFC 9110 §8.8.3, §13.1.2).</summary>
public static class EntityTag
{
    private const int TagBytes = 12;

    /// <summary>
    /// True if a client can ask again for what this request asks, if it changed: only then is a tag of use (RFC 9110 §13.1.2 speaks of GET
    /// and HEAD; the answer to POST has no address of its own).
    /// </summary>
    /// <param name="request">The request.</param>
    public static bool IsOfUse(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
    }

    /// <summary>The tag of a representation: differs with each of its parts and with the coding that the client will get.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isWeak">True if the bytes may differ between two answers that mean the same.</param>
    /// <param name="parts">What the representation is made of: version of the data, query, media type.</param>
    public static string Of(HttpRequest request, bool isWeak, params ReadOnlySpan<string> parts)
    {
        ArgumentNullException.ThrowIfNull(request);
        var length = 0;
        foreach (var part in parts)
        {
            length += Encoding.UTF8.GetMaxByteCount(part.Length) + 1;
        }

        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var filled = 0;
        foreach (var part in parts)
        {
            filled += Encoding.UTF8.GetBytes(part, bytes.AsSpan(filled));
            bytes[filled++] = 0;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, filled), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        var coding = ContentCoding.Of(request.HttpContext) is { } name ? "-" + name : "";
        return (isWeak ? "W/\"" : "\"") + Convert.ToHexStringLower(hash[..TagBytes]) + coding + "\"";
    }

    /// <summary>True if the client's copy is current; the response is then 304.</summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="tag">The tag of the present representation.</param>
    /// <param name="lastModified">When it last changed, for If-Modified-Since; null if unknown.</param>
    public static bool IsCurrent(HttpContext context, string tag, DateTimeOffset? lastModified = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!IsOfUse(context.Request))
        {
            return false;
        }

        // RFC 9110 §13.2.2: If-None-Match, even one that cannot be read, keeps If-Modified-Since from being looked at.
        var headers = context.Request.GetTypedHeaders();
        var current = context.Request.Headers.IfNoneMatch.Count > 0
            ? headers.IfNoneMatch.Any(given => given.Equals(EntityTagHeaderValue.Any) || given.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false))
            : lastModified is { } time && headers.IfModifiedSince is { } since && time <= since;
        if (current)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ETag = tag;
        }

        return current;
    }
}
