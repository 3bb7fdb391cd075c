using Microsoft.AspNetCore.ResponseCompression;

namespace KnowledgeGraph.Server.Http;

/// <summary>The coding that an answer will get (RFC 9110 §8.4): what the compression decides, known before it decides.</summary>
public static class ContentCoding
{
    /// <summary>The name of the coding, or null for none.</summary>
    /// <param name="context">The request.</param>
    public static string? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var compression = context.RequestServices.GetRequiredService<IResponseCompressionProvider>();
        return compression.CheckRequestAcceptsCompression(context) ? compression.GetCompressionProvider(context)?.EncodingName : null;
    }

    /// <summary>Ends a whole answer to HEAD with the headers of the answer to GET: the length of the body that is not sent, or its coding.</summary>
    /// <param name="response">The response.</param>
    /// <param name="lengthBytes">The length of the body before coding; null if it is not known.</param>
    public static void EndHead(this HttpResponse response, long? lengthBytes)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (Of(response.HttpContext) is { } coding)
        {
            response.Headers.ContentEncoding = coding;
        }
        else
        {
            response.ContentLength = lengthBytes;
        }
    }
}
