using KnowledgeGraph.Engine;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Server.Writes;

namespace KnowledgeGraph.Server.GraphStore;

/// <summary>The whole dataset at <c>/dataset</c>: read, replaced, added to, emptied; each in one step.</summary>
public static class DatasetApi
{
    private const string Path = "/dataset";

    private static readonly IReadOnlyList<AnswerFormat> s_formats = [.. AnswerFormat.OfGraphs.Where(format => format.Rdf?.HasGraphNames == true)];

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapDatasetApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ["GET", "HEAD"], GetAsync).WithSummary("The whole dataset").WithTags("Graph store");
        app.MapPut(Path, (HttpContext context, ServedDataset dataset) => LoadAsync(context, dataset, replaces: true))
            .WithSummary("Replace the whole dataset").WithTags("Graph store");
        app.MapPost(Path, (HttpContext context, ServedDataset dataset) => LoadAsync(context, dataset, replaces: false))
            .WithSummary("Add quads to the dataset").WithTags("Graph store");
        app.MapDelete(Path, DeleteAsync).WithSummary("Remove all graphs").WithTags("Graph store");
        app.MapOptions(Path, "DELETE, GET, HEAD, OPTIONS, POST, PUT");
    }

    private static Task GetAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = ContentProfile.Vary;
        var state = StateOf(dataset.Engine.DatasetVersion);
        var format = AnswerFormat.Choose(context.Request, null, s_formats);
        var export = new QuadExport(dataset.Engine.Snapshot, namedGraphs: true);
        var profile = ContentProfile.Choose(context.Request, format.Rdf!);
        return ExportAnswer.WriteAsync(context, dataset, export, format, profile, StateTag.Of(context, state, format, profile));
    }

    private static async Task LoadAsync(HttpContext context, ServedDataset dataset, bool replaces)
    {
        dataset.Writes.Demand(context.Request);
        var baseIri = RequestedGraph.BaseOf(RequestFields.OfAddress(context.Request), HostAddress.Of(context.Request).TrimEnd('/') + Path);
        await using var payload = await RdfPayload.ReceiveAsync(context.Request, dataset.Writes, context.RequestAborted);
        UpdateReport report;
        using (var write = dataset.BeginWrite(context))
        {
            Preconditions.Check(context.Request, exists: true, StateOf(write.Version));
            if (replaces)
            {
                write.ClearAll();
            }

            if (!payload.IsEmpty)
            {
                payload.LoadInto(write, baseIri);
            }

            report = write.Commit();
        }

        await WriteReport.WriteAsync(context, report, StatusCodes.Status200OK);
    }

    private static async Task DeleteAsync(HttpContext context, ServedDataset dataset)
    {
        dataset.Writes.Demand(context.Request);
        UpdateReport report;
        using (var write = dataset.BeginWrite(context))
        {
            Preconditions.Check(context.Request, exists: true, StateOf(write.Version));
            write.ClearAll();
            report = write.Commit();
        }

        await WriteReport.WriteAsync(context, report, StatusCodes.Status200OK);
    }

    private static string StateOf(string version) => StateTag.StateOf(version, "dataset");
}
