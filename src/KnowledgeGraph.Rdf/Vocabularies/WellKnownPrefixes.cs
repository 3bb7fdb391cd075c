using System.Collections.Frozen;

namespace KnowledgeGraph.Rdf.Vocabularies;

/// <summary>Prefixes that everybody uses for the same namespace: for writers and for messages about a prefix that is not declared.</summary>
public static class WellKnownPrefixes
{
    /// <summary>Namespace IRIs by prefix.</summary>
    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcat"] = "http://www.w3.org/ns/dcat#",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["geo"] = "http://www.opengis.net/ont/geosparql#",
        ["oa"] = "http://www.w3.org/ns/oa#",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["prov"] = "http://www.w3.org/ns/prov#",
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["schema"] = "http://schema.org/",
        ["sd"] = "http://www.w3.org/ns/sparql-service-description#",
        ["sh"] = "http://www.w3.org/ns/shacl#",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["time"] = "http://www.w3.org/2006/time#",
        ["vann"] = "http://purl.org/vocab/vann/",
        ["void"] = "http://rdfs.org/ns/void#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
