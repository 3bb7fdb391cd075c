using System.Text.RegularExpressions;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;
using KnowledgeGraph.Server.CannedQueries;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Sparql;

namespace KnowledgeGraph.Server.QueryEditor;

/// <summary>
/// Queries to begin with: the canned ones with their defaults, or, of a dataset without any, what one asks data not known yet.
/// </summary>
public static class ExampleQueries
{
    private static readonly ExampleQuery[] s_ofAnyDataset =
    [
        new("classes", "Which classes are there, and how large are they?",
            """
            SELECT ?class (COUNT(?entity) AS ?entities) WHERE {
              ?entity a ?class
            }
            GROUP BY ?class
            ORDER BY DESC(?entities)
            LIMIT 100
            """),
        new("properties", "Which properties are there, and how often are they used?",
            """
            SELECT ?property (COUNT(*) AS ?triples) WHERE {
              ?subject ?property ?object
            }
            GROUP BY ?property
            ORDER BY DESC(?triples)
            LIMIT 100
            """),
        new("graphs", "Which named graphs are there?",
            """
            SELECT ?graph (COUNT(*) AS ?triples) WHERE {
              GRAPH ?graph { ?subject ?property ?object }
            }
            GROUP BY ?graph
            ORDER BY DESC(?triples)
            LIMIT 100
            """),
        new("labels", "What has a label?",
            """
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

            SELECT ?entity ?label WHERE {
              ?entity rdfs:label ?label
            }
            LIMIT 100
            """),
        new("neighbours", "How does something hang together with the rest?",
            """
            CONSTRUCT { ?entity ?out ?object . ?subject ?in ?entity } WHERE {
              { SELECT ?entity WHERE { ?entity a ?class } LIMIT 1 }
              { ?entity ?out ?object } UNION { ?subject ?in ?entity }
            }
            LIMIT 100
            """),
    ];

    /// <summary>The examples for a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    public static IReadOnlyList<ExampleQuery> Of(ServedDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Queries.All.Count == 0 ? s_ofAnyDataset : [.. dataset.Queries.All.Select(Of)];
    }

    /// <summary>The example of a name, or null.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="name">The name.</param>
    public static ExampleQuery? Find(ServedDataset dataset, string name)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Queries.Find(name) is { } canned
            ? Of(canned)
            : dataset.Queries.All.Count == 0 ? s_ofAnyDataset.FirstOrDefault(example => example.Name == name) : null;
    }

    // As text, so that layout and comments stay. A variable that may not be replaced where it stands (AS ?_x) leaves the query as it was.
    private static ExampleQuery Of(CannedQuery canned)
    {
        var text = canned.Text;
        foreach (var parameter in canned.Parameters)
        {
            if (parameter.Default is { } value && parameter.TryBind(value, out var term, out _))
            {
                text = Regex.Replace(text, $@"[?$]{Regex.Escape(parameter.Variable)}\b", _ => TextOf(term!));
            }
        }

        return new ExampleQuery(canned.Name, canned.Summary, (SparqlParser.TryParseQuery(text, out _, out _) ? text : canned.Text).Trim());
    }

    private static string TextOf(Term term) =>
        term is Literal literal && (literal.Datatype == Xsd.Integer || literal.Datatype == Xsd.Boolean) ? literal.Lexical : term.ToString();
}
