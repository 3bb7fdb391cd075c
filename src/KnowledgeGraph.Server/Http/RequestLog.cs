using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Serilog;
using Serilog.Events;

namespace KnowledgeGraph.Server.Http;

/// <summary>One structured log line a request: method, path, status, milliseconds, and for queries their hash and row count.</summary>
public static class RequestLog
{
    // Enough to tell the queries of a log apart.
    private const int HashBytes = 6;

    private static readonly object s_key = new();

    /// <summary>Adds the log to the pipeline; first, so that it sees every answer.</summary>
    /// <param name="app">The application.</param>
    public static void UseRequestLog(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!Log.IsEnabled(LogEventLevel.Information))
        {
            await next(context);
            return;
        }

        var facts = new QueryFacts();
        context.Items[s_key] = facts;
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var aborted = context.RequestAborted.IsCancellationRequested;
            var request = context.Request;
            if (facts.Query is null)
            {
                Log.Information(
                    "{Method} {Path} {Status} in {Milliseconds:0.0} ms{Aborted}",
                    request.Method, request.Path.ToUriComponent(), context.Response.StatusCode, elapsed, aborted ? " (aborted)" : "");
            }
            else
            {
                Log.Information(
                    "{Method} {Path} query {QueryHash} {Rows} rows {Status} in {Milliseconds:0.0} ms{Aborted}",
                    request.Method, request.Path.ToUriComponent(), HashOf(facts.Query), facts.Rows, context.Response.StatusCode, elapsed,
                    aborted ? " (aborted)" : "");
            }
        }
    });

    /// <summary>Notes which query a request runs.</summary>
    /// <param name="context">The request.</param>
    /// <param name="queryText">The query's text, or the name and values of a canned one.</param>
    public static void NoteQuery(HttpContext context, string queryText)
    {
        if (context.Items[s_key] is QueryFacts facts)
        {
            facts.Query = queryText;
        }
    }

    /// <summary>Notes how many rows (or triples) the answer has so far.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rows">The count.</param>
    public static void NoteRows(HttpContext context, long rows)
    {
        if (context.Items[s_key] is QueryFacts facts)
        {
            facts.Rows = rows;
        }
    }

    private static string HashOf(string query)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(query.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(query, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash[..HashBytes]);
    }

    private sealed class QueryFacts
    {
        public string? Query { get; set; }

        public long Rows { get; set; }
    }
}
