using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Ontologies;

/// <summary>Names of outside vocabularies, for people.</summary>
public static class OntologyPrefixes
{
    private static readonly (string Prefix, string Namespace)[] s_known =
    [
        ("foaf", "http://xmlns.com/foaf/0.1/"), ("org", "http://www.w3.org/ns/org#"), ("prov", "http://www.w3.org/ns/prov#"),
        ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"), ("geo", "http://www.opengis.net/ont/geosparql#"),
            ("oa", "http://www.w3.org/ns/oa#"),
        ("time", "http://www.w3.org/2006/time#"), ("dcterms", "http://purl.org/dc/terms/"), ("schema", "http://schema.org/"),
        ("norm", "http://www.estrellaproject.org/lkif-core/norm.owl#"), ("eli", "http://data.europa.eu/eli/ontology#"),
        ("crm", "http://www.cidoc-crm.org/cidoc-crm/"), ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"), ("owl", "http://www.w3.org/2002/07/owl#"),
    ];

    /// <summary>An IRI with its prefix, or as it is if the vocabulary is not known.</summary>
    /// <param name="iri">The IRI.</param>
    public static string Short(Iri iri)
    {
        ArgumentNullException.ThrowIfNull(iri);
        var (prefix, name) = s_known.FirstOrDefault(known => iri.Value.StartsWith(known.Namespace, StringComparison.Ordinal));
        return prefix is null ? iri.Value : $"{prefix}:{iri.Value[name.Length..]}";
    }
}
