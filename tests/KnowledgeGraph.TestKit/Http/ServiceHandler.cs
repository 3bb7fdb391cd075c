using System.Net;
using System.Net.Http.Headers;
using KnowledgeGraph.Sparql.Results;

namespace KnowledgeGraph.TestKit.Http;

/// <summary>SPARQL endpoints in memory: takes queries by GET or as a form (SPARQL 1.1 Protocol §2.1), and gives JSON back.</summary>
public abstract class ServiceHandler : HttpMessageHandler
{
    private const string Field = "query=";

    /// <summary>The answer as SPARQL JSON results; null if nobody is at that address.</summary>
    /// <param name="address">The address of the request.</param>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Gives up.</param>
    protected abstract ReadOnlyMemory<byte>? Answer(Uri address, string query, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri!;
        var form = request.Content is null ? address.Query[1..] : await request.Content.ReadAsStringAsync(cancellationToken);
        if (!form.StartsWith(Field, StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The request has no query: " + form);
        }

        var content = new ReadOnlyMemoryContent(
            Answer(address, WebUtility.UrlDecode(form[Field.Length..]), cancellationToken)
            ?? throw new HttpRequestException(HttpRequestError.NameResolutionError));
        content.Headers.ContentType = new MediaTypeHeaderValue(ResultFormat.Json.MediaType);
        return new HttpResponseMessage { Content = content };
    }
}
