namespace KnowledgeGraph.Engine.Federation;

/// <summary>What is asked of another host.</summary>
/// <param name="Iri">The IRI of the document or endpoint.</param>
/// <param name="Accept">The media types wanted: the value of the Accept header.</param>
internal sealed record RemoteRequest(string Iri, string Accept)
{
    // What all servers and proxies take (RFC 9110 §4.1 asks for 8,000 octets, not all give them).
    private const int MaxGetCharacters = 2000;

    /// <summary>A query for an endpoint (SPARQL 1.1 Protocol §2.1): sent by GET while the address stays short, else as a form by POST.</summary>
    public string? Query { get; init; }

    /// <summary>The request to one address.</summary>
    /// <param name="iri">The IRI, or where it was redirected to.</param>
    /// <param name="isRedirected">True after a redirect that carries the query in its address already, if it was sent by GET.</param>
    /// <param name="withoutBody">True after a 303: GET whatever it was.</param>
    public HttpRequestMessage Message(Uri iri, bool isRedirected, bool withoutBody)
    {
        HttpRequestMessage message;
        if (Query is null || withoutBody || (isRedirected && IsShort))
        {
            message = new HttpRequestMessage(HttpMethod.Get, iri);
        }
        else if (IsShort)
        {
            message = new HttpRequestMessage(HttpMethod.Get, new Uri(WithoutFragment(iri) + (iri.Query.Length == 0 ? "?" : "&") + Parameter));
        }
        else
        {
            message = new HttpRequestMessage(HttpMethod.Post, iri)
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("query", Query)]),
            };
        }

        message.Headers.TryAddWithoutValidation("Accept", Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        message.Headers.TryAddWithoutValidation("User-Agent", "KnowledgeGraph");
        return message;
    }

    private string Parameter => "query=" + Uri.EscapeDataString(Query!);

    private bool IsShort => Iri.Length + Parameter.Length < MaxGetCharacters;

    private static string WithoutFragment(Uri iri) => iri.GetLeftPart(UriPartial.Query);
}
