using KnowledgeGraph.Server.AnswerEvidence;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Citing;
using KnowledgeGraph.Server.Crawling;
using KnowledgeGraph.Server.Dumps;
using KnowledgeGraph.Server.Explore;
using KnowledgeGraph.Server.GraphStore;
using KnowledgeGraph.Server.Health;
using KnowledgeGraph.Server.LinkedData;
using KnowledgeGraph.Server.OpenApi;
using KnowledgeGraph.Server.Pages;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Server.QueryEditor;
using KnowledgeGraph.Server.Reconciliation;
using KnowledgeGraph.Server.Search;
using KnowledgeGraph.Server.Shacl;
using KnowledgeGraph.Server.Timelines;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>The host, put together: what <c>Program</c> runs and what tests start in their own process.</summary>
public static class ServerHost
{
    /// <summary>Reads the configuration, loads the dataset and meanwhile maps all endpoints. Nothing listens yet.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="StartException">The configuration is wrong or the dataset cannot be loaded.</exception>
    public static WebApplication Build(string[] args)
    {
        // Settings lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddLogging();
        builder.AddDataset();
        builder.AddWeb();

        var app = builder.Build();
        app.MapAll();
        try
        {
            // The host disposes what it has given out.
            app.Services.GetRequiredService<ServedDataset>();
            return app;
        }
        catch (StartException)
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    private static void MapAll(this WebApplication app)
    {
        app.UseWeb();
        app.MapHomeApi();
        app.MapSparqlApi();
        app.MapQueryEditorApi();
        app.MapShaclApi();
        app.MapGraphStoreApi();
        app.MapDatasetApi();
        app.MapCannedQueriesApi();
        app.MapEvidenceApi();
        app.MapReconcileApi();
        app.MapReconcileDraftApi();
        app.MapEntitiesApi();
        app.MapSearchApi();
        app.MapExploreApi();
        app.MapTimelineApi();
        app.MapDumpsApi();
        app.MapCrawlingApi();
        app.MapCiteApi();
        app.MapApiPageApi();
        app.MapHealthApi();
        // Mapped for GET alone; HEAD asks the same.
        app.MapOpenApi().WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
        // Made when first asked for: better now, while the dataset is loaded.
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
        {
            _ = source.Endpoints;
        }
    }
}
