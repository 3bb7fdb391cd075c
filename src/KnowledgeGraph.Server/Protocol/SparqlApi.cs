using System.Collections.Immutable;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>The SPARQL endpoint <c>/sparql</c>.</summary>
/// <seealso href="https://www.w3.org/TR/sparql11-protocol/"/>
public static class SparqlApi
{
    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapSparqlApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/sparql", ["GET", "HEAD", "POST"], AnswerAsync)
            .WithName("sparql")
            .WithSummary("SPARQL 1.1 Protocol, query operation")
            .WithDescription(
                "GET with ?query=, POST of a form with the field query, or POST of application/sparql-query. Also: default-graph-uri, "
                + "named-graph-uri, timeout (seconds, at most the host's limit), format (json, xml, csv, tsv, turtle, trig, ntriples, nquads, html).")
            .WithTags("SPARQL");
    }

    private static async Task AnswerAsync(HttpContext context, ServedDataset dataset)
    {
        context.Response.Headers.Vary = "Accept, Accept-Encoding";
        var request = await SparqlRequest.ReadAsync(context.Request, context.RequestAborted);
        var wantsPage = request.Format is "html" || (string.IsNullOrEmpty(request.Format) && AcceptHeader.PrefersHtml(context.Request));
        if (request.QueryText is null || (request.QueryText.Length == 0 && wantsPage))
        {
            await WithoutQueryAsync(context, dataset, request.Format);
            return;
        }

        RequestLog.NoteQuery(context, request.QueryText);
        context.Features.Set(new AskedQuery(request.QueryText));
        var query = SparqlParser.ParseQuery(request.QueryText);
        var options = dataset.QueryOptions(request.Timeout, DatasetOf(request));
        var format = AnswerFormat.Choose(context.Request, request.Format, AnswerFormat.Of(KindOf(query)));
        if (format.IsHtml)
        {
            await ResultPages.WriteAsync(context, dataset, query, request, options);
            return;
        }

        var identity = string.Join('\n', [request.QueryText, "default", .. request.DefaultGraphs, "named", .. request.NamedGraphs]);
        await QueryAnswer.WriteAsync(context, dataset, query, identity, options, format);
    }

    /// <summary>What a query answers with.</summary>
    /// <param name="query">The query.</param>
    public static QueryKind KindOf(SparqlQuery query) => query switch
    {
        SparqlQuery.Select => QueryKind.Solutions,
        SparqlQuery.Ask => QueryKind.Boolean,
        _ => QueryKind.Graph,
    };

    // SPARQL 1.1 Protocol §2.1.4: the protocol's dataset replaces that of the query. The graphs are those of the store; nothing is fetched.
    private static DatasetClause? DatasetOf(SparqlRequest request) =>
        request.DefaultGraphs.Count == 0 && request.NamedGraphs.Count == 0
            ? null
            : new DatasetClause(Iris(request.DefaultGraphs, "default-graph-uri"), Iris(request.NamedGraphs, "named-graph-uri"));

    private static ImmutableArray<Iri> Iris(IReadOnlyList<string> texts, string parameter) =>
    [
        .. texts.Select(text => IriReference.IsWellFormedIri(text)
            ? new Iri(text)
            : throw ProblemException.BadRequest($"The parameter '{parameter}' is '{text}'; expected an absolute IRI.")),
    ];

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
