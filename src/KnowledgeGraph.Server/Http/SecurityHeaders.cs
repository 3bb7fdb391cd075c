namespace KnowledgeGraph.Server.Http;

/// <summary>
/// Headers that keep browsers from doing more with an answer than the pages need: scripts and styles of this host alone, no foreign
/// content, no framing; nothing at all on what is no page.
/// </summary>
public static class SecurityHeaders
{
    private const string Always = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string OfOthers = "default-src 'none'; style-src 'self'; img-src 'self' data:; " + Always;

    private const string OfPages =
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'nonce-{0}'; " + Always;

    /// <summary>Adds the headers to every answer, errors included.</summary>
    /// <param name="app">The application.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment, since an error clears the headers set before it.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // 304 says that the page in the browser's cache is current, and its policy with it: that names the nonce of that page.
            if (context.Response.StatusCode != StatusCodes.Status304NotModified)
            {
                headers.ContentSecurityPolicy = Policy(context);
            }

            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            // Speaks to a script of Blazor that the pages do not have.
            headers.Remove("blazor-enhanced-nav");
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static string Policy(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<FramedAnywhere>() is not null)
        {
            return OfOthers.Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);
        }

        return context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true
            ? OfPages.Replace("{0}", CspNonce.Of(context), StringComparison.Ordinal)
            : OfOthers;
    }
}
