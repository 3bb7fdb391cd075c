using System.Text.Json.Nodes;
using KnowledgeGraph.Server.CannedQueries;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KnowledgeGraph.Server.OpenApi;

/// <summary>Adds one operation for each canned query to the OpenAPI document, with its typed parameters.</summary>
/// <param name="catalog">The canned queries.</param>
public sealed class CannedQueryOperations(CannedQueryCatalog catalog) : IOpenApiDocumentTransformer
{
    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "KnowledgeGraph";
        document.Info.Description = "SPARQL endpoint, canned queries and linked data of a knowledge graph whose facts show their evidence.";
        // The template path stands for all of them; the document lists each by name instead.
        document.Paths.Remove("/queries/{name}");
        foreach (var query in catalog.All)
        {
            document.Paths["/queries/" + query.Name] = new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Get] = Operation(query, document) },
            };
        }

        return Task.CompletedTask;
    }

    private static OpenApiOperation Operation(CannedQuery query, OpenApiDocument document) => new()
    {
        OperationId = query.Name,
        Summary = query.Summary,
        Description = query.Description,
        Tags = query.Tags.Select(tag => new OpenApiTagReference(tag, document)).ToHashSet(),
        Parameters = [.. query.Parameters.Select(Parameter)],
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "The answer.",
                Content = CannedQueriesApi.MediaTypesOf(query)
                    .ToDictionary(type => type, _ => new OpenApiMediaType(), StringComparer.Ordinal),
            },
            ["400"] = new OpenApiResponse { Description = "A parameter is missing or of another type." },
            ["406"] = new OpenApiResponse { Description = "None of the formats asked for can be given." },
            ["503"] = new OpenApiResponse { Description = "The query met its limit of time or memory, or too many queries run." },
        },
    };

    private static IOpenApiParameter Parameter(CannedQueryParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Required = parameter.Default is null,
        Description = "Expected: " + parameter.Type.Expected + ".",
        Schema = new OpenApiSchema
        {
            Type = parameter.Type.SchemaType switch
            {
                "integer" => JsonSchemaType.Integer,
                "number" => JsonSchemaType.Number,
                "boolean" => JsonSchemaType.Boolean,
                _ => JsonSchemaType.String,
            },
            Format = parameter.Type.SchemaFormat,
            Default = parameter.Default is { } value ? Json(parameter, value) : null,
            Enum = parameter.Enumeration.Count > 0 ? [.. parameter.Enumeration.Select(value => Json(parameter, value))] : null,
        },
    };

    private static JsonNode Json(CannedQueryParameter parameter, string value) =>
        parameter.Type.SchemaType is "integer" or "number" or "boolean" ? JsonNode.Parse(value)! : JsonValue.Create(value);
}
