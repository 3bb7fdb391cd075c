using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KnowledgeGraph.Server.OpenApi;

/// <summary>Adds one operation for each canned query to the OpenAPI document, with its typed parameters.</summary>
/// <param name="catalog">The canned queries.</param>
public sealed class CannedQueryOperations(CannedQueryCatalog catalog) : IOpenApiDocumentTransformer
{
    private static readonly OpenApiParameter s_timeout = new()
    {
        Name = "timeout",
        In = ParameterLocation.Query,
        Description = "Seconds after which to give up; the host's own limit bounds it.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.Number },
    };

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
        Parameters = [.. query.Parameters.Select(Parameter), Format(query), s_timeout, .. Paging(query)],
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

    private static IEnumerable<OpenApiParameter> Paging(CannedQuery query)
    {
        foreach (var (name, words) in ((string, string)[])[
            (AnswerPage.LimitName, "Most rows; the Link header tells where the first, previous, next and last page are."),
            (AnswerPage.OffsetName, "Rows passed over.")])
        {
            if (AnswerPage.IsNamedBy(query, name))
            {
                yield return new OpenApiParameter
                {
                    Name = name, In = ParameterLocation.Query, Description = words, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer },
                };
            }
        }
    }

    private static OpenApiParameter Format(CannedQuery query) => new()
    {
        Name = "format",
        In = ParameterLocation.Query,
        Description = "The format of the answer; wins over the Accept header.",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. AnswerFormat.Of(SparqlApi.KindOf(query.Query)).Select(format => format.Name).Distinct().Select(name => JsonValue.Create(name))],
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

    // A number is written as JSON writes numbers: "+07" and ".5" are values too.
    private static JsonNode Json(CannedQueryParameter parameter, string value) => parameter.Type.SchemaType switch
    {
        "integer" => JsonNode.Parse(BigInteger.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture))!,
        "number" when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        "boolean" => JsonValue.Create(value == "true"),
        _ => JsonValue.Create(value),
    };
}
