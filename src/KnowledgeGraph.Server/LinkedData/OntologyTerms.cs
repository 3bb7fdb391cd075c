using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A term of an ontology, for its list of terms.</summary>
/// <param name="Term">The term.</param>
/// <param name="Kind">Its type, in words.</param>
/// <param name="Label">Its label.</param>
/// <param name="Definition">Its definition, or null.</param>
public sealed record OntologyTerm(Iri Term, string Kind, string Label, string? Definition);

/// <summary>The terms that an ontology defines.</summary>
public static class OntologyTerms
{
    private static readonly SparqlQuery s_query = SparqlParser.ParseQuery(
        """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?term (SAMPLE(?type) AS ?kind) (SAMPLE(?name) AS ?label) (SAMPLE(?text) AS ?definition) WHERE {
          ?term rdfs:isDefinedBy ?entity ; a ?type ; rdfs:label ?name FILTER(LANG(?name) = "en")
          OPTIONAL { ?term skos:definition ?text FILTER(LANG(?text) = "en") }
        }
        GROUP BY ?term
        """);

    /// <summary>The terms, by kind and label.</summary>
    /// <param name="dataset">Where the ontology is.</param>
    /// <param name="ontology">The ontology's IRI.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static IReadOnlyList<OntologyTerm> Of(ServedDataset dataset, Iri ontology, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var query = QueryParameters.Bind(s_query, new Dictionary<string, Term>(StringComparer.Ordinal) { ["entity"] = ontology });
        using var run = dataset.Engine.Run(query, dataset.QueryOptions(), cancellation);
        return
        [
            .. run.Solutions()
                .Select(row => new OntologyTerm((Iri)row["term"]!, Kind(row["kind"]), Text(row["label"]) ?? "", Text(row["definition"])))
                .OrderBy(term => Rank(term.Kind)).ThenBy(term => term.Label, StringComparer.Ordinal),
        ];
    }

    private static string? Text(Term? term) => (term as Literal)?.Lexical;

    private static string Kind(Term? type) => type is Iri iri
        ? iri.Value[(iri.Value.LastIndexOfAny(['#', '/']) + 1)..] switch
        {
            "Class" => "class",
            "ObjectProperty" or "DatatypeProperty" or "Property" => "property",
            "Concept" => "value",
            "ConceptScheme" => "list of values",
            var other => other,
        }
        : "";

    private static int Rank(string kind) => kind switch
    {
        "class" => 0,
        "property" => 1,
        _ => 2,
    };
}
