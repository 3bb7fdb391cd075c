using KnowledgeGraph.Formats.JsonLd;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>Gets documents and contexts for JSON-LD: those that come with the program, and those on listed hosts.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#loaddocumentcallback"/>
internal sealed class RemoteContexts(FederationClient client)
{
    // JSON-LD 1.1 API, LoadDocumentCallback step 2.
    private const string Accept = "application/ld+json, application/json;q=0.9, */*;q=0.1";

    /// <summary>The document at an IRI.</summary>
    /// <param name="iri">The IRI.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="FederationException">It cannot be had, or its host is not listed.</exception>
    public RemoteDocument Load(string iri, CancellationToken ct)
    {
        if (BundledContexts.Find(iri) is { } bundled)
        {
            return bundled;
        }

        var answer = client.Send(new RemoteRequest(iri, Accept), null, ct);
        return new RemoteDocument(answer.Iri, answer.Body)
        {
            ContentType = answer.ContentType ?? "application/octet-stream",
            Links = answer.Links,
        };
    }
}
