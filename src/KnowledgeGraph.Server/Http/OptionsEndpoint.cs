namespace KnowledgeGraph.Server.Http;

/// <summary>The answer to OPTIONS: the methods of an address (RFC 9110 §9.3.7).</summary>
public static class OptionsEndpoint
{
    /// <summary>Maps OPTIONS for an address. A preflight of CORS does not come here.</summary>
    /// <param name="app">The routes.</param>
    /// <param name="pattern">The address.</param>
    /// <param name="allow">The methods, OPTIONS among them.</param>
    public static void MapOptions(this IEndpointRouteBuilder app, string pattern, string allow) =>
        app.MapMethods(pattern, ["OPTIONS"], (HttpContext context) =>
        {
            context.Response.Headers.Allow = allow;
            return TypedResults.NoContent();
        }).ExcludeFromDescription();
}
