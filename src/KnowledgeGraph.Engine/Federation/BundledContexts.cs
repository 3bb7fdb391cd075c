using System.Collections.Frozen;
using KnowledgeGraph.Formats.JsonLd;

namespace KnowledgeGraph.Engine.Federation;

/// <summary>JSON-LD contexts that come with the program and are never fetched.</summary>
public static class BundledContexts
{
    private static readonly FrozenDictionary<string, RemoteDocument> s_contexts =
        new[] { Read("https://w3id.org/secoop/ontology/context.jsonld") }
            .ToFrozenDictionary(context => context.DocumentIri, StringComparer.Ordinal);

    /// <summary>The context published at an IRI, or null.</summary>
    /// <param name="iri">The IRI.</param>
    public static RemoteDocument? Find(string iri) => s_contexts.GetValueOrDefault(iri);

    // The resource has the IRI's last part for its name.
    private static RemoteDocument Read(string iri)
    {
        using var content = typeof(BundledContexts).Assembly.GetManifestResourceStream(iri[(iri.LastIndexOf('/') + 1)..])!;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return new RemoteDocument(iri, bytes) { ContentType = "application/ld+json" };
    }
}
