using KnowledgeGraph.Server.Options;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>The address under which clients reach the host.</summary>
public static class HostAddress
{
    /// <summary>The configured address, else that of the request; ends with a slash.</summary>
    /// <param name="request">The request.</param>
    public static string Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var configured = request.HttpContext.RequestServices.GetRequiredService<PublicOptions>().BaseAddress;
        return string.IsNullOrEmpty(configured) ? $"{request.Scheme}://{request.Host}{request.PathBase}/" : configured.TrimEnd('/') + "/";
    }
}
