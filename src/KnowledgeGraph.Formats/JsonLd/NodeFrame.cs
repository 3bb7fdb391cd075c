using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>
/// The frame that puts one node at the top of a document and loses nothing: what points to it stands under <c>@reverse</c>; where triples
/// are about more than the node, or point to it in a way that has no reverse form, the other nodes stand under <c>@included</c>.
/// </summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-framing/#framing-keywords"/>
internal static class NodeFrame
{
    /// <summary>The frame, in expanded form.</summary>
    /// <param name="node">The node.</param>
    /// <param name="quads">What the document says.</param>
    public static List<object?> Of(Iri node, Dataset quads)
    {
        var frame = new JsonMap(Keywords.Id, new List<object?> { node.Value });
        if (!quads.All(quad => IsOf(node, quad)))
        {
            frame[Keywords.Included] = new List<object?> { new JsonMap() };
            return [frame];
        }

        var reverse = new JsonMap();
        foreach (var quad in quads.Where(quad => quad.Object == node && quad.Subject != node))
        {
            reverse[quad.Predicate.Value] = new List<object?> { new JsonMap(Keywords.Explicit, new List<object?> { true }) };
        }

        if (reverse.Count > 0)
        {
            frame[Keywords.Reverse] = reverse;
        }

        return [frame];
    }

    /// <summary>Takes the included nodes of which nothing is said out of a result.</summary>
    /// <param name="results">The result of framing.</param>
    public static List<object?> WithoutBareNodes(List<object?> results)
    {
        foreach (var result in results.OfType<JsonMap>())
        {
            if (result.Get(Keywords.Included) is List<object?> included)
            {
                included.RemoveAll(item => item is JsonMap { Count: 1 } only && only.ContainsKey(Keywords.Id));
            }
        }

        return results;
    }

    // The RDF vocabulary has forms of its own in JSON-LD, types and lists, that cannot be turned round.
    private static bool IsOf(Iri node, Quad quad) =>
        quad.Graph is null && (quad.Subject == node || (quad.Object == node && !IsOfRdf(quad.Predicate)));

    private static bool IsOfRdf(Iri predicate) => predicate.Value.StartsWith(RdfVocabulary.Namespace, StringComparison.Ordinal);
}
