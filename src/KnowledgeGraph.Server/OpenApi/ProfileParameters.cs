using System.Text.Json.Nodes;
using KnowledgeGraph.Server.GraphStore;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KnowledgeGraph.Server.OpenApi;

/// <summary>Tells in the OpenAPI document where RDF answers can be had in the profile of RDF 1.1, and how to ask for it.</summary>
public sealed class ProfileParameters : IOpenApiDocumentTransformer
{
    private static readonly string[] s_paths =
        ["/sparql", "/dataset", RequestedGraph.StorePath, RequestedGraph.StorePath + "/{path}", "/id/{path}", "/source/{path}", "/ontology", "/describe"];

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        foreach (var (path, item) in document.Paths)
        {
            var hasProfiles = s_paths.Contains(path, StringComparer.Ordinal) || path.StartsWith("/data/", StringComparison.Ordinal);
            if (hasProfiles && item.Operations?.GetValueOrDefault(HttpMethod.Get) is { } operation)
            {
                operation.Parameters = [.. operation.Parameters ?? [], .. Parameters()];
            }
        }

        return Task.CompletedTask;
    }

    private static IEnumerable<OpenApiParameter> Parameters()
    {
        var words = $"Of an RDF answer: {ContentProfile.Rdf12.Iri} (triple terms, the default) or {ContentProfile.Rdf11.Iri} "
            + "(each triple of a claim as an rdf:Statement that is :partOfClaim of it).";
        yield return new OpenApiParameter
        {
            Name = ContentProfile.Header,
            In = ParameterLocation.Header,
            Description = words + " The parameter profile of a range in Accept does the same.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = JsonValue.Create($"<{ContentProfile.Rdf11.Iri}>"),
        };
        yield return new OpenApiParameter
        {
            Name = ContentProfile.Parameter,
            In = ParameterLocation.Query,
            Description = words + " Wins over the headers.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. ContentProfile.All.Select(each => JsonValue.Create(each.Token))] },
        };
    }
}
