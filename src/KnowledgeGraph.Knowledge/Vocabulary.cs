using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge;

/// <summary>The names this room writes and reads: namespaces, and the terms of the ontology that the build itself uses.</summary>
public static class Vocabulary
{
    /// <summary>Namespace of the ontology.</summary>
    public const string Ontology = "https://w3id.org/secoop/ontology#";

    /// <summary>Namespace of things.</summary>
    public const string Things = "https://w3id.org/secoop/id/";

    /// <summary>Namespace of sources; claims, mentions, spans, citations, footnotes and regions lie below their source.</summary>
    public const string Sources = "https://w3id.org/secoop/source/";

    /// <summary>Name of the graph of links to the outside.</summary>
    public const string LinksGraph = "https://w3id.org/secoop/links";

    /// <summary>Name of the graph that says which node a shortcut was derived from.</summary>
    public const string ShortcutsGraph = "https://w3id.org/secoop/shortcuts";

    /// <summary>Namespace of Web Annotation.</summary>
    public const string Annotation = "http://www.w3.org/ns/oa#";

    /// <summary>Namespace of RDF Schema.</summary>
    public const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";

    /// <summary>Namespace of SKOS.</summary>
    public const string Skos = "http://www.w3.org/2004/02/skos/core#";

    /// <summary>Namespace of OWL.</summary>
    public const string Owl = "http://www.w3.org/2002/07/owl#";

    /// <summary>Namespace of XML Schema datatypes.</summary>
    public const string XmlSchema = "http://www.w3.org/2001/XMLSchema#";

    /// <summary>Namespace of RDF.</summary>
    public const string RdfSyntax = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>rdfs:label.</summary>
    public static Iri Label { get; } = new(Rdfs + "label");

    /// <summary>rdfs:comment.</summary>
    public static Iri Comment { get; } = new(Rdfs + "comment");

    /// <summary>owl:versionInfo.</summary>
    public static Iri VersionInfo { get; } = new(Owl + "versionInfo");

    /// <summary>rdfs:subClassOf.</summary>
    public static Iri SubClassOf { get; } = new(Rdfs + "subClassOf");

    /// <summary>skos:prefLabel.</summary>
    public static Iri PreferredLabel { get; } = new(Skos + "prefLabel");

    /// <summary>skos:altLabel.</summary>
    public static Iri AlternativeLabel { get; } = new(Skos + "altLabel");

    /// <summary>skos:hiddenLabel.</summary>
    public static Iri HiddenLabel { get; } = new(Skos + "hiddenLabel");

    /// <summary>A term of the ontology.</summary>
    /// <param name="localName">Its name without the prefix.</param>
    public static Iri Term(string localName) => new(Ontology + localName);

    /// <summary>A thing.</summary>
    /// <param name="localName">Its name without the prefix.</param>
    public static Iri Thing(string localName) => new(Things + localName);

    /// <summary>A source; also the name of its graph.</summary>
    /// <param name="sourceId">The source's id.</param>
    public static Iri Source(string sourceId) => new(Sources + sourceId);

    /// <summary>A claim of a source.</summary>
    /// <param name="sourceId">The source's id.</param>
    /// <param name="slug">The claim's slug.</param>
    public static Iri Claim(string sourceId, string slug) => new($"{Sources}{sourceId}/claim/{slug}");

    /// <summary>The IRI as authors write it: <c>:term</c>, <c>i:thing</c>, or in angle brackets.</summary>
    /// <param name="iri">An IRI.</param>
    public static string Compact(Iri iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        return Shorten(iri.Value, Ontology, ":") ?? Shorten(iri.Value, Things, "i:") ?? Shorten(iri.Value, RdfSyntax, "rdf:")
            ?? Shorten(iri.Value, Rdfs, "rdfs:") ?? Shorten(iri.Value, Skos, "skos:") ?? Shorten(iri.Value, Owl, "owl:")
            ?? $"<{iri.Value}>";
    }

    private static string? Shorten(string iri, string @namespace, string prefix) =>
        iri.StartsWith(@namespace, StringComparison.Ordinal) ? string.Concat(prefix, iri.AsSpan(@namespace.Length)) : null;
}
