using KnowledgeGraph.Server.Options;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Writes;

/// <summary>
/// What pages of other origins may do (CORS). All may read: answers hold no secrets of a visitor, cookies are never asked for. Only origins that the
/// operator lists may send the Authorization header and the methods of writes. A token is nothing that a browser adds by itself, so that a foreign
/// page could not write without knowing it; but it could guess, from inside a network that the host's operator takes for closed.
/// </summary>
/// <param name="options">The origins listed.</param>
public sealed class CrossOriginPolicy(WriteOptions options) : ICorsPolicyProvider
{
    private static readonly string[] s_exposed =
    [
        "ETag", "Last-Modified", "Link", "Location", "Retry-After", "Content-Location", "WWW-Authenticate",
        "Repr-Digest", Dumps.DatasetVersionHeader.Name,
    ];

    /// <inheritdoc/>
    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        ArgumentNullException.ThrowIfNull(context);
        var policy = new CorsPolicyBuilder().AllowAnyOrigin().WithExposedHeaders(s_exposed);
        if (options.Origins.Contains(context.Request.Headers.Origin.ToString(), StringComparer.Ordinal))
        {
            policy.AllowAnyHeader().AllowAnyMethod();
        }
        else
        {
            var asked = context.Request.Headers.GetCommaSeparatedValues(HeaderNames.AccessControlRequestHeaders);
            policy.WithMethods("GET", "HEAD", "POST")
                .WithHeaders([.. asked.Where(header => !header.Equals(HeaderNames.Authorization, StringComparison.OrdinalIgnoreCase))]);
        }

        return Task.FromResult<CorsPolicy?>(policy.Build());
    }
}
