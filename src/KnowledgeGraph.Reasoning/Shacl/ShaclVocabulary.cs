using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Shacl;

/// <summary>Terms of the SHACL vocabulary.</summary>
/// <seealso href="https://www.w3.org/TR/shacl/"/>
public static class ShaclVocabulary
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/ns/shacl#";

    /// <summary>sh:Violation, the severity of a shape that names none.</summary>
    public static Iri Violation { get; } = Term("Violation");

    /// <summary>sh:Warning.</summary>
    public static Iri Warning { get; } = Term("Warning");

    /// <summary>sh:Info.</summary>
    public static Iri Info { get; } = Term("Info");

    internal static Iri Term(string name) => new(Namespace + name);

    internal static Iri SubClassOf { get; } = new("http://www.w3.org/2000/01/rdf-schema#subClassOf");

    internal static Iri Class { get; } = new("http://www.w3.org/2000/01/rdf-schema#Class");

    internal static Iri Imports { get; } = new("http://www.w3.org/2002/07/owl#imports");
}
