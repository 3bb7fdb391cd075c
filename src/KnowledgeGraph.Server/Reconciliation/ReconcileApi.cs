using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>The Reconciliation Service API, version 0.2, at <c>/reconcile</c>: what OpenRefine speaks.</summary>
/// <seealso href="https://reconciliation-api.github.io/specs/0.2/"/>
public static class ReconcileApi
{
    /// <summary>The endpoint.</summary>
    public const string Path = "/reconcile";

    private const int PreviewFacts = 8;

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapReconcileApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ["GET", "HEAD", "POST"], AnswerAsync).WithName("reconcile").WithTags("Reconciliation")
            .WithSummary("Reconciliation Service API 0.2: matches names against the graph")
            .WithDescription(
                "Without parameters the manifest. queries: a batch of reconciliation queries; extend: a data extension query; each as a "
                + "parameter of the address or a field of a form. callback: JSONP. At once at most "
                + $"{MatchQuery.MaxBatch} queries, {ExtensionQuery.MaxEntities} entities, {ExtensionQuery.MaxProperties} properties.");
        app.MapOptions(Path, "GET, HEAD, OPTIONS, POST");
        foreach (var kind in Enum.GetValues<SuggestKind>())
        {
            var name = kind.ToString().ToLowerInvariant();
            app.MapMethods($"{Path}/suggest/{name}", ["GET", "HEAD"],
                (HttpContext context, ServedDataset dataset) => ReconcileAnswer.SuggestAsync(context, dataset, kind, "cursor"))
                .WithName("reconcile-suggest-" + name).WithSummary($"Suggests of what is typed (prefix) the {name} meant")
                    .WithTags("Reconciliation");
        }

        app.MapMethods(Path + "/flyout", ["GET", "HEAD"], (HttpContext context, ServedDataset dataset) =>
            {
                var id = ReconcileAnswer.IdOf(context.Request);
                return ReconcileAnswer.WriteAsync(context, dataset, service => service.Flyout(id),
                    RequestFields.OfAddress(context.Request).Single("callback"));
            })
            .WithName("reconcile-flyout").WithSummary("A few words about an entity, class or property (id)").WithTags("Reconciliation");
        app.MapMethods(Path + "/properties", ["GET", "HEAD"], ReconcileAnswer.ProposeAsync)
            .WithName("reconcile-properties").WithSummary("Properties that entities of a class (type) have").WithTags("Reconciliation");
        app.MapPreview(Path + "/preview", "reconcile-preview");
    }

    /// <summary>Maps the preview of an entity, a page that any other may frame.</summary>
    /// <param name="app">The routes.</param>
    /// <param name="pattern">The address.</param>
    /// <param name="name">The name of the operation.</param>
    public static void MapPreview(this IEndpointRouteBuilder app, string pattern, string name) =>
        app.MapMethods(pattern, ["GET", "HEAD"], PreviewAsync).WithMetadata(new FramedAnywhere())
            .WithName(name).WithSummary("A small page about an entity (id), to be framed").WithTags("Reconciliation");

    private static async Task AnswerAsync(HttpContext context, ServedDataset dataset)
    {
        var fields = await ReadAsync(context.Request, dataset, context.RequestAborted);
        var callback = HttpMethods.IsPost(context.Request.Method) ? null : fields.Single("callback");
        var (queries, extend) = (fields.Single("queries"), fields.Single("extend"));
        if (queries is not null && extend is not null)
        {
            throw ProblemException.BadRequest("The request has 'queries' and 'extend'; expected one of them.");
        }

        if (queries is not null)
        {
            var batch = MatchQueryReader.ReadBatch(queries);
            await ReconcileAnswer.WriteAsync(context, dataset, service => Match(service, batch), callback);
        }
        else if (extend is not null)
        {
            var query = ExtensionQuery.Read(extend, "extend");
            await ReconcileAnswer.WriteAsync(context, dataset, service => service.Extend(query, isDraft: false), callback);
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            throw ProblemException.BadRequest("The form has neither a field 'queries' nor a field 'extend'.");
        }
        else
        {
            await ReconcileAnswer.WriteAsync(context, dataset, service => Manifest.Of(dataset, context.Request, service.DefaultTypes()),
                callback);
        }
    }

    private static JsonObject Match(ReconciliationService service, IReadOnlyList<(string Name, MatchQuery Query)> batch)
    {
        var answer = new JsonObject();
        foreach (var (name, query) in batch)
        {
            answer[name] = new JsonObject { ["result"] = service.Match(query) };
        }

        return answer;
    }

    private static async Task<RequestFields> ReadAsync(HttpRequest request, ServedDataset dataset, CancellationToken cancellation)
    {
        var address = RequestFields.OfAddress(request);
        if (!HttpMethods.IsPost(request.Method))
        {
            return address;
        }

        return request.HasFormContentType && !request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            ? address.With(
                await RequestBody.ReceiveTextAsync(request, dataset.MaxQueryBodyBytes, ServedDataset.QueryBodySetting, cancellation))
            : throw ProblemException.UnsupportedMediaType(request.ContentType, ["application/x-www-form-urlencoded"]);
    }

    private static async Task<IResult> PreviewAsync(HttpContext context, ServedDataset dataset)
    {
        var id = ReconcileAnswer.IdOf(context.Request);
        var tag = EntityTag.Of(context.Request, isWeak: true, dataset.Engine.DatasetVersion, "preview", id);
        context.Response.Headers.Vary = "Accept-Encoding";
        if (EntityTag.IsCurrent(context, tag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var parameters = await ReconcileAnswer.RunAsync(context, dataset, service =>
        {
            var summary = service.Summary(id);
            return new { Summary = summary, Facts = service.Facts(summary.Entity, PreviewFacts) };
        });
        context.Response.Headers.ETag = tag;
        return new RazorComponentResult<ReconcilePreview>(parameters);
    }
}
