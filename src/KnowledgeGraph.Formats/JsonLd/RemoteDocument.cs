namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>A document as a loader got it.</summary>
/// <param name="DocumentIri">Where it was found in the end, after redirections: the base of its relative IRIs.</param>
/// <param name="Content">JSON text in UTF-8.</param>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#remotedocument"/>
public sealed record RemoteDocument(string DocumentIri, ReadOnlyMemory<byte> Content)
{
    /// <summary>The value of the Content-Type header; null is taken for <c>application/ld+json</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The values of the Link headers, each as sent.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];
}
