using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// <c>Dataset-Version</c>: which content an answer speaks of, the digest of <see cref="DatasetDigest"/>, or <c>pending</c> while it is made
/// and while a dataset that is written has not been at rest for a second. Absent where the dataset has none, and where a write came between
/// the begin of a request and its answer.
/// </summary>
public static class DatasetVersionHeader
{
    /// <summary>The header.</summary>
    public const string Name = "Dataset-Version";

    private const string Scheme = "rdfc10-sha256-";

    private const string Pending = "pending";

    /// <summary>Adds the header to every answer.</summary>
    /// <param name="app">The application.</param>
    public static void UseDatasetVersion(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var dataset = context.RequestServices.GetRequiredService<ServedDataset>();
        var engine = dataset.Engine;
        var before = engine.Snapshot;
        if (!DatasetDigest.IsFor(before))
        {
            return next(context);
        }

        var digest = dataset.Writes.IsPossible ? DatasetDigest.AtRest(before) : DatasetDigest.OfAsync(before);
        context.Response.OnStarting(async () =>
        {
            var value = digest is not { IsCompleted: true } ? Pending
                : digest.IsCompletedSuccessfully && await digest is { } hex ? Scheme + hex
                : null;
            if (value is not null && engine.Snapshot == before)
            {
                context.Response.Headers[Name] = value;
            }
        });
        return next(context);
    });
}
