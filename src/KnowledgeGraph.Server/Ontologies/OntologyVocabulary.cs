using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>Terms in which ontologies are written.</summary>
internal static class OntologyVocabulary
{
    private const string Rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    private const string Owl = "http://www.w3.org/2002/07/owl#";
    private const string Skos = "http://www.w3.org/2004/02/skos/core#";
    private const string DublinCore = "http://purl.org/dc/terms/";
    private const string Schema = "http://schema.org/";

    public static Iri Label { get; } = new(Rdfs + "label");

    public static Iri Comment { get; } = new(Rdfs + "comment");

    public static Iri SubClassOf { get; } = new(Rdfs + "subClassOf");

    public static Iri Definition { get; } = new(Skos + "definition");

    public static Iri Example { get; } = new(Skos + "example");

    public static Iri EditorialNote { get; } = new(Skos + "editorialNote");

    public static Iri ChangeNote { get; } = new(Skos + "changeNote");

    public static Iri InScheme { get; } = new(Skos + "inScheme");

    public static Iri DomainIncludes { get; } = new(Schema + "domainIncludes");

    public static Iri RangeIncludes { get; } = new(Schema + "rangeIncludes");

    public static Iri VersionIri { get; } = new(Owl + "versionIRI");

    public static Iri VersionInfo { get; } = new(Owl + "versionInfo");

    public static Iri IsVersionOf { get; } = new(DublinCore + "isVersionOf");

    public static Iri Issued { get; } = new(DublinCore + "issued");

    public static Iri License { get; } = new(DublinCore + "license");

    public static Iri Axiom { get; } = new(Owl + "Axiom");

    public static Iri AnnotatedSource { get; } = new(Owl + "annotatedSource");

    public static Iri AnnotatedProperty { get; } = new(Owl + "annotatedProperty");

    public static Iri AnnotatedTarget { get; } = new(Owl + "annotatedTarget");
}
