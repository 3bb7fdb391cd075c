using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace KnowledgeGraph.Server.Pages;

/// <summary>The home page <c>/</c>.</summary>
public static class HomeApi
{
    private const string ShippedTitle = "Who took part in what, when, and who says so";

    private const string ShippedDescription =
        "A knowledge graph of the security cooperation of Kazakhstan and NATO, drawn from five articles. Every fact shows its evidence: the source, "
        + "the speaker, the place in the text, whether it is asserted or denied, done or only planned.";

    /// <summary>Maps the endpoint.</summary>
    /// <param name="app">The routes.</param>
    public static void MapHomeApi(this IEndpointRouteBuilder app) =>
        app.MapMethods("/", ["GET", "HEAD"], Home).ExcludeFromDescription();

    private static RazorComponentResult<HomePage> Home(HttpContext context, ServedDataset dataset)
    {
        var snapshot = dataset.Engine.Snapshot;
        return new RazorComponentResult<HomePage>(new
        {
            Title = dataset.IsShipped ? ShippedTitle : "A SPARQL endpoint",
            Description = dataset.IsShipped ? ShippedDescription : "A dataset loaded by the operator of this host, to be asked in SPARQL.",
            QuadCount = snapshot.DefaultGraphCount + snapshot.NamedGraphsCount,
            GraphCount = snapshot.NamedGraphs.Length,
            Queries = dataset.Queries.All,
            Choices = ParameterChoices.OfAll(dataset, dataset.Queries.All, context.RequestAborted),
            SampleQuery = SampleQueries.For(dataset),
            Address = HostAddress.Of(context.Request),
        });
    }
}
