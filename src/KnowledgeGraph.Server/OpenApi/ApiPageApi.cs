using KnowledgeGraph.Server.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KnowledgeGraph.Server.OpenApi;

/// <summary>
/// The API as a page: <c>/openapi</c>, made from the document at <c>/openapi/v1.json</c>. A page of our own, since Swagger UI needs inline
/// styles,
/// which the host's Content-Security-Policy forbids, and shows nothing without script.
/// </summary>
public static class ApiPageApi
{
    private const string Document = "v1";

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapApiPageApi(this IEndpointRouteBuilder app) =>
        app.MapMethods("/openapi", ["GET", "HEAD"], PageAsync).ExcludeFromDescription();

    private static async Task PageAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        // The document is the same as long as the host runs, and made anew each time it is asked for.
        var content = context.RequestServices.GetRequiredService<ApiPageContent>();
        content.Known ??= Read(await context.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(Document)
            .GetOpenApiDocumentAsync(context.RequestAborted));
        var page = new RazorComponentResult<ApiPage>(new { content.Known.Groups, content.Known.Description });
        await page.ExecuteAsync(context);
    }

    private static ApiPageContent.Document Read(OpenApiDocument document) => new(
        [.. Operations(document).GroupBy(pair => pair.Tag, pair => pair.Operation, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<ApiOperation>)[.. group]))],
        document.Info.Description ?? "");

    // The canned queries carry tags of their subjects; here they stand together.
    private static IEnumerable<(string Tag, ApiOperation Operation)> Operations(OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations ?? []
        where operation.Key != HttpMethod.Head
        let tag = path.Key.StartsWith("/queries", StringComparison.Ordinal) ? "Queries" : operation.Value.Tags?.FirstOrDefault()?.Name
            ?? "Other"
        select (tag, Of(path.Key, operation.Key, operation.Value));

    private static ApiOperation Of(string path, HttpMethod method, OpenApiOperation operation) => new(
        operation.OperationId ?? method.Method.ToLowerInvariant() + path.Replace('/', '-'), method.Method, path, operation.Summary ?? "",
        operation.Description,
        [.. (operation.Parameters ?? []).Select(Of)],
        [.. (operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
            .Select(body => (body.Key, body.Value.Example?.ToString()))],
        [.. (operation.Responses ?? []).Select(answer => (answer.Key, answer.Value.Description ?? ""))]);

    private static ApiParameter Of(IOpenApiParameter parameter)
    {
        var schema = parameter.Schema;
        var type = (schema?.Type ?? JsonSchemaType.String).ToString().ToLowerInvariant();
        return new ApiParameter(
            parameter.Name ?? "", parameter.In?.ToString().ToLowerInvariant() ?? "query", parameter.Required,
            schema?.Format is { } format ? $"{type} ({format})" : type, parameter.Description, schema?.Default?.ToString(),
            [.. (schema?.Enum ?? []).Select(value => value.ToString())]);
    }
}
