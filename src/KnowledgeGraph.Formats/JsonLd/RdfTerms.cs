using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The IRIs that JSON-LD's two ways to and from RDF share.</summary>
internal static class RdfTerms
{
    public const string I18n = "https://www.w3.org/ns/i18n#";
    public const string Json = RdfVocabulary.Namespace + "JSON";

    public static Iri Value { get; } = new(RdfVocabulary.Namespace + "value");

    public static Iri Language { get; } = new(RdfVocabulary.Namespace + "language");

    public static Iri Direction { get; } = new(RdfVocabulary.Namespace + "direction");

    public static Iri List { get; } = new(RdfVocabulary.Namespace + "List");
}
