using System.Globalization;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Reasoning.Entailment;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Results;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Serilog;

namespace KnowledgeGraph.Server.Http;

/// <summary>
/// The one place where a failure becomes an answer: problem details (RFC 9457), or a page with the same words for a browser, without stack
/// traces or paths of files. A failure after the first byte aborts the connection instead, so that a cut answer never looks whole.
/// </summary>
public sealed class ProblemResponses : IExceptionHandler
{
    // Long enough for a burst of queries to end, short enough for a person to wait.
    private const int RetryAfterSeconds = 5;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var problem = Describe(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError && exception is not QueryException)
        {
            Log.Error(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path.ToUriComponent());
        }

        if (httpContext.Response.HasStarted)
        {
            httpContext.Abort();
            return true;
        }

        if (exception is ProblemException { Headers: var headers })
        {
            foreach (var (name, value) in headers)
            {
                httpContext.Response.Headers[name] = value;
            }
        }

        await WriteAsync(httpContext, problem);
        return true;
    }

    /// <summary>Gives an error status that has no body yet one: no such address, method not allowed.</summary>
    /// <param name="context">The request and its response.</param>
    public static Task WriteStatusAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var status = context.Response.StatusCode;
        return WriteAsync(context, status switch
        {
            StatusCodes.Status404NotFound => Details(status, "not-found", "Not found", "There is nothing at this address."),
            StatusCodes.Status405MethodNotAllowed => Details(
                status, "method-not-allowed", "Method not allowed", $"This address takes {context.Response.Headers.Allow}."),
            _ => Details(status, "status", ReasonPhrases.GetReasonPhrase(status), ReasonPhrases.GetReasonPhrase(status) + "."),
        });
    }

    /// <summary>What an exception means to a client.</summary>
    /// <param name="exception">The exception.</param>
    public static ProblemDetails Describe(Exception exception) => exception switch
    {
        ProblemException problem => Details(problem.Status, problem.Type, problem.Title, problem.Message, problem.Members),
        UnwritableQuadException unwritable => Describe(ProblemException.NotAcceptable(unwritable.Message, AnswerFormat.OfEveryGraph)),
        UnwritableTermException unwritable => Describe(ProblemException.NotAcceptable(unwritable.Message, AnswerFormat.OfEverySolution)),
        SparqlSyntaxException syntax => Details(
            StatusCodes.Status400BadRequest, "query-syntax", "The query or update does not parse", syntax.Message,
            new Dictionary<string, object?> { ["line"] = syntax.Line + 1, ["column"] = syntax.Column + 1, ["expected"] = syntax.Expected, ["hint"] = syntax.Hint }),
        RdfSyntaxException syntax => Details(
            StatusCodes.Status400BadRequest, "rdf-syntax", "The document does not parse", syntax.Message,
            new Dictionary<string, object?> { ["line"] = syntax.Line + 1, ["column"] = syntax.Column + 1, ["problem"] = syntax.Problem, ["hint"] = syntax.Hint }),
        QueryTimeoutException timeout => Details(StatusCodes.Status503ServiceUnavailable, "query-time", "It took too long", timeout.Message),
        QueryMemoryException memory => Details(StatusCodes.Status503ServiceUnavailable, "query-memory", "It needs too much memory", memory.Message),
        QueryRejectedException rejected => Details(StatusCodes.Status503ServiceUnavailable, "too-many-queries", "Too many queries run", rejected.Message),
        // SPARQL 1.1 Protocol §2.1.6, §2.2.4: 400 is for what is no query or update; these are, and this host or its data stand in their way.
        GraphStateException graph => Details(StatusCodes.Status409Conflict, "graph-state", "The graphs are not as the update needs them", graph.Message),
        RemoteException { IsRefused: true } remote => Details(StatusCodes.Status403Forbidden, "remote-refused", "This host does not ask that one", remote.Message),
        RemoteException remote => Details(StatusCodes.Status502BadGateway, "remote-failed", "Another host failed", remote.Message),
        EntailmentLimitException limit => Details(StatusCodes.Status503ServiceUnavailable, "reasoning-limit", "The inferences need too much", limit.Message),

        // SPARQL 1.1 Protocol §2.1.7: QueryRequestRefused
        InconsistentDataException refused => Details(
            StatusCodes.Status500InternalServerError, "inconsistent-data", "The data contradict themselves", refused.Message),
        QueryException query => Details(StatusCodes.Status400BadRequest, "query-failed", "The query or update cannot be carried out", query.Message),
        BadHttpRequestException bad => Details(bad.StatusCode, "bad-request", "The request is malformed", bad.Message),
        _ => Details(
            StatusCodes.Status500InternalServerError, "internal", "The host failed",
            "This is a fault of the host, not of the request. It has been logged."),
    };

    private static async Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status!.Value;
        response.Headers.Vary = "Accept, Accept-Encoding";
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        if (AcceptHeader.PrefersHtml(context.Request))
        {
            await ProblemPages.WriteAsync(context, problem);
            return;
        }

        await response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    private static ProblemDetails Details(
        int status, string type, string title, string detail, IReadOnlyDictionary<string, object?>? members = null)
    {
        var details = new ProblemDetails { Status = status, Type = "/problems/" + type, Title = title, Detail = detail };
        foreach (var (name, value) in members ?? new Dictionary<string, object?>())
        {
            if (value is not null)
            {
                details.Extensions[name] = value;
            }
        }

        return details;
    }
}
