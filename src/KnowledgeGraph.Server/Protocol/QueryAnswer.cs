using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>Runs a query and streams its answer: batch by batch, the first 64 KiB held back (see <see cref="HeldBackBody"/>).</summary>
public static class QueryAnswer
{
    // A graph up to here comes as people like it; a longer one streams.
    private const int MaxPrettyTriples = 10_000;

    // JSON-LD and RDF/XML are held until they are whole.
    private const int MaxHeldTriples = 100_000;

    /// <summary>Answers a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="query">The query.</param>
    /// <param name="queryText">What identifies the query in logs and entity tags: its text, or the name and values of a canned one.</param>
    /// <param name="options">Limits and dataset.</param>
    /// <param name="format">The format; not a page.</param>
    /// <param name="context">The JSON-LD context of graphs, or null for one of the query's prefixes.</param>
    /// <param name="root">What the graph is about, to stand at the top in JSON-LD, or null.</param>
    public static async Task WriteAsync(
        HttpContext http, ServedDataset dataset, SparqlQuery query, string queryText, QueryOptions options, AnswerFormat format,
        SharedContext? context = null, Iri? root = null)
    {
        RequestLog.NoteQuery(http, queryText);
        var prepared = dataset.Engine.Prepare(query);
        var profile = format.Rdf is null ? null : ContentProfile.Choose(http.Request, format.Rdf);
        var tag = EntityTag.IsOfUse(http.Request) && prepared.IsDeterministic
            ? EntityTag.Of(
                http.Request, isWeak: !prepared.HasTotalOrder,
                dataset.Engine.DatasetVersion, queryText, format.MediaType, profile?.Token ?? "")
            : null;
        if (tag is not null && EntityTag.IsCurrent(http, tag))
        {
            return;
        }

        using var body = new HeldBackBody(http.Response, response =>
        {
            WriteHead(response, format, tag);
            profile?.WriteLinks(response, format);
        });
        using var limit = new ReaderLimit(options.Timeout, http.RequestAborted);
        try
        {
            using var run = prepared.Run(options, http.RequestAborted);
            await (format.Rdf is { } rdf
                ? WriteGraphAsync(http, run, body, rdf, profile!, Layout(query, context, root), limit)
                : WriteSolutionsAsync(http, run, body, format.Results!, limit));
            await body.CompleteAsync(limit.For(body));
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The reader stalled: its time counts, and its snapshot is freed.
            Fail(http, body, new QueryTimeoutException(options.Timeout));
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
        catch (Exception e) when (body.HasBegun)
        {
            Fail(http, body, e);
        }
    }

    private static async Task WriteSolutionsAsync(
        HttpContext context, QueryRun run, HeldBackBody body, ResultFormat format, ReaderLimit limit)
    {
        if (run.Kind == QueryKind.Boolean)
        {
            run.WriteSolutions(body, format);
            RequestLog.NoteRows(context, 1);
            return;
        }

        var writer = SolutionWriter.Create(body, format);
        run.BeginSolutions(writer);
        while (!body.IsSatisfied && run.WriteBatch(writer))
        {
            RequestLog.NoteRows(context, run.Count);
            await body.FlushAsync(limit.For(body));
        }

        writer.End();
    }

    private static async Task WriteGraphAsync(
        HttpContext context, QueryRun run, HeldBackBody body, RdfFormat format, ContentProfile profile, RdfWriterOptions layout,
        ReaderLimit limit)
    {
        var writer = RdfWriter.Create(body, format, layout);
        var sink = profile.Sink(writer);
        while (!body.IsSatisfied && run.WriteBatch(sink))
        {
            if (!format.WritesEveryGraph && run.Count > MaxHeldTriples)
            {
                throw ProblemException.NotAcceptable($"{format.Name} holds at most {MaxHeldTriples} triples here.", AnswerFormat.OfEveryGraph);
            }

            RequestLog.NoteRows(context, run.Count);
            await body.FlushAsync(limit.For(body));
        }

        writer.Finish();
        RequestLog.NoteRows(context, run.Count);
    }

    private static RdfWriterOptions Layout(SparqlQuery query, SharedContext? context, Iri? root) => new()
    {
        Layout = RdfLayout.Pretty,
        Prefixes = query.Prefixes,
        MaxHeldQuads = MaxPrettyTriples,
        Context = context?.Content,
        ContextIri = context?.Iri,
        Root = root,
    };

    // Before the first byte the failure becomes problem details; after it only a broken connection says that the answer is not whole. The
    // abort comes before the compressor is disposed, whose footer would make it look whole.
    private static void Fail(HttpContext context, HeldBackBody body, Exception failure)
    {
        if (!body.HasBegun)
        {
            throw failure;
        }

        Serilog.Log.Warning(
            "{Path}: answer cut after {Bytes} bytes: {Failure}", context.Request.Path.ToUriComponent(), body.Length, failure.Message);
        context.Abort();
    }

    private static void WriteHead(HttpResponse response, AnswerFormat format, string? tag)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = format.ContentType;
        if (tag is not null)
        {
            response.Headers.ETag = tag;
        }
    }
}
