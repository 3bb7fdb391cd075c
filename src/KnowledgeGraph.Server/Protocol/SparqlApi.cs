using System.Diagnostics;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Server.Descriptions;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Writes;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>The SPARQL endpoint <c>/sparql</c>.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-protocol/"/>
public static class SparqlApi
{
    private const string Path = "/sparql";

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapSparqlApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods(Path, ["GET", "HEAD", "POST"], AnswerAsync)
            .WithName("sparql")
            .WithSummary("SPARQL 1.1 Protocol: query and update")
            .WithDescription(
                "A query: GET with ?query=, POST of a form with the field query, or POST of application/sparql-query; also default-graph-uri, "
                + "named-graph-uri, timeout (seconds, at most the host's limit), "
                + $"format ({AnswerFormat.NamesOf(QueryKind.Solutions)}; of graphs {AnswerFormat.NamesOf(QueryKind.Graph)}). "
                + "An update, with the bearer token: POST of a form with the field update, or POST of application/sparql-update; also using-graph-uri, "
                + "using-named-graph-uri. GET without a query: the service description.")
            .WithTags("SPARQL");
        app.MapOptions(Path, "GET, HEAD, OPTIONS, POST");
    }

    /// <summary>The address of the endpoint, which is the base of relative IRIs in queries and updates (SPARQL 1.1 Protocol §2.1.5).</summary>
    /// <param name="request">The request.</param>
    public static string AddressOf(HttpRequest request) => HostAddress.Of(request) + "sparql";

    private static async Task AnswerAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = ContentProfile.Vary;
        switch (await SparqlRequest.ReadAsync(context.Request, dataset, context.RequestAborted))
        {
            case SparqlRequest.Query query:
                await QueryAsync(context, dataset, query);
                break;
            case SparqlRequest.Update update:
                await UpdateAsync(context, dataset, update);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static async Task QueryAsync(HttpContext context, ServedDataset dataset, SparqlRequest.Query request)
    {
        var wantsPage = request.Format is "html" || (string.IsNullOrEmpty(request.Format) && AcceptHeader.PrefersHtml(context.Request));
        if (request.Text is null || (request.Text.Length == 0 && wantsPage))
        {
            await WithoutQueryAsync(context, dataset, request.Format);
            return;
        }

        RequestLog.NoteQuery(context, request.Text);
        context.Features.Set(new AskedQuery(request.Text));
        var baseIri = AddressOf(context.Request);
        var query = SparqlParser.ParseQuery(request.Text, baseIri);
        // SPARQL 1.1 Protocol §2.1.4: the protocol's dataset replaces that of the query.
        var options = dataset.QueryOptions(request.Timeout, request.Dataset);
        var format = AnswerFormat.Choose(context.Request, request.Format, AnswerFormat.Of(KindOf(query)));
        if (format.IsHtml)
        {
            await ResultPages.WriteAsync(context, dataset, query, request, options);
            return;
        }

        // What identifies the query is needed for a tag alone.
        var identity = EntityTag.IsOfUse(context.Request)
            ? string.Join('\n', [baseIri, .. request.Fields.Select(field => $"{field.Key}={field.Value}")])
            : request.Text;
        await QueryAnswer.WriteAsync(context, dataset, query, identity, options, format);
    }

    // SPARQL 1.1 Protocol §2.2: all of the request's operations, or none.
    private static async Task UpdateAsync(HttpContext context, ServedDataset dataset, SparqlRequest.Update request)
    {
        RequestLog.NoteQuery(context, request.Text);
        var update = SparqlParser.ParseUpdate(request.Text, AddressOf(context.Request));
        UpdateReport report;
        using (var write = dataset.BeginWrite(context, request.Timeout, request.Using))
        {
            write.Update(update);
            report = write.Commit();
        }

        await WriteReport.WriteAsync(context, report, StatusCodes.Status200OK);
    }

    /// <summary>What a query answers with.</summary>
    /// <param name="query">The query.</param>
    public static QueryKind KindOf(SparqlQuery query) => query switch
    {
        SparqlQuery.Select => QueryKind.Solutions,
        SparqlQuery.Ask => QueryKind.Boolean,
        _ => QueryKind.Graph,
    };

    // SPARQL 1.1 Service Description §2: a GET without query returns the description; a browser gets the query page.
    private static async Task WithoutQueryAsync(HttpContext context, ServedDataset dataset, string? formatName)
    {
        var format = AnswerFormat.Choose(context.Request, formatName, AnswerFormat.OfGraphs);
        if (format.IsHtml)
        {
            await ResultPages.WriteQueryPageAsync(context, dataset);
            return;
        }

        context.Response.ContentType = format.ContentType;
        await context.Response.WriteRdfAsync(format.Rdf!, ServiceDescription.Of(dataset, context.Request), context.RequestAborted);
    }
}
