using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Reasoning.Shacl;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;

namespace KnowledgeGraph.Server.Shacl;

/// <summary>Validation of the served dataset: <c>POST /shacl</c> with a shapes graph answers with a report. Reads only.</summary>
/// <seealso href="https://www.w3.org/TR/shacl/"/>
public static class ShaclApi
{
    private static readonly AnswerFormat s_text = new("text", "text/plain", null, null);

    // text/plain is also an old name of N-Triples; here it is for people.
    private static readonly IReadOnlyList<AnswerFormat> s_formats =
        [.. AnswerFormat.OfGraphs.Where(format => !format.IsHtml && format.MediaType != s_text.MediaType), s_text];

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapShaclApi(this IEndpointRouteBuilder app) =>
        app.MapPost("/shacl", ValidateAsync)
            .WithName("shacl")
            .WithSummary("Validate the dataset against SHACL shapes")
            .WithDescription(
                "The body is a shapes graph in any RDF format, named by Content-Type; SHACL Core and SHACL-SPARQL. The data graph is "
                + "the default graph of a query, or: graph=IRI (several are merged), default, union. Also: timeout (seconds, at most the host's "
                + "limit), format (turtle, trig, ntriples, nquads, text). The answer is a validation report, with status 200 whether the "
                + "data conform or not.")
            .WithTags("SHACL");

    private static async Task ValidateAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        var request = await ShaclRequest.ReadAsync(context.Request, dataset, context.RequestAborted);
        var format = AnswerFormat.Choose(context.Request, request.Format, s_formats);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(request.Options.Timeout);
        using var body = new HeldBackBody(context.Response, response =>
        {
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = format.ContentType;
            response.Headers.CacheControl = "no-store";
        });
        try
        {
            using var validation = Validate(dataset, request, context.RequestAborted);
            RequestLog.NoteRows(context, validation.Report.ResultCount);
            await (format.Rdf is { } rdf
                ? WriteGraphAsync(validation.Report, body, rdf, request.Prefixes, limit.Token)
                : WriteTextAsync(validation.Report, body, request.Prefixes, limit.Token));
            await body.CompleteAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested && !body.HasBegun)
        {
            throw new QueryTimeoutException(request.Options.Timeout, LimitedWork.Validation);
        }
        catch (Exception) when (body.HasBegun || context.RequestAborted.IsCancellationRequested)
        {
            // A cut answer never looks whole; nor is there anybody to tell.
            context.Abort();
        }
    }

    private static Validation Validate(ServedDataset dataset, ShaclRequest request, CancellationToken cancellation)
    {
        try
        {
            return dataset.Engine.Validate(request.Shapes, request.Options, progress: null, cancellation);
        }
        catch (ShaclException e)
        {
            throw ProblemException.Shapes(e);
        }
    }

    private static async Task WriteGraphAsync(
        ValidationReport report, HeldBackBody body, RdfFormat format, IReadOnlyDictionary<string, string> prefixes,
        CancellationToken cancellation)
    {
        var graph = new ReportGraph(report);
        using var writer = RdfWriter.Create(body, format, prefixes);
        while (graph.WriteBatch(writer))
        {
            await body.FlushAsync(cancellation);
        }

        writer.Finish();
    }

    private static async Task WriteTextAsync(
        ValidationReport report, HeldBackBody body, IReadOnlyDictionary<string, string> prefixes, CancellationToken cancellation)
    {
        var text = new ReportText(report, prefixes);
        using var batch = new StringWriter { NewLine = "\n" };
        while (text.WriteBatch(batch))
        {
            Encoding.UTF8.GetBytes(batch.ToString(), body);
            batch.GetStringBuilder().Clear();
            await body.FlushAsync(cancellation);
        }
    }
}
