using KnowledgeGraph.Sparql;
using KnowledgeGraph.Sparql.Algebra;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>
/// The queries behind the page of an entity, parsed once. The variables <c>?entity</c> and <c>?predicate</c> are bound as terms.
/// </summary>
internal static class EntityQueries
{
    private const string Prefixes =
        """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

        """;

    /// <summary>How many facts each property of the entity has.</summary>
    public static SparqlQuery Properties { get; } = Parse(
        "SELECT ?predicate (COUNT(*) AS ?count) WHERE { ?entity ?predicate ?other } GROUP BY ?predicate ORDER BY ?predicate LIMIT 500");

    /// <summary>How many facts each property has that point to the entity.</summary>
    public static SparqlQuery InverseProperties { get; } = Parse(
        "SELECT ?predicate (COUNT(*) AS ?count) WHERE { ?other ?predicate ?entity } GROUP BY ?predicate ORDER BY ?predicate LIMIT 500");

    /// <summary>How many facts one property has.</summary>
    public static SparqlQuery CountOfObjects { get; } = Parse("SELECT (COUNT(*) AS ?count) WHERE { ?entity ?predicate ?other }");

    /// <summary>How many facts of one property point to the entity.</summary>
    public static SparqlQuery CountOfSubjects { get; } = Parse("SELECT (COUNT(*) AS ?count) WHERE { ?other ?predicate ?entity }");

    /// <summary>The values of one property.</summary>
    public static SparqlQuery Objects { get; } = Parse("SELECT ?other WHERE { ?entity ?predicate ?other } ORDER BY ?other");

    /// <summary>What points to the entity by one property.</summary>
    public static SparqlQuery Subjects { get; } = Parse("SELECT ?other WHERE { ?other ?predicate ?entity } ORDER BY ?other");

    /// <summary>What named graphs say of the entity: links to the outside, spans, mentions.</summary>
    public static SparqlQuery InGraphs { get; } = Parse(
        "SELECT ?graph ?predicate ?other WHERE { GRAPH ?graph { ?entity ?predicate ?other } } ORDER BY ?graph ?predicate ?other");

    /// <summary>What named graphs say of others with the entity as object.</summary>
    public static SparqlQuery ToItInGraphs { get; } = Parse(
        "SELECT ?graph ?predicate ?other WHERE { GRAPH ?graph { ?other ?predicate ?entity } }");

    /// <summary>The dated things that a fact connects with the entity, and itself, in the order of time.</summary>
    public static SparqlQuery Dated { get; } = Parse(
        """
        SELECT DISTINCT ?event ?begin ?end WHERE {
          { ?event ?p ?entity } UNION { ?entity ?p ?event } UNION { BIND(?entity AS ?event) }
          ?event :earliest|:beginEarliest|:attestedOn|:attestedFrom ?begin
          OPTIONAL { ?event :latest|:endLatest|:attestedTo ?end }
        }
        ORDER BY ?begin ?end ?event
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

    /// <summary>A part of the answer of a SELECT query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="offset">Rows passed over.</param>
    /// <param name="limit">The most rows.</param>
    public static SparqlQuery Slice(SparqlQuery query, long offset, int limit) =>
        query is SparqlQuery.Select select ? select with { Pattern = new GraphPattern.Slice(select.Pattern, offset, limit) } : query;

    private static SparqlQuery Parse(string text) => SparqlParser.ParseQuery(Prefixes + text);
}
