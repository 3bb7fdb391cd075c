using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// <c>Dataset-Version</c>: which content an answer speaks of, the digest of <see cref="DatasetDigest"/>, or <c>pending</c> while it is made
/// and until the host has had nothing else to do for two seconds and a dataset that is written has been at rest. Absent where the dataset
/// has none, and where a write came between the begin of a request and its answer.
/// </summary>
public static class DatasetVersionHeader
{
    /// <summary>The header.</summary>
    public const string Name = "Dataset-Version";

    private const string Scheme = "rdfc10-sha256-";

    private const string Pending = "pending";

    // Probes are no use of the host.
    private const string Probes = "/health";

    /// <summary>Adds the header to every answer.</summary>
    /// <param name="app">The application.</param>
    public static void UseDatasetVersion(this IApplicationBuilder app)
    {
        var activity = new HostActivity();
        app.Use(async (context, next) =>
        {
            Announce(context, activity);
            if (context.Request.Path.StartsWithSegments(Probes))
            {
                await next(context);
                return;
            }

            activity.Enter();
            try
            {
                await next(context);
            }
            finally
            {
                activity.Leave();
            }
        });
    }

    private static void Announce(HttpContext context, HostActivity activity)
    {
        var dataset = context.RequestServices.GetRequiredService<ServedDataset>();
        if (!DatasetDigest.IsFor(dataset))
        {
            return;
        }

        var engine = dataset.Engine;
        var before = engine.Snapshot;
        var digest = DatasetDigest.AtRest(dataset, activity);
        context.Response.OnStarting(async () =>
        {
            var value = !digest.IsCompleted ? Pending : digest.IsCompletedSuccessfully && await digest is { } hex ? Scheme + hex : null;
            if (value is not null && engine.Snapshot == before)
            {
                context.Response.Headers[Name] = value;
            }
        });
    }
}
