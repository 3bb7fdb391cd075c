using KnowledgeGraph.Server.Hosting;

namespace KnowledgeGraph.Server.Pages;

/// <summary>What the head of every page leads to: the pages that are mapped and that make sense for the dataset.</summary>
/// <param name="endpoints">What is mapped.</param>
/// <param name="dataset">What is served.</param>
public sealed class SiteNavigation(EndpointDataSource endpoints, ServedDataset dataset)
{
    private readonly HashSet<string> _mapped = [.. endpoints.Endpoints.OfType<RouteEndpoint>().Select(PathOf)];

    /// <summary>True if there is a search.</summary>
    public bool HasSearch => IsMapped("/search");

    /// <summary>Label and address of each page, in the order shown.</summary>
    public IEnumerable<(string Label, string Address)> Entries
    {
        get
        {
            (string Label, string Address, bool Exists)[] all =
            [
                ("Query", IsMapped("/query") ? "/query" : "/sparql", true),
                ("Explore", "/explore", IsMapped("/explore")),
                ("Timeline", "/timeline", IsMapped("/timeline")),
                ("Queries", "/queries", dataset.Queries.All.Count > 0),
                ("Ontology", "/ontology", dataset.IsShipped),
                ("Data", "/data", true),
                ("API", IsMapped("/openapi") ? "/openapi" : "/openapi/v1.json", true),
            ];
            return all.Where(entry => entry.Exists).Select(entry => (entry.Label, entry.Address));
        }
    }

    private bool IsMapped(string path) => _mapped.Contains(path);

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
}
