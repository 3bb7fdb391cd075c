using KnowledgeGraph.Engine;

namespace KnowledgeGraph.Server.Writes;

/// <summary>The answer to a write: what it changed, as JSON.</summary>
public static class WriteReport
{
    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="report">What was changed.</param>
    /// <param name="status">The status.</param>
    public static Task WriteAsync(HttpContext context, UpdateReport report, int status)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(report);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new { report.QuadsAdded, report.QuadsRemoved, Seconds = report.Elapsed.TotalSeconds }, context.RequestAborted);
    }
}
