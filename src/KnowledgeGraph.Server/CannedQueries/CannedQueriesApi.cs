using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>The canned queries: <c>/queries</c> lists them, <c>/queries/{name}</c> runs one.</summary>
public static class CannedQueriesApi
{
    // Parameters of the request, not of the query.
    private static readonly string[] s_reserved = ["format", "timeout", ContentProfile.Parameter];

    private static readonly string[] s_listFormats = ["application/json", "text/html"];

    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapCannedQueriesApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/queries", ["GET", "HEAD"], List).WithName("queries").WithSummary("The canned queries with their parameters")
            .WithTags("Queries");
        app.MapMethods("/queries/{name}", ["GET", "HEAD"], RunAsync).WithName("query").WithTags("Queries");
    }

    /// <summary>The media types that a canned query can answer in.</summary>
    /// <param name="query">The query.</param>
    public static IEnumerable<string> MediaTypesOf(CannedQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return AnswerFormat.Of(SparqlApi.KindOf(query.Query)).Select(format => format.MediaType);
    }

    private static IResult List(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        return AcceptHeader.Choose(context.Request.Headers.Accept, s_listFormats, type => type) switch
        {
            "text/html" => new RazorComponentResult<CannedQueriesPage>(new
            {
                Queries = dataset.Queries.All,
                Choices = ParameterChoices.OfAll(dataset, dataset.Queries.All, context.RequestAborted),
            }),
            "application/json" => TypedResults.Ok(dataset.Queries.All.Select(Describe)),
            _ => throw ProblemException.NotAcceptable(s_listFormats),
        };
    }

    private static object Describe(CannedQuery query) => new
    {
        query.Name,
        query.Summary,
        query.Description,
        query.Tags,
        Address = "/queries/" + query.Name,
        Parameters = query.Parameters.Select(parameter => new
        {
            parameter.Name,
            Type = parameter.Type.Name,
            Required = parameter.Default is null,
            parameter.Default,
            Values = parameter.Enumeration.Count > 0 ? parameter.Enumeration : null,
        }),
        Query = query.Text,
    };

    private static async Task RunAsync(string name, HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = ContentProfile.Vary;
        var canned = dataset.Queries.Find(name) ?? throw ProblemException.NotFound($"There is no canned query '{name}'; /queries lists them.");
        var format = AnswerFormat.Choose(
            context.Request, RequestParameters.Single(context.Request.Query["format"], "format"), AnswerFormat.Of(SparqlApi.KindOf(canned.Query)));
        var options = dataset.QueryOptions(RequestParameters.Timeout(context.Request.Query["timeout"]));
        var given = context.Request.Query
            .Where(pair => !s_reserved.Contains(pair.Key, StringComparer.Ordinal) && !AnswerPage.IsNamedBy(canned, pair.Key))
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var isBound = ParameterBinding.TryBind(canned, given, out var binding);
        var page = AnswerPage.Of(context.Request, canned, format.IsHtml ? AnswerPage.BrowserLimit : null);
        // The page and what is said of the pages beside it are of one state.
        options = options with { State = dataset.Engine.Snapshot };
        if (format.IsHtml)
        {
            RequestLog.NoteQuery(context, binding.Identity);
            await ResultPages.WriteCannedAsync(context, dataset, binding, page, options);
            return;
        }

        if (!isBound)
        {
            throw ProblemException.BadParameters(binding.Problems);
        }

        if (page.Links(context.Request, dataset, binding.Query!, options) is { Count: > 0 } links)
        {
            context.Response.Headers.Link = AnswerPage.HeaderOf(links);
        }

        await QueryAnswer.WriteAsync(context, dataset, page.Cut(binding.Query!), binding.Identity + page.Identity, options, format);
    }
}
