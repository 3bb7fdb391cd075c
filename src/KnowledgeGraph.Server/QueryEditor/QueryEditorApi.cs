using System.ComponentModel;
using System.Globalization;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Sparql;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>
/// The query page <c>/query</c> and what its editor asks: whether a text parses, what could be written next, an answer with its plan.
/// </summary>
public static class QueryEditorApi
{
    private const string Path = "/query";
    private const string CheckPath = Path + "/check";
    private const string RunPath = Path + "/run";
    private const string CompletePath = Path + "/complete";
    private const string QueryMediaType = "application/sparql-query";
    private const string Tag = "Query page";
    private const int DefaultCompletions = 30;
    private const int MostCompletions = 200;

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapQueryEditorApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ["GET", "HEAD"], Page).ExcludeFromDescription();
        app.MapPost(CheckPath, CheckAsync).WithName("checkQuery").WithTags(Tag)
            .WithSummary("Whether a text is SPARQL, without running it")
            .WithDescription(
                "The kind of the query, or where it stops being one, what was expected there, and a hint. Lines and columns count from 1.")
            .Accepts<string>(QueryMediaType);
        app.MapOptions(CheckPath, "OPTIONS, POST");
        app.MapPost(RunPath, RunAsync).WithName("runQuery").WithTags(Tag)
            .WithSummary("The first rows of an answer with labels, plan and time")
            .WithDescription(
                $"At most {QueryRunDocument.MaxRows} rows: bindings as SPARQL results in JSON have them, of graphs subject, predicate "
                + "and object. For all rows ask /sparql. timeout: seconds, at most the host's limit. Closing the connection stops the query.")
            .Accepts<string>(QueryMediaType);
        app.MapOptions(RunPath, "OPTIONS, POST");
        app.MapMethods(CompletePath, ["GET", "HEAD"], CompleteAsync).WithName("completeQuery").WithTags(Tag)
            .WithSummary("Classes, properties or entities of the dataset whose name or label begins with a text")
            .WithDescription("kind: class, property or entity. text: what is typed so far. within: a namespace. The most used first.");
        app.MapOptions(CompletePath, "GET, HEAD, OPTIONS");
    }

    private static RazorComponentResult<QueryPage> Page(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        var fields = RequestFields.OfAddress(context.Request);
        var example = fields.Single("example") is { Length: > 0 } name
            ? ExampleQueries.Find(dataset, name) ?? throw ProblemException.NotFound($"There is no example '{name}'.")
            : null;
        var text = fields.Single("query") is { Length: > 0 } query ? query : example?.Text ?? SampleQueries.For(dataset);
        return new RazorComponentResult<QueryPage>(new { Text = text, Example = example, Examples = ExampleQueries.Of(dataset) });
    }

    private static async Task<Ok<QueryCheck>> CheckAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(QueryCheck.Of(await ReadAsync(context, dataset), SparqlApi.AddressOf(context.Request)));
    }

    private static async Task RunAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        var timeout = RequestParameters.Timeout(context.Request.Query["timeout"]);
        var text = await ReadAsync(context, dataset);
        RequestLog.NoteQuery(context, text);
        // Parsed as /sparql and /evidence do, so that a row found here is one there.
        var query = SparqlParser.ParseQuery(text, SparqlApi.AddressOf(context.Request));
        var document = QueryRunDocument.Of(dataset, query, dataset.QueryOptions(timeout), context.RequestAborted);
        RequestLog.NoteRows(context, document.Rows.Count);
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.Body.WriteAsync(document.ToJson(), context.RequestAborted);
    }

    private static async Task<IResult> CompleteAsync(
        HttpContext context, ServedDataset dataset,
        [Description("class, property or entity")] string? kind = null,
        [Description("what is typed so far")] string? text = null,
        [Description("a namespace IRI")] string? within = null,
        [Description("at most 200; 30 if not given")] string? limit = null)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        var wanted = kind switch
        {
            "class" => CompletionKind.Class,
            "property" => CompletionKind.Property,
            "entity" => CompletionKind.Entity,
            _ => throw ProblemException.BadRequest($"The parameter 'kind' is '{kind}'; expected class, property or entity."),
        };
        var most = DefaultCompletions;
        if (!string.IsNullOrEmpty(limit)
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostCompletions))
        {
            throw ProblemException.BadRequest($"The parameter 'limit' is '{limit}'; expected a whole number from 1 to {MostCompletions}.");
        }

        // Labels are read beside the searches: the same question of the same state may be answered better a moment later.
        if (wanted != CompletionKind.Entity)
        {
            var tag = EntityTag.Of(
                context.Request, isWeak: false,
                dataset.Engine.DatasetVersion, wanted.ToString(), text ?? "", within ?? "", most.ToString(CultureInfo.InvariantCulture));
            if (EntityTag.IsCurrent(context, tag))
            {
                return Results.StatusCode(StatusCodes.Status304NotModified);
            }

            context.Response.Headers.ETag = tag;
        }

        var completions = Completions.Of(dataset.Engine.Snapshot);
        return TypedResults.Ok(await completions.FindAsync(dataset, wanted, text ?? "", within ?? "", most, context.RequestAborted));
    }

    private static async Task<string> ReadAsync(HttpContext context, ServedDataset dataset)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals(QueryMediaType, StringComparison.OrdinalIgnoreCase))
        {
            throw ProblemException.UnsupportedMediaType(request.ContentType, [QueryMediaType]);
        }

        return await RequestBody.ReceiveTextAsync(
            request, dataset.MaxQueryBodyBytes, ServedDataset.QueryBodySetting, context.RequestAborted);
    }
}
