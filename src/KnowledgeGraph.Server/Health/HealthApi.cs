using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Health;

/// <summary>Probes for a supervisor.</summary>
public static class HealthApi
{
    /// <summary>Maps the endpoints.</summary>
    /// <param name="app">The routes.</param>
    public static void MapHealthApi(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/health/live", ["GET", "HEAD"], () => TypedResults.Text("live"))
            .WithName("live").WithSummary("The process answers").WithTags("Health");
        // The host listens only once the dataset is loaded, so that an answer is readiness itself.
        app.MapMethods("/health/ready", ["GET", "HEAD"], (ServedDataset dataset) => TypedResults.Ok(new
        {
            status = "ready",
            quads = dataset.Engine.Snapshot.DefaultGraphCount + dataset.Engine.Snapshot.NamedGraphsCount,
            loadedAt = dataset.LoadedAt,
            runningQueries = dataset.Engine.RunningQueries,
        })).WithName("ready").WithSummary("The dataset is loaded").WithTags("Health");
    }
}
