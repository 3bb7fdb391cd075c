using System.Collections.Immutable;
using System.Text.Json;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.Protocol;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Where an IRI of the data answers on this host.</summary>
public static class LocalAddress
{
    /// <summary>The namespace whose paths the host serves as they are (docs/decisions/0002-iri-policy.md).</summary>
    public const string Namespace = "https://w3id.org/secoop/";

    /// <summary>The JSON-LD context of the data, which the host serves, too.</summary>
    public static SharedContext Context { get; } = ReadContext(Namespace + "ontology/context.jsonld");

    /// <summary>Prefixes for documents about the data.</summary>
    public static ImmutableDictionary<string, string> Prefixes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [""] = Namespace + "ontology#",
        ["i"] = Namespace + "id/",
        ["s"] = Namespace + "source/",
        ["rdf"] = RdfVocabulary.Namespace,
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["oa"] = "http://www.w3.org/ns/oa#",
        ["xsd"] = Xsd.Namespace,
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The address, relative to the host, under which it describes an IRI.</summary>
    /// <param name="iri">The IRI.</param>
    public static string Of(Iri iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return iri.Value.StartsWith(Namespace, StringComparison.Ordinal)
            // A fragment does not reach the server, a query is not part of the path, and a server decodes what is escaped: the general page
            // shows such things, terms of the ontology among them.
            && iri.Value.AsSpan().IndexOfAny('#', '?', '%') < 0
            ? "/" + iri.Value[Namespace.Length..]
            : "/describe?iri=" + Uri.EscapeDataString(iri.Value);
    }

    /// <summary>The IRI that a path of this host stands for.</summary>
    /// <param name="path">The path, with its leading slash.</param>
    public static Iri IriOf(PathString path)
    {
        // Decoded, as IRIs are written; escaped where that gives no IRI (a space, say).
        var decoded = Namespace + path.Value?.TrimStart('/');
        return new Iri(IriReference.IsWellFormedIri(decoded) ? decoded : Namespace + path.ToUriComponent().TrimStart('/'));
    }

    private static SharedContext ReadContext(string iri)
    {
        using var document = JsonDocument.Parse(BundledContexts.Find(iri)!.Content);
        return new SharedContext(iri, document.RootElement.Clone());
    }
}
