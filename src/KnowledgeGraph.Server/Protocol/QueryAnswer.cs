using System.Buffers;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>Runs a query and streams its answer: batch by batch, the first 64 KiB held back (see <see cref="HeldBackBody"/>).</summary>
public static class QueryAnswer
{
    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="query">The query.</param>
    /// <param name="queryText">What identifies the query in logs and entity tags: its text, or the name and values of a canned one.</param>
    /// <param name="options">Limits and dataset.</param>
    /// <param name="format">The format; not a page.</param>
    public static async Task WriteAsync(
        HttpContext context, ServedDataset dataset, SparqlQuery query, string queryText, QueryOptions options, AnswerFormat format)
    {
        RequestLog.NoteQuery(context, queryText);
        var prepared = dataset.Engine.Prepare(query);
        var tag = prepared.IsDeterministic
            ? EntityTag.Of(context.Request, isWeak: !prepared.HasTotalOrder, dataset.Engine.DatasetVersion, queryText, format.MediaType)
            : null;
        if (tag is not null && EntityTag.IsCurrent(context, tag))
        {
            return;
        }

        var body = new HeldBackBody(context.Response, response => WriteHead(response, format, tag));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Timeout);
        try
        {
            using var run = prepared.Run(options, context.RequestAborted);
            await (format.Rdf is { } rdf
                ? WriteGraphAsync(context, run, body, rdf, query, limit.Token)
                : WriteSolutionsAsync(context, run, body, format.Results!, limit.Token));
            await body.CompleteAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            // The reader stalled: its time counts, and its snapshot is freed.
            Fail(context, body, new QueryTimeoutException(options.Timeout));
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        catch (Exception e) when (body.HasBegun)
        {
            Fail(context, body, e);
        }
    }

    private static async Task WriteSolutionsAsync(
        HttpContext context, QueryRun run, HeldBackBody body, ResultFormat format, CancellationToken cancellation)
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
            await body.FlushAsync(cancellation);
        }

        writer.End();
    }

    private static async Task WriteGraphAsync(
        HttpContext context, QueryRun run, IBufferWriter<byte> output, RdfFormat format, SparqlQuery query, CancellationToken cancellation)
    {
        var body = (HeldBackBody)output;
        using var writer = RdfWriter.Create(body, format, query.Prefixes);
        while (!body.IsSatisfied && run.WriteBatch(writer))
        {
            RequestLog.NoteRows(context, run.Count);
            await body.FlushAsync(cancellation);
        }

        writer.Finish();
        RequestLog.NoteRows(context, run.Count);
    }

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
