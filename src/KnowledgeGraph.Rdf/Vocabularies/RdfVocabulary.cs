namespace KnowledgeGraph.Rdf.Vocabularies;

/// <summary>Terms of the RDF vocabulary.</summary>
/// <seealso href="https://www.w3.org/TR/rdf12-schema/"/>
public static class RdfVocabulary
{
    /// <summary>The namespace IRI.</summary>
    public const string Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>rdf:type.</summary>
    public static Iri Type { get; } = new(Namespace + "type");

    /// <summary>rdf:first.</summary>
    public static Iri First { get; } = new(Namespace + "first");

    /// <summary>rdf:rest.</summary>
    public static Iri Rest { get; } = new(Namespace + "rest");

    /// <summary>rdf:nil.</summary>
    public static Iri Nil { get; } = new(Namespace + "nil");

    /// <summary>rdf:reifies.</summary>
    public static Iri Reifies { get; } = new(Namespace + "reifies");

    /// <summary>rdf:langString.</summary>
    public static Iri LangString { get; } = new(Namespace + "langString");

    /// <summary>rdf:dirLangString.</summary>
    public static Iri DirLangString { get; } = new(Namespace + "dirLangString");
}
