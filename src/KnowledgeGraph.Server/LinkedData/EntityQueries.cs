using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>The queries behind the page of an entity, parsed once. The variable <c>?entity</c> is bound as a term.</summary>
internal static class EntityQueries
{
    private const string Prefixes =
        """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX prov: <http://www.w3.org/ns/prov#>

        """;

    /// <summary>What the default graph says of the entity.</summary>
    public static SparqlQuery Outgoing { get; } = Parse("SELECT ?predicate ?object WHERE { ?entity ?predicate ?object } ORDER BY ?predicate ?object");

    /// <summary>What the default graph says of others with the entity as object.</summary>
    public static SparqlQuery Incoming { get; } = Parse(
        "SELECT ?predicate ?subject WHERE { ?subject ?predicate ?entity } ORDER BY ?predicate ?subject LIMIT 501");

    /// <summary>What named graphs that are not about claims say of the entity: links to the outside, spans, mentions.</summary>
    public static SparqlQuery InGraphs { get; } = Parse(
        "SELECT ?graph ?predicate ?object WHERE { GRAPH ?graph { ?entity ?predicate ?object } } ORDER BY ?graph ?predicate ?object LIMIT 501");

    /// <summary>What facts derived by rules were derived from.</summary>
    public static SparqlQuery Derivations { get; } = Parse(
        """
        SELECT DISTINCT ?subject ?predicate ?object ?origin WHERE {
          GRAPH ?graph {
            { ?shortcut rdf:reifies <<( ?entity ?predicate ?object )>> BIND(?entity AS ?subject) }
            UNION
            { ?shortcut rdf:reifies <<( ?subject ?predicate ?entity )>> BIND(?entity AS ?object) }
            ?shortcut prov:wasDerivedFrom ?origin
          }
        }
        ORDER BY ?predicate ?subject ?object ?origin
        """);

    /// <summary>Whether the dataset knows the IRI at all, in any graph and position.</summary>
    public static SparqlQuery Known { get; } = Parse(
        """
        ASK {
          { ?entity ?p ?o } UNION { ?s ?p ?entity } UNION { ?s ?entity ?o }
          UNION { GRAPH ?g { { ?entity ?p ?o } UNION { ?s ?p ?entity } UNION { ?s ?entity ?o } } } UNION { GRAPH ?entity { ?s ?p ?o } }
          UNION { GRAPH ?g { ?c rdf:reifies <<( ?entity ?p ?o )>> } } UNION { GRAPH ?g { ?c rdf:reifies <<( ?s ?p ?entity )>> } }
        }
        """);

    private static SparqlQuery Parse(string text) => SparqlParser.ParseQuery(Prefixes + text);
}
