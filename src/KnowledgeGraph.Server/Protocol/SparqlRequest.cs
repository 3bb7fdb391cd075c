using System.Text;
using KnowledgeGraph.Server.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KnowledgeGraph.Server.Protocol;

/// <summary>A query operation of the SPARQL 1.1 Protocol, read from a request.</summary>
/// <param name="QueryText">The query; null if the request has none (a GET for the service description or the query page).</param>
/// <param name="DefaultGraphs">The <c>default-graph-uri</c> parameters.</param>
/// <param name="NamedGraphs">The <c>named-graph-uri</c> parameters.</param>
/// <param name="Timeout">The limit asked for by <c>timeout</c> (seconds), or null.</param>
/// <param name="Format">The result format asked for by <c>format</c>, which wins over Accept, or null.</param>
/// <seealso href="https://www.w3.org/TR/sparql11-protocol/#query-operation"/>
public sealed record SparqlRequest(
    string? QueryText, IReadOnlyList<string> DefaultGraphs, IReadOnlyList<string> NamedGraphs, TimeSpan? Timeout, string? Format)
{
    /// <summary>Longest request body accepted, in bytes.</summary>
    public const int MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>The parameters of an address that asks the same by GET, without the format.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters =>
    [
        new("query", QueryText ?? ""),
        .. DefaultGraphs.Select(graph => KeyValuePair.Create("default-graph-uri", graph)),
        .. NamedGraphs.Select(graph => KeyValuePair.Create("named-graph-uri", graph)),
    ];

    private const string QueryMediaType = "application/sparql-query";
    private const string UpdateMediaType = "application/sparql-update";
    private const string FormMediaType = "application/x-www-form-urlencoded";

    /// <summary>Reads the operation.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Cancels the reading of the body.</param>
    /// <exception cref="ProblemException">The request is no valid operation: 400, 403, 413 or 415.</exception>
    public static async Task<SparqlRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            // §2.1.1: query via GET. §2.2: an update is never sent by GET.
            var queryText = RequestParameters.Single(request.Query["query"], "query");
            return queryText is null && request.Query.ContainsKey("update")
                ? throw ProblemException.ReadOnly()
                : From(name => request.Query[name], queryText);
        }

        if (request.ContentLength > MaxBodyBytes)
        {
            throw ProblemException.PayloadTooLarge(MaxBodyBytes);
        }

        var mediaType = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        if (parsed?.Charset is { Length: > 0 } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase))
        {
            throw ProblemException.UnsupportedMediaType(request.ContentType, [QueryMediaType + " in UTF-8", FormMediaType + " in UTF-8"]);
        }

        switch (mediaType?.ToLowerInvariant())
        {
            case FormMediaType:
                // §2.1.2: query via POST with URL-encoded parameters.
                var form = await ReadFormAsync(request, cancellation);
                if (form.ContainsKey("update"))
                {
                    throw ProblemException.ReadOnly();
                }

                return From(
                    name => form[name], RequestParameters.Single(form["query"], "query") ?? throw ProblemException.BadRequest("The form has no field 'query'."));
            case QueryMediaType:
                // §2.1.3: query via POST directly; dataset parameters stay in the address.
                return From(name => request.Query[name], await ReadBodyAsync(request, cancellation));
            case UpdateMediaType:
                throw ProblemException.ReadOnly();
            default:
                throw ProblemException.UnsupportedMediaType(request.ContentType, [QueryMediaType, FormMediaType]);
        }
    }

    private static SparqlRequest From(Func<string, StringValues> parameter, string? query) => new(
        query,
        [.. parameter("default-graph-uri").OfType<string>()],
        [.. parameter("named-graph-uri").OfType<string>()],
        RequestParameters.Timeout(parameter("timeout")),
        RequestParameters.Single(parameter("format"), "format"));

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.ReadFormAsync(cancellation);
        }
        catch (InvalidDataException e)
        {
            throw ProblemException.BadRequest($"The form cannot be read: {e.Message}");
        }
    }

    private static async Task<string> ReadBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (body.Length + read > MaxBodyBytes)
            {
                throw ProblemException.PayloadTooLarge(MaxBodyBytes);
            }

            body.Write(buffer, 0, read);
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                .GetString(body.GetBuffer(), 0, (int)body.Length);
        }
        catch (DecoderFallbackException e)
        {
            throw ProblemException.BadRequest($"The body is not UTF-8: bad byte at offset {e.Index}.");
        }
    }
}
