using KnowledgeGraph.Server.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace KnowledgeGraph.Server.Pages;

/// <summary>Failures as pages, for a person at a browser.</summary>
public static class ProblemPages
{
    /// <summary>Writes the page: that of the query, if there was one, so that it can be mended; else one of its own.</summary>
    /// <param name="context">The request; the status is set already.</param>
    /// <param name="problem">What went wrong.</param>
    public static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(problem);
        IResult page = context.Features.Get<AskedQuery>() is { } asked
            ? new RazorComponentResult<ResultPage>(new { Title = "Ask in SPARQL", QueryText = asked.Text, Problem = problem }) { StatusCode = problem.Status }
            : new RazorComponentResult<ProblemPage>(new { Problem = problem }) { StatusCode = problem.Status };
        return page.ExecuteAsync(context);
    }
}
