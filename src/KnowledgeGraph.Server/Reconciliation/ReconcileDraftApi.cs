using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>The Reconciliation Service API, the draft of version 1.0 as of 15 July 2026, at <c>/reconcile/v1</c>.</summary>
/// <seealso href="https://reconciliation-api.github.io/specs/1.0-draft/"/>
public static class ReconcileDraftApi
{
    private const string Path = ReconcileApi.Path + "/v1";
    private const string Json = "application/json";

    /// <summary>Maps the endpoints (§3.3).</summary>
    /// <param name="app">The routes.</param>
    public static void MapReconcileDraftApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ["GET", "HEAD"], (HttpContext context, ServedDataset dataset) =>
                ReconcileAnswer.WriteAsync(context, dataset, service => Manifest.OfDraft(dataset, context.Request, service.DefaultTypes())))
            .WithName("reconcile-v1").WithSummary("Reconciliation Service API, draft of 1.0 (15 July 2026): the manifest")
                .WithTags("Reconciliation");
        app.MapPost(Path + "/match", MatchAsync)
            .WithName("reconcile-v1-match").WithSummary("Matches names against the graph: a batch of reconciliation queries")
                .WithTags("Reconciliation");
        app.MapPost(Path + "/extend", ExtendAsync)
            .WithName("reconcile-v1-extend").WithSummary("Values of properties of entities").WithTags("Reconciliation");
        app.MapMethods(Path + "/extend/propose", ["GET", "HEAD"], ReconcileAnswer.ProposeAsync)
            .WithName("reconcile-v1-propose").WithSummary("Properties that entities of a class (type) have").WithTags("Reconciliation");
        foreach (var kind in Enum.GetValues<SuggestKind>())
        {
            var name = kind.ToString().ToLowerInvariant();
            app.MapMethods($"{Path}/suggest/{name}", ["GET", "HEAD"],
                (HttpContext context, ServedDataset dataset) => ReconcileAnswer.SuggestAsync(context, dataset, kind, "offset"))
                .WithName("reconcile-v1-suggest-" + name).WithSummary($"Suggests of what is typed (prefix) the {name} meant")
                    .WithTags("Reconciliation");
        }

        app.MapPreview(Path + "/preview", "reconcile-v1-preview");
    }

    private static async Task MatchAsync(HttpContext context, ServedDataset dataset)
    {
        var batch = MatchQueryReader.ReadDraftBatch(await ReadAsync(context, dataset));
        await ReconcileAnswer.WriteAsync(context, dataset, service => new JsonObject
        {
            ["results"] = new JsonArray([.. batch.Select(query => new JsonObject { ["candidates"] = service.Match(query) })]),
        });
    }

    private static async Task ExtendAsync(HttpContext context, ServedDataset dataset)
    {
        var query = ExtensionQuery.Read(await ReadAsync(context, dataset), "The body");
        await ReconcileAnswer.WriteAsync(context, dataset, service => service.Extend(query, isDraft: true));
    }

    private static async Task<string> ReadAsync(HttpContext context, ServedDataset dataset)
    {
        var request = context.Request;
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            ? await RequestBody.ReceiveTextAsync(request, dataset.MaxQueryBodyBytes, ServedDataset.QueryBodySetting, context.RequestAborted)
            : throw ProblemException.UnsupportedMediaType(request.ContentType, [Json]);
    }
}
