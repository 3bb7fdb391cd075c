using System.Text.Json;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.AnswerEvidence;

/// <summary>Why an answer: <c>/evidence</c> with a query and a row of its answer tells which facts support the row and who says them.</summary>
public static class EvidenceApi
{
    private const string Path = "/evidence";

    private static readonly IReadOnlyList<AnswerFormat> s_offers =
    [
        new("jsonld", RdfFormat.JsonLd.MediaType, null, RdfFormat.JsonLd), new("json", "application/json", null, RdfFormat.JsonLd), AnswerFormat.Html,
    ];

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapEvidenceApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ["GET", "HEAD", "POST"], AnswerAsync)
            .WithName("evidence")
            .WithSummary("Which facts support an answer, and who says so")
            .WithDescription(
                "query, and row: one binding of its answer as SPARQL results in JSON have them; of CONSTRUCT triple, with subject, predicate and "
                + "object. As parameters of the address, fields of a form, or members of a JSON object. Also: offset, limit (supports, 100), format "
                + "(jsonld, html), lang, or Accept-Language, of the page's labels. Members of a group support an aggregate, one shortest walk a property path. 404 if the query does not give the answer.")
            .WithTags("Evidence");
        app.MapOptions(Path, "GET, HEAD, OPTIONS, POST");
    }

    private static async Task AnswerAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = $"Accept, {ReaderLanguages.Header}, Accept-Encoding";
        var languages = ReaderLanguages.Of(context.Request);
        var asked = await EvidenceRequest.ReadAsync(context.Request, dataset, context.RequestAborted);
        var format = AnswerFormat.Choose(context.Request, asked.Format, s_offers);
        var options = dataset.QueryOptions() with { State = dataset.Engine.QueryState };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Timeout);
        try
        {
            var evidence = new Knowledge.Evidence.AnswerEvidence(dataset.Engine, options);
            var supports = asked.Triple is { } triple
                ? evidence.Of((SparqlQuery.Construct)asked.Query, triple, asked.Offset, asked.Limit, limit.Token)
                : evidence.Of(asked.Query, asked.Row, asked.Offset, asked.Limit, limit.Token);
            if (!supports.IsAnswer)
            {
                throw ProblemException.NotFound("The query does not give this answer over the data as they are now, so nothing supports it.");
            }

            RequestLog.NoteRows(context, supports.Items.Length);
            var finder = EvidenceFinder.Of(dataset.Engine, options.State);
            await (format.IsHtml
                ? new RazorComponentResult<EvidencePage>(new { View = new EvidenceReader(dataset, context, languages, finder).Read(asked, supports, limit.Token) })
                    .ExecuteAsync(context)
                : WriteAsync(context, asked, supports, finder, format, limit.Token));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new QueryTimeoutException(options.Timeout);
        }
    }

    private static async Task WriteAsync(
        HttpContext context, EvidenceRequest asked, Supports supports, EvidenceFinder finder, AnswerFormat format, CancellationToken cancellation)
    {
        using var document = new MemoryStream();
        using (var writer = new Utf8JsonWriter(document, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new EvidenceDocument(writer, finder, asked.Query.Prefixes).Write(supports, cancellation);
        }

        context.Response.ContentType = format.ContentType;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentLength = document.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(document.GetBuffer().AsMemory(0, (int)document.Length), cancellation);
        }
    }
}
