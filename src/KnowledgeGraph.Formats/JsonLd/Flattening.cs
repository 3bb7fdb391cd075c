namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The flattening algorithm: a node map as a document.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#flattening-algorithm"/>
internal static class Flattening
{
    public static List<object?> Flatten(object? expanded, bool ordered)
    {
        var map = new NodeMap(new BlankNodeIssuer(keepsLabels: false));
        map.Add(expanded);
        var graph = map.DefaultGraph;
        foreach (var (name, nodes) in map.Graphs.InOrder(ordered).Where(member => member.Key != Keywords.Default).ToList())
        {
            if (!graph.TryGetValue(name, out var entry))
            {
                entry = new JsonMap(Keywords.Id, name);
                graph.Add(name, entry);
            }

            ((JsonMap)entry!)[Keywords.Graph] = Nodes((JsonMap)nodes!, ordered);
        }

        return Nodes(graph, ordered);
    }

    private static List<object?> Nodes(JsonMap graph, bool ordered) =>
        [.. graph.InOrder(ordered).Select(member => member.Value).Where(node => !JsonTree.IsNodeReference(node))];
}
