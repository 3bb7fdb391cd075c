using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Server.Descriptions;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Ontologies;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// The dataset as files: <c>/data/dataset.trig</c>, <c>.nq</c>, <c>/data/facts.ttl</c>, <c>.nt</c>, their digests, and its description.
/// </summary>
public static class DumpsApi
{
    private static readonly (string Name, string Words, RdfFormat Format)[] s_files =
    [
        ("dataset.trig", "All graphs, TriG", RdfFormat.TriG),
        ("dataset.nq", "All graphs, N-Quads", RdfFormat.NQuads),
        ("facts.ttl", "The default graph: ontology, register and facts, Turtle", RdfFormat.Turtle),
        ("facts.nt", "The default graph, N-Triples", RdfFormat.NTriples),
    ];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapDumpsApi(this IEndpointRouteBuilder app)
    {
        foreach (var (name, words, format) in s_files)
        {
            app.MapMethods("/data/" + name, ["GET", "HEAD"],
                (HttpContext context, ServedDataset dataset) => DumpAsync(context, dataset, name, format))
                .WithName(name).WithSummary(words).WithTags("Dumps");
        }

        app.MapMethods("/data", ["GET", "HEAD"], PageAsync).ExcludeFromDescription();
        app.MapMethods("/data/SHA256SUMS", ["GET", "HEAD"], SumsAsync)
            .WithName("SHA256SUMS").WithSummary("SHA-256 of each dump, as sha256sum reads them").WithTags("Dumps");
        app.MapMethods("/catalog", ["GET", "HEAD"], () => TypedResults.Bytes(ShippedOntology.CatalogFile, RdfFormat.Turtle.MediaType))
            .WithName("catalog").WithSummary("Catalogue of dataset, ontology and services (DCAT)").WithTags("Dumps");
        app.MapMethods("/.well-known/void", ["GET", "HEAD"], DescribeAsync).WithName("void")
            .WithSummary("Description of the dataset (VoID)")
            .WithTags("Dumps");
    }

    private static async Task DumpAsync(HttpContext context, ServedDataset dataset, string name, RdfFormat format)
    {
        context.Response.Headers.Vary = ContentProfile.Vary;
        var answer = new AnswerFormat("", format.MediaType, null, format);
        var profile = ContentProfile.Choose(context.Request, format);
        var tag = EntityTag.Of(context.Request, isWeak: false, dataset.Engine.DatasetVersion, "dump", format.Name, profile.Token);
        var snapshot = dataset.Engine.Snapshot;
        // Of the representation without profile; a coding makes another one (RFC 9530 §3).
        var digests = profile.IsReified || ContentCoding.Of(context) is not null ? [] : await KnownAsync(snapshot);
        if (digests.FirstOrDefault(digest => digest.Name == name) is { } known)
        {
            context.Response.Headers["Repr-Digest"] = known.ReprDigest;
        }

        var export = new QuadExport(snapshot, namedGraphs: format.HasGraphNames);
        await ExportAnswer.WriteAsync(context, dataset, export, answer, profile, tag);
    }

    private static async Task<IResult> PageAsync(HttpContext context, ServedDataset dataset)
    {
        var snapshot = dataset.Engine.Snapshot;
        // So many quads are written as files within a second or two: then the page asks for their digests itself.
        var isSmall = DatasetDigest.IsSoonMade(snapshot);
        context.Response.Headers.Vary = "Accept-Encoding";
        // Beside the digests of the files.
        var version = isSmall ? DatasetDigest.OfAsync(dataset) : DatasetDigest.KnownAsync(dataset).AsTask();
        return new RazorComponentResult<DumpsPage>(new
        {
            Files = s_files.Select(file => (file.Name, file.Words)).ToList(),
            Digests = isSmall ? await WaitAsync(context, dataset, snapshot) : await KnownAsync(snapshot),
            Version = await version.WaitAsync(dataset.QueryOptions().Timeout, context.RequestAborted),
            Date = dataset.LastModified,
        });
    }

    private static async Task SumsAsync(HttpContext context, ServedDataset dataset)
    {
        var snapshot = dataset.Engine.Snapshot;
        context.Response.Headers.Vary = "Accept-Encoding";
        var tag = EntityTag.Of(context.Request, isWeak: false, dataset.Engine.DatasetVersion, "SHA256SUMS");
        if (EntityTag.IsCurrent(context, tag))
        {
            return;
        }

        var lines = (await WaitAsync(context, dataset, snapshot)).Select(digest => $"{digest.Hex}  {digest.Name}\n");
        var bytes = Encoding.ASCII.GetBytes(string.Concat(lines));
        context.Response.Headers.ETag = tag;
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.EndHead(bytes.Length);
            return;
        }

        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static async Task<ImmutableArray<DumpDigest>> WaitAsync(HttpContext context, ServedDataset dataset, Snapshot snapshot)
    {
        var limit = dataset.QueryOptions().Timeout;
        try
        {
            return await DigestsAsync(dataset, snapshot).WaitAsync(limit, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            // It goes on and is there for the next.
            throw new QueryTimeoutException(limit);
        }
    }

    // What is there already; what would take long is not begun for it.
    private static async ValueTask<ImmutableArray<DumpDigest>> KnownAsync(Snapshot snapshot) =>
        DumpDigests.Begun(snapshot) is { IsCompletedSuccessfully: true } made ? await made : [];

    private static Task<ImmutableArray<DumpDigest>> DigestsAsync(ServedDataset dataset, Snapshot snapshot) =>
        DumpDigests.OfAsync(
            snapshot, (state, format, body, flush) => Write(dataset, state, format, body, flush),
            s_files.Select(file => (file.Name, file.Format)));

    // As a client gets it without profile and coding.
    private static void Write(ServedDataset dataset, Snapshot snapshot, RdfFormat format, IBufferWriter<byte> body, Action flush)
    {
        using var writer = ExportAnswer.CreateWriter(body, format, dataset);
        var export = new QuadExport(snapshot, namedGraphs: format.HasGraphNames);
        while (export.WriteBatch(writer))
        {
            flush();
        }

        writer.Finish();
    }

    // https://www.w3.org/TR/void/#discovery
    private static async Task DescribeAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        var format = AnswerFormat.Choose(
            context.Request, context.Request.Query["format"], [.. AnswerFormat.OfGraphs.Where(format => !format.IsHtml)]);
        context.Response.ContentType = format.ContentType;
        await context.Response.WriteRdfAsync(
            format.Rdf!, VoidDescription.Of(dataset, context.Request, s_files.Select(file => "data/" + file.Name)), context.RequestAborted);
    }
}
