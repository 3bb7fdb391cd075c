using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Http;

/// <summary>Entity tags and conditional requests (RFC 9110 §8.8.3, §13.1.2).</summary>
public static class EntityTag
{
    /// <summary>The tag of a representation: differs with each of its parts and with the coding that the client will get.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isWeak">True if the bytes may differ between two answers that mean the same.</param>
    /// <param name="parts">What the representation is made of: version of the data, query, media type.</param>
    public static string Of(HttpRequest request, bool isWeak, params ReadOnlySpan<string> parts)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        var coding = ContentCoding.Of(request.HttpContext) is { } name ? "-" + name : "";
        return (isWeak ? "W/\"" : "\"") + Convert.ToHexStringLower(hash.GetHashAndReset())[..24] + coding + "\"";
    }

    /// <summary>True if the client's copy is current; the response is then 304.</summary>
    /// <param name="context">The request and its response.</param>
    /// <param name="tag">The tag of the present representation.</param>
    /// <param name="lastModified">When it last changed, for If-Modified-Since; null if unknown.</param>
    public static bool IsCurrent(HttpContext context, string tag, DateTimeOffset? lastModified = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
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
