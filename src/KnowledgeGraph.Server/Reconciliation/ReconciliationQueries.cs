using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>The queries behind reconciliation, parsed once; each is bounded, whatever the dataset.</summary>
internal static class ReconciliationQueries
{
    private const string Prefixes =
        """
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX dcterms: <http://purl.org/dc/terms/>

        """;

    /// <summary>Which of some IRIs the default graph speaks of.</summary>
    public static SparqlQuery Known { get; } = Parse("SELECT DISTINCT ?entity WHERE { ?entity ?p ?o }");

    /// <summary>Types of entities.</summary>
    public static SparqlQuery Types { get; } =
        Parse("SELECT ?entity ?type WHERE { ?entity a ?type FILTER(isIRI(?type)) } ORDER BY ?entity ?type LIMIT 10000");

    /// <summary>What entities are, in words.</summary>
    public static SparqlQuery Descriptions { get; } = Parse(
        """
        SELECT ?entity ?description WHERE {
          ?entity rdfs:comment|skos:definition|dcterms:description ?description
          FILTER(isLITERAL(?description) && (LANG(?description) = "" || LANGMATCHES(LANG(?description), "en")))
        } ORDER BY ?entity ?description LIMIT 10000
        """);

    /// <summary>A class and all below it.</summary>
    public static SparqlQuery Subclasses { get; } = Parse("SELECT DISTINCT ?class WHERE { ?class rdfs:subClassOf* ?type } LIMIT 10000");

    /// <summary>Values of a property, with the labels of those that are things.</summary>
    public static SparqlQuery Values { get; } = Parse(
        """
        SELECT ?entity ?value ?label WHERE { ?entity ?property ?value OPTIONAL { ?value rdfs:label|skos:prefLabel|skos:altLabel ?label } }
        LIMIT 50000
        """);

    /// <summary>The same, the way back.</summary>
    public static SparqlQuery InverseValues { get; } = Parse(
        """
        SELECT ?entity ?value ?label WHERE { ?value ?property ?entity OPTIONAL { ?value rdfs:label|skos:prefLabel|skos:altLabel ?label } }
        LIMIT 50000
        """);

    /// <summary>Entities with a value.</summary>
    public static SparqlQuery WithValue { get; } =
        Parse("SELECT DISTINCT ?entity WHERE { ?entity ?property ?value FILTER(isIRI(?entity)) } LIMIT 500");

    /// <summary>The same, the way back.</summary>
    public static SparqlQuery WithInverseValue { get; } =
        Parse("SELECT DISTINCT ?entity WHERE { ?value ?property ?entity FILTER(isIRI(?entity)) } LIMIT 500");

    /// <summary>Entities with a value of a given text.</summary>
    public static SparqlQuery WithText { get; } =
        Parse("SELECT DISTINCT ?entity WHERE { ?entity ?property ?value FILTER(isIRI(?entity) && STR(?value) = ?text) } LIMIT 500");

    /// <summary>The first values of one entity.</summary>
    public static SparqlQuery Cell { get; } = Parse("SELECT ?value WHERE { ?entity ?property ?value } ORDER BY ?value");

    /// <summary>The same, the way back.</summary>
    public static SparqlQuery InverseCell { get; } = Parse("SELECT ?value WHERE { ?value ?property ?entity } ORDER BY ?value");

    /// <summary>What the default graph says of an entity, its labels and types apart.</summary>
    public static SparqlQuery Facts { get; } = Parse(
        """
        SELECT ?property ?value WHERE {
          ?entity ?property ?value
          FILTER(?property NOT IN (rdfs:label, skos:prefLabel, skos:altLabel, rdfs:comment, rdf:type))
        } ORDER BY ?property ?value LIMIT 20
        """);

    /// <summary>Properties of the first thousand entities of a class, the most used first.</summary>
    public static SparqlQuery Proposals { get; } = Parse(
        """
        SELECT ?property (COUNT(*) AS ?uses)
        WHERE { { SELECT ?entity ?type WHERE { ?entity a ?type } LIMIT 1000 } ?entity ?property ?value }
        GROUP BY ?property ORDER BY DESC(?uses) ?property LIMIT 1000
        """);

    /// <summary>The same, the way back.</summary>
    public static SparqlQuery InverseProposals { get; } = Parse(
        """
        SELECT ?property (COUNT(*) AS ?uses)
        WHERE { { SELECT ?entity ?type WHERE { ?entity a ?type } LIMIT 1000 } ?value ?property ?entity }
        GROUP BY ?property ORDER BY DESC(?uses) ?property LIMIT 1000
        """);

    private static SparqlQuery Parse(string text) => SparqlParser.ParseQuery(Prefixes + text);
}
