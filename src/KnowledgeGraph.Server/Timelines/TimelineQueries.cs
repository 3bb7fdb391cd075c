using System.Globalization;
using System.Text;
using KnowledgeGraph.Knowledge;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>The queries behind the timeline. Values of filters are bound as terms.</summary>
internal static class TimelineQueries
{
    private const string Prefixes =
        """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

        """;

    private const string Begins = "(:earliest, :beginEarliest, :attestedFrom, :attestedOn)";
    private const string Ends = "(:latest, :endLatest, :attestedTo, :attestedOn)";

    /// <summary>The sources and when they appeared.</summary>
    public static SparqlQuery Sources { get; } = SparqlParser.ParseQuery(Prefixes +
        """
        SELECT ?source ?from ?to ?year WHERE {
          { SELECT DISTINCT ?source { GRAPH ?source { ?claim a :Claim } } }
          OPTIONAL { ?source :earliest ?from } OPTIONAL { ?source :latest ?to } OPTIONAL { ?source :publishedYear ?year }
        }
        ORDER BY ?source LIMIT 200
        """);

    /// <summary>What takes part in dated things, of a class, by how many of them.</summary>
    /// <param name="className">The local name of the class.</param>
    public static SparqlQuery Choices(string className) => QueryParameters.Bind(
        SparqlParser.ParseQuery(Prefixes + $$"""
            SELECT ?value (COUNT(DISTINCT ?node) AS ?count) WHERE {
              GRAPH ?source {
                ?claim rdf:reifies <<( ?node ?begin ?date )>> FILTER(?begin IN {{Begins}})
                ?other rdf:reifies <<( ?node ?role ?value )>>
              }
              FILTER EXISTS { ?value a/rdfs:subClassOf* ?class }
            }
            GROUP BY ?value ORDER BY DESC(?count) ?value LIMIT 100
            """),
        new Dictionary<string, Term>(StringComparer.Ordinal) { ["class"] = Vocabulary.Term(className) });

    /// <summary>The items asked for, one more than a page.</summary>
    /// <param name="asked">Which.</param>
    public static SparqlQuery Items(TimelineRequest asked)
    {
        var terms = new Dictionary<string, Term>(StringComparer.Ordinal);
        var (patterns, conditions) = (new StringBuilder(), new StringBuilder());
        void Confine(string name, Term? value, StringBuilder to, string condition)
        {
            if (value is not null)
            {
                terms[name] = value;
                to.Append(condition).Append('\n');
            }
        }

        // Found several times, a thing is one group all the same.
        Confine("_actor", asked.Actor, patterns, "?a rdf:reifies <<( ?node ?actorRole ?_actor )>> .");
        Confine("_programme", asked.Programme, patterns, "?b rdf:reifies <<( ?node ?programmeRole ?_programme )>> .");
        Confine("_polarity", asked.Polarity is null ? null : Vocabulary.Term(asked.Polarity), conditions, "FILTER(?polarity = ?_polarity)");
        Confine("_phase", asked.Phase is null ? null : Vocabulary.Term(asked.Phase), conditions, "FILTER(?phase = ?_phase)");
        // A graph that is asked for is bound, and no column.
        var (graph, column) = asked.Source is null ? ("?source", "?source") : ("?_source", "");
        Confine("_source", asked.Source, conditions, "");

        return QueryParameters.Bind(
            SparqlParser.ParseQuery(Prefixes + string.Create(CultureInfo.InvariantCulture, $$"""
                SELECT ?node ?class {{column}} ?claim ?polarity ?phase ?certainty (MIN(?begin) AS ?from) (MAX(?end) AS ?to) WHERE {
                  GRAPH {{graph}} {
                    {{patterns}}
                    ?claim rdf:reifies <<( ?node rdf:type ?class )>> ; :polarity ?polarity ; :phase ?phase ; :certainty ?certainty .
                    OPTIONAL { ?c rdf:reifies <<( ?node ?beginning ?begin )>> FILTER(?beginning IN {{Begins}}) }
                    OPTIONAL { ?d rdf:reifies <<( ?node ?ending ?end )>> FILTER(?ending IN {{Ends}}) }
                    {{conditions}}
                    FILTER(BOUND(?begin) || BOUND(?end) || ?polarity = :denied)
                  }
                }
                GROUP BY ?node ?class {{column}} ?claim ?polarity ?phase ?certainty
                ORDER BY (!BOUND(?from) && !BOUND(?to)) (COALESCE(?from, ?to)) ?claim ?node ?class
                LIMIT {{TimelineRequest.Limit + 1}} OFFSET {{asked.Offset}}
                """)),
            terms);
    }
}
