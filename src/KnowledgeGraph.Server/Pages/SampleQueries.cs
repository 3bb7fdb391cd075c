using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Pages;

/// <summary>The query that stands in an empty query box.</summary>
public static class SampleQueries
{
    private const string WhoRefused =
        """
        PREFIX : <https://w3id.org/secoop/ontology#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

        # Who refused what, and who says so?
        SELECT ?actor ?refused ?source ?paragraph WHERE {
          ?refusal a :Refusal ; :actor ?actor ; :refused ?refused .
          GRAPH ?source {
            ?claim rdf:reifies <<( ?refusal :refused ?refused )>> ; :evidence ?span .
            ?span :paragraph ?paragraph
          }
        }
        """;

    private const string Anything = "SELECT * WHERE { ?subject ?predicate ?object } LIMIT 100";

    /// <summary>A query that has an answer in the dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    public static string For(ServedDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.IsShipped ? WhoRefused : Anything;
    }
}
