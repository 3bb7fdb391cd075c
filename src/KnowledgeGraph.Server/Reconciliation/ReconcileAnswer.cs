using System.Globalization;
using System.Text.Json.Nodes;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Http;
using KnowledgeGraph.Server.Protocol;
using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>Answers of the service, under the limit of time of a query.</summary>
public static class ReconcileAnswer
{
    private const int DefaultSuggestions = 10, MaxSuggestions = 100, MaxOffset = 10_000;

    /// <summary>Writes what the service answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="ask">The question.</param>
    /// <param name="callback">The function of JSONP, or null.</param>
    public static async Task WriteAsync(HttpContext context, ServedDataset dataset, Func<ReconciliationService, JsonNode> ask,
        string? callback = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dataset);
        var version = dataset.Engine.DatasetVersion;
        var request = context.Request;
        await JsonAnswer.WriteAsync(
            context, await RunAsync(context, dataset, ask),
            [version, HostAddress.Of(request), request.Path, request.QueryString.Value ?? ""], callback);
    }

    /// <summary>Asks the service.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="ask">The question.</param>
    /// <exception cref="QueryTimeoutException">It took too long.</exception>
    public static async Task<T> RunAsync<T>(HttpContext context, ServedDataset dataset, Func<ReconciliationService, T> ask)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(ask);
        var timeout = dataset.QueryOptions().Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(timeout);
        try
        {
            return ask(new ReconciliationService(dataset, await LabelIndexes.OfAsync(dataset, limit.Token), limit.Token));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new QueryTimeoutException(timeout);
        }
    }

    /// <summary>Suggestions for what a person types.</summary>
    /// <param name="context">The request, with <c>prefix</c>.</param>
    /// <param name="dataset">What is asked.</param>
    /// <param name="kind">What is suggested.</param>
    /// <param name="offsetName">The parameter that says how many are passed over.</param>
    /// <exception cref="ProblemException">400: a parameter is missing or wrong.</exception>
    public static Task SuggestAsync(HttpContext context, ServedDataset dataset, SuggestKind kind, string offsetName)
    {
        ArgumentNullException.ThrowIfNull(context);
        var fields = RequestFields.OfAddress(context.Request);
        var prefix = fields.Single("prefix")
            ?? throw ProblemException.BadRequest("The parameter 'prefix' is missing; expected what was typed.");
        var offset = Number(fields, offsetName, 0, MaxOffset) ?? 0;
        var limit = Number(fields, "limit", 1, MaxSuggestions) ?? DefaultSuggestions;
        return WriteAsync(
            context, dataset,
            service => kind == SuggestKind.Entity ? service.SuggestEntities(prefix, offset, limit)
                : service.SuggestTerms(kind, prefix, offset, limit),
            fields.Single("callback"));
    }

    /// <summary>Properties of a class.</summary>
    /// <param name="context">The request, with <c>type</c>.</param>
    /// <param name="dataset">What is asked.</param>
    /// <exception cref="ProblemException">400: a parameter is missing or wrong.</exception>
    public static Task ProposeAsync(HttpContext context, ServedDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(context);
        var fields = RequestFields.OfAddress(context.Request);
        var type = fields.Single("type")
            ?? throw ProblemException.BadRequest("The parameter 'type' is missing; expected the identifier of a class.");
        var limit = Number(fields, "limit", 1, 1000);
        return WriteAsync(context, dataset, service => service.Propose(type, limit), fields.Single("callback"));
    }

    /// <summary>The identifier of a request about one thing.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ProblemException">400: there is none.</exception>
    public static string IdOf(HttpRequest request) =>
        RequestFields.OfAddress(request).Single("id")
            ?? throw ProblemException.BadRequest("The parameter 'id' is missing; expected an identifier.");

    private static int? Number(RequestFields fields, string name, int least, int most)
    {
        if (fields.Single(name) is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? Math.Min(number, most)
            : throw ProblemException.BadRequest($"The parameter '{name}' is '{text}'; expected a whole number from {least} on.");
    }
}
