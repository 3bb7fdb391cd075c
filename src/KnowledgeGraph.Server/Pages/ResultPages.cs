using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Pages;

/// <summary>Answers of queries as pages.</summary>
public static class ResultPages
{
    /// <summary>Rows shown on a page; the downloads have all.</summary>
    public const int MaxRows = 1000;

    private static readonly string[] s_tripleColumns = ["subject", "predicate", "object"];

    /// <summary>The query page without an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    public static Task WriteQueryPageAsync(HttpContext context, ServedDataset dataset) =>
        WriteAsync(context, new { Title = "Ask in SPARQL", QueryText = SampleQueries.For(dataset) });

    /// <summary>The query page with the answer of a query.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="query">The query.</param>
    /// <param name="queryText">Its text.</param>
    /// <param name="options">Limits and dataset.</param>
    public static Task WriteAsync(
        HttpContext context, ServedDataset dataset, SparqlQuery query, string queryText, QueryOptions options) =>
        WriteAsync(context, new
        {
            Title = "Ask in SPARQL",
            QueryText = queryText,
            Table = Answer(dataset, query, options, context.RequestAborted),
            Downloads = Downloads(context.Request, SparqlApi.KindOf(query)),
        });

    /// <summary>The page of a canned query: its form, and the answer if all parameters are right.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="canned">The canned query.</param>
    /// <param name="values">The values given.</param>
    /// <param name="query">The query with its parameters bound; null if one is wrong.</param>
    /// <param name="problems">What is wrong with which parameter.</param>
    public static Task WriteCannedAsync(
        HttpContext context,
        ServedDataset dataset,
        CannedQuery canned,
        IReadOnlyDictionary<string, string> values,
        SparqlQuery? query,
        IReadOnlyDictionary<string, string> problems)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(canned);
        ArgumentNullException.ThrowIfNull(problems);
        if (problems.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return WriteAsync(context, new
        {
            Title = canned.Summary,
            QueryText = canned.Text,
            Canned = canned,
            Values = values,
            Problems = problems,
            Table = query is null ? null : Answer(dataset, query, dataset.QueryOptions(), context.RequestAborted),
            Downloads = query is null ? [] : Downloads(context.Request, SparqlApi.KindOf(query)),
        });
    }

    private static Task WriteAsync(HttpContext context, object parameters) =>
        new RazorComponentResult<ResultPage>(parameters) { StatusCode = context.Response.StatusCode }.ExecuteAsync(context);

    private static AnswerTable Answer(ServedDataset dataset, SparqlQuery query, QueryOptions options, CancellationToken cancellation)
    {
        using var run = dataset.Engine.Run(query, options, cancellation);
        var (columns, rows) = run.Kind switch
        {
            QueryKind.Solutions => ([.. run.Variables.Select(variable => variable.Name)], run.Solutions().Take(MaxRows + 1)
                .Select(IReadOnlyList<Term?> (solution) => solution.Terms).ToList()),
            QueryKind.Graph => (s_tripleColumns, run.Graph().Take(MaxRows + 1)
                .Select(IReadOnlyList<Term?> (quad) => [quad.Subject, quad.Predicate, quad.Object]).ToList()),
            _ => ((string[])[], new List<IReadOnlyList<Term?>>()),
        };
        var shown = rows.Take(MaxRows).ToList();
        return new AnswerTable(
            columns, shown, rows.Count > MaxRows, run.Kind == QueryKind.Boolean ? run.Boolean : null,
            LabelLookup.Of(dataset, shown.SelectMany(row => row).OfType<Term>(), cancellation));
    }

    private static List<(string Name, string Address)> Downloads(HttpRequest request, QueryKind kind)
    {
        var parameters = request.Query.Where(pair => pair.Key != "format").ToList();
        return [.. AnswerFormat.Of(kind).Where(format => !format.IsHtml).DistinctBy(format => format.Name)
            .Select(format => (format.Name, request.Path + new QueryBuilder(parameters) { { "format", format.Name } }.ToString()))];
    }
}
