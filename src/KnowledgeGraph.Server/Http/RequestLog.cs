using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Serilog;

namespace KnowledgeGraph.Server.Http;

/// <summary>One structured log line a request: method, path, status, milliseconds, and for queries their hash and row count.</summary>
public static class RequestLog
{
    private static readonly object s_key = new();

    /// <summary>Adds the log to the pipeline; first, so that it sees every answer.</summary>
    /// <param name="app">The application.</param>
    public static void UseRequestLog(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
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
            if (facts.QueryHash is null)
            {
                Log.Information(
                    "{Method} {Path} {Status} in {Milliseconds:0.0} ms{Aborted}",
                    request.Method, request.Path.ToUriComponent(), context.Response.StatusCode, elapsed, aborted ? " (aborted)" : "");
            }
            else
            {
                Log.Information(
                    "{Method} {Path} query {QueryHash} {Rows} rows {Status} in {Milliseconds:0.0} ms{Aborted}",
                    request.Method, request.Path.ToUriComponent(), facts.QueryHash, facts.Rows, context.Response.StatusCode, elapsed,
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
            facts.QueryHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(queryText)))[..12];
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

    private sealed class QueryFacts
    {
        public string? QueryHash { get; set; }

        public long Rows { get; set; }
    }
}
