using System.Text.Json.Nodes;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Server.GraphStore;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace KnowledgeGraph.Server.OpenApi;

/// <summary>Tells parameters, bodies, examples and the token of <c>/sparql</c>, <c>/rdf-graph-store</c> and <c>/dataset</c> in the OpenAPI document.</summary>
public sealed class ProtocolOperations : IOpenApiDocumentTransformer
{
    private const string TokenScheme = "writeToken";
    private const string Turtle = "<http://example.org/s> <http://example.org/p> \"o\" .";
    private const string TriG = "<http://example.org/g> { <http://example.org/s> <http://example.org/p> \"o\" }";
    private const string Insert = "INSERT DATA { <http://example.org/s> <http://example.org/p> \"o\" }";
    private const string Query = "SELECT * WHERE { ?s ?p ?o } LIMIT 10";

    private static readonly IEnumerable<string> s_graphTypes = MediaTypes(_ => true);

    private static readonly IEnumerable<string> s_datasetTypes = MediaTypes(format => format.HasGraphNames);

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        document.Components ??= new OpenApiComponents();
        document.AddComponent(TokenScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The token of Writes:Token; needed to write, never to read.",
        });
        Sparql(document);
        foreach (var (path, parameters) in (IEnumerable<(string, OpenApiParameter[])>)
            [
                (RequestedGraph.StorePath, [
                    Field("graph", "The graph's IRI.", "http://example.org/g"),
                    Field("default", "Given, without a value: the default graph."),
                    Field("base", "The base of relative IRIs, if not the graph's.")]),
                (RequestedGraph.StorePath + "/{path}", []),
            ])
        {
            GraphStore(document, path, parameters);
        }

        Dataset(document);
        return Task.CompletedTask;
    }

    private static void Sparql(OpenApiDocument document)
    {
        if (Operations(document, "/sparql") is not { } sparql)
        {
            return;
        }

        sparql[HttpMethod.Get].Parameters =
        [
            Field("query", "The query; without it, the service description.", Query),
            Field("default-graph-uri", "A graph of the default graph; may be repeated."),
            Field("named-graph-uri", "A named graph; may be repeated."),
            Field("timeout", "Seconds after which to give up; the host's own limit bounds it."),
            Field("format", "The format of the answer; wins over the Accept header.", "csv"),
        ];
        sparql[HttpMethod.Post].RequestBody = Body(
            ("application/sparql-query", Query), ("application/sparql-update", Insert),
            ("application/x-www-form-urlencoded", "update=" + Uri.EscapeDataString(Insert)));
        Answers(sparql[HttpMethod.Get], ("200", "The answer."), ("400", "No query, or one that does not parse."), ("503", "A limit was met."));
        Answers(
            sparql[HttpMethod.Post], ("200", "The answer of a query; of an update, what it changed."), ("400", "No query or update, or one that does not parse."),
            ("401", "An update, and no token or a wrong one."), ("403", "An update, and nothing can be written here."), ("503", "A limit was met."));
        // Queries need no token.
        sparql[HttpMethod.Post].Security = [new OpenApiSecurityRequirement(), Token(document)];
    }

    private static void GraphStore(OpenApiDocument document, string path, OpenApiParameter[] parameters)
    {
        if (Operations(document, path) is not { } store)
        {
            return;
        }

        foreach (var operation in store.Values)
        {
            operation.Parameters = [.. operation.Parameters ?? [], .. parameters];
        }

        Answers(store[HttpMethod.Get], ("200", "The graph."), ("304", "The client's copy is current."), ("404", "There is no such graph."), ("406", "No such format."));
        var documents = s_graphTypes.Select(type => (type, type == "text/turtle" ? Turtle : null)).ToArray();
        store[HttpMethod.Put].RequestBody = Body(documents);
        Writes(document, store[HttpMethod.Put], ("201", "The graph is new."), ("204", "The graph is replaced."));
        store[HttpMethod.Post].RequestBody = Body([.. documents, ("multipart/form-data", null)]);
        Writes(document, store[HttpMethod.Post], ("200", "What was added."), ("201", "The graph is new; Location names one that the store named."));
        store[HttpMethod.Patch].RequestBody = Body(("application/sparql-update", Insert));
        Writes(document, store[HttpMethod.Patch], ("200", "What was changed."), ("404", "There is no such graph."), ("422", "The update is about another graph."));
        Writes(document, store[HttpMethod.Delete], ("200", "What was removed."), ("404", "There is no such graph."));
    }

    private static void Dataset(OpenApiDocument document)
    {
        if (Operations(document, "/dataset") is not { } dataset)
        {
            return;
        }

        Answers(dataset[HttpMethod.Get], ("200", "All graphs."), ("304", "The client's copy is current."), ("406", "No such format."));
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Post])
        {
            dataset[method].Parameters = [Field("base", "The base of relative IRIs.")];
            dataset[method].RequestBody = Body([.. s_datasetTypes.Select(type => (type, type == "application/trig" ? TriG : null))]);
            Writes(document, dataset[method], ("200", "What was changed."));
        }

        Writes(document, dataset[HttpMethod.Delete], ("200", "What was removed."));
    }

    private static Dictionary<HttpMethod, OpenApiOperation>? Operations(OpenApiDocument document, string path) =>
        document.Paths.TryGetValue(path, out var item) ? item.Operations : null;

    private static void Writes(OpenApiDocument document, OpenApiOperation operation, params (string Status, string Words)[] answers)
    {
        operation.Security = [Token(document)];
        Answers(operation, [
            .. answers, ("400", "The body does not parse; with line and column."), ("401", "No token, or a wrong one."), ("403", "Nothing can be written here."),
            ("412", "If-Match or If-None-Match does not hold."), ("413", "The body is too large."), ("415", "The body's media type is not read.")]);
    }

    private static void Answers(OpenApiOperation operation, params (string Status, string Words)[] answers)
    {
        operation.Responses = [];
        foreach (var (status, words) in answers)
        {
            operation.Responses[status] = new OpenApiResponse { Description = words };
        }
    }

    private static OpenApiRequestBody Body(params (string MediaType, string? Example)[] documents) => new()
    {
        Content = documents.ToDictionary(
            document => document.MediaType,
            document => new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = document.Example is null ? null : JsonValue.Create(document.Example),
            },
            StringComparer.Ordinal),
    };

    private static OpenApiParameter Field(string name, string words, string? example = null) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = words,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example is null ? null : JsonValue.Create(example),
    };

    private static OpenApiSecurityRequirement Token(OpenApiDocument document) =>
        new() { [new OpenApiSecuritySchemeReference(TokenScheme, document)] = [] };

    private static IEnumerable<string> MediaTypes(Func<RdfFormat, bool> fits) =>
        [.. RdfFormat.All.Where(fits).Select(format => format.MediaType)];
}
