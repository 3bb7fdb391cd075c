using KnowledgeGraph.Engine;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Server.Writes;

namespace KnowledgeGraph.Server.GraphStore;

/// <summary>
/// The SPARQL 1.1 Graph Store HTTP Protocol at <c>/rdf-graph-store</c>: a graph is named by <c>?graph=IRI</c>, <c>?default</c>, or by an address below.
/// </summary>
/// <seealso href="https://www.w3.org/TR/sparql11-http-rdf-update/"/>
public static class GraphStoreApi
{
    private static readonly IReadOnlyList<AnswerFormat> s_formats = [.. AnswerFormat.OfGraphs.Where(format => !format.IsHtml)];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapGraphStoreApi(this IEndpointRouteBuilder app)
    {
        foreach (var (pattern, words) in ((string, string)[])
            [(RequestedGraph.StorePath, "named by ?graph=IRI or ?default"), (RequestedGraph.StorePath + "/{**path}", "named by this address")])
        {
            app.MapMethods(pattern, ["GET", "HEAD"], GetAsync).WithSummary($"The graph {words}").WithTags("Graph store");
            app.MapPut(pattern, PutAsync).WithSummary($"Replace the graph {words}").WithTags("Graph store");
            app.MapPost(pattern, PostAsync).WithSummary($"Add triples to the graph {words}").WithTags("Graph store");
            app.MapPatch(pattern, PatchAsync).WithSummary($"Change the graph {words} by a SPARQL update").WithTags("Graph store");
            app.MapDelete(pattern, DeleteAsync).WithSummary($"Remove the graph {words}").WithTags("Graph store");
            app.MapOptions(pattern, "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
        }
    }

    // §5.2, §5.6.
    private static Task GetAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = ContentProfile.Vary;
        var graph = Named(context.Request);
        // The version before the state: a tag may name an older state than it came with, never a newer one.
        var state = StateOf(dataset.Engine.DatasetVersion, graph);
        var snapshot = dataset.Engine.Snapshot;
        if (!graph.TryFind(snapshot, out var scope))
        {
            throw Missing(graph);
        }

        var format = AnswerFormat.Choose(context.Request, null, s_formats);
        var profile = ContentProfile.Choose(context.Request, format.Rdf!);
        return ExportAnswer.WriteAsync(
            context, dataset, new QuadExport(snapshot, scope), format, profile, StateTag.Of(context, state, format, profile));
    }

    // §5.3.
    private static async Task PutAsync(HttpContext context, ServedDataset dataset)
    {
        dataset.Writes.Demand(context.Request);
        var graph = Named(context.Request);
        await using var payload = await RdfPayload.ReceiveAsync(context.Request, dataset.Writes, context.RequestAborted);
        bool isNew;
        using (var write = dataset.BeginWrite(context))
        {
            isNew = Check(context.Request, dataset, write, graph);
            write.Clear(graph.Name);
            Fill(write, graph, payload);
            write.Commit();
        }

        context.Response.StatusCode = isNew ? StatusCodes.Status201Created : StatusCodes.Status204NoContent;
    }

    // §5.5.
    private static async Task PostAsync(HttpContext context, ServedDataset dataset)
    {
        dataset.Writes.Demand(context.Request);
        var named = RequestedGraph.Of(context.Request);
        await using var payload = await RdfPayload.ReceiveAsync(context.Request, dataset.Writes, context.RequestAborted);
        if (payload.IsEmpty)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var graph = named ?? RequestedGraph.New(context.Request);
        bool isNew;
        UpdateReport report;
        using (var write = dataset.BeginWrite(context))
        {
            isNew = Check(context.Request, dataset, write, graph);
            Fill(write, graph, payload);
            report = write.Commit();
        }

        if (named is null)
        {
            context.Response.Headers.Location = graph.Name!.Value;
        }

        await WriteReport.WriteAsync(context, report, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    // §5.7.
    private static async Task PatchAsync(HttpContext context, ServedDataset dataset)
    {
        dataset.Writes.Demand(context.Request);
        var graph = Named(context.Request);
        var update = await GraphPatch.ReceiveAsync(context.Request, graph, dataset.Writes, context.RequestAborted);
        UpdateReport report;
        using (var write = dataset.BeginWrite(context))
        {
            Require(context.Request, dataset, write, graph);
            write.Update(update);
            report = write.Commit();
        }

        await WriteReport.WriteAsync(context, report, StatusCodes.Status200OK);
    }

    // §5.4.
    private static async Task DeleteAsync(HttpContext context, ServedDataset dataset)
    {
        dataset.Writes.Demand(context.Request);
        var graph = Named(context.Request);
        UpdateReport report;
        using (var write = dataset.BeginWrite(context))
        {
            Require(context.Request, dataset, write, graph);
            _ = graph.Name is null ? write.Clear(null) : write.Drop(graph.Name);
            report = write.Commit();
        }

        await WriteReport.WriteAsync(context, report, StatusCodes.Status200OK);
    }

    // A graph that gets no triple exists all the same.
    private static void Fill(EngineWrite write, RequestedGraph graph, RdfPayload payload)
    {
        if (graph.Name is not null)
        {
            write.Create(graph.Name);
        }

        payload.LoadInto(write, graph);
    }

    // True if graph content comes into being by the request: §5.3 tells it from content that is modified.
    private static bool Check(HttpRequest request, ServedDataset dataset, EngineWrite write, RequestedGraph graph)
    {
        var exists = graph.Name is null || write.GraphExists(graph.Name);
        Preconditions.Check(request, exists, StateOf(write.Version, graph));
        return graph.Name is null ? dataset.Engine.Snapshot.DefaultGraphCount == 0 : !exists;
    }

    private static void Require(HttpRequest request, ServedDataset dataset, EngineWrite write, RequestedGraph graph)
    {
        var exists = graph.Name is null || write.GraphExists(graph.Name);
        Preconditions.Check(request, exists, StateOf(write.Version, graph));
        if (!exists)
        {
            throw Missing(graph);
        }
    }

    private static RequestedGraph Named(HttpRequest request) => RequestedGraph.Of(request)
        ?? throw ProblemException.BadRequest("No graph is named: expected ?graph=IRI, ?default, or an address below this one. The whole dataset is at /dataset.");

    private static ProblemException Missing(RequestedGraph graph) => ProblemException.NotFound($"The store does not have {graph}.");

    private static string StateOf(string version, RequestedGraph graph) => StateTag.StateOf(version, graph.Name?.Value ?? "");
}
