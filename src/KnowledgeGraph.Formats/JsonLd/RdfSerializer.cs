using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Vocabularies;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Serialize RDF as JSON-LD: a dataset as an expanded document, its RDF collections as lists.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#serialize-rdf-as-json-ld-algorithm"/>
internal sealed class RdfSerializer(JsonLdOptions options)
{
    private readonly Dictionary<string, SerializedGraph> _graphs = new(StringComparer.Ordinal);
    private readonly DistinctValues _values = new();
    private readonly ObjectConversion _objects = new(options);

    // Blank nodes by the graph that speaks of them; null: more than one does.
    private readonly Dictionary<string, SerializedGraph?> _homes = new(StringComparer.Ordinal);

    // Blank nodes by how they are referred to; null: more than once.
    private readonly Dictionary<string, Usage?> _referencedOnce = new(StringComparer.Ordinal);

    public List<object?> Serialize(IEnumerable<Quad> quads)
    {
        // Steps 1 to 5.
        var defaultGraph = Graph(null);
        foreach (var quad in quads)
        {
            var graph = Graph(quad.Graph);
            if (quad.Graph is { } name)
            {
                Node(defaultGraph, ObjectConversion.Identifier(name));
            }

            Add(graph, quad);
        }

        // Step 6.
        foreach (var graph in _graphs.Values)
        {
            ConvertCompoundLiterals(graph);
            ConvertLists(graph);
        }

        // Steps 7 to 9.
        foreach (var (name, graph) in _graphs.Where(member => member.Key != Keywords.Default))
        {
            defaultGraph.Node(name)[Keywords.Graph] = graph.ToArray(options.Ordered);
        }

        return defaultGraph.ToArray(options.Ordered);
    }

    private SerializedGraph Graph(Term? name)
    {
        var key = name is null ? Keywords.Default : ObjectConversion.Identifier(name);
        if (!_graphs.TryGetValue(key, out var graph))
        {
            graph = new SerializedGraph();
            _graphs.Add(key, graph);
        }

        return graph;
    }

    private JsonMap Node(SerializedGraph graph, string id)
    {
        if (JsonTree.IsBlankNode(id) && !_homes.TryAdd(id, graph) && _homes[id] != graph)
        {
            _homes[id] = null;
        }

        return graph.Node(id);
    }

    // A node that another graph speaks of, or that names a graph, cannot give up its identifier. The recommendation does not ask for
    // this, and loses such nodes.
    private bool IsAtHome(string id, SerializedGraph graph) => _homes.GetValueOrDefault(id) == graph && !_graphs.ContainsKey(id);

    // Step 5.7.
    private void Add(SerializedGraph graph, Quad quad)
    {
        var subject = ObjectConversion.Identifier(quad.Subject);
        var node = Node(graph, subject);
        if (options.RdfDirection == RdfDirection.CompoundLiteral && quad.Predicate == RdfTerms.Direction)
        {
            graph.CompoundLiterals.Add(subject);
        }

        var id = quad.Object is Literal ? null : ObjectConversion.Identifier(quad.Object);
        if (id is not null)
        {
            Node(graph, id);
            if (quad.Predicate == RdfVocabulary.Type && !options.UseRdfType)
            {
                _values.Add(node.GetOrAddArray(Keywords.Type), id);
                return;
            }
        }

        var value = _objects.Convert(quad.Object);
        var isNew = _values.Add(node.GetOrAddArray(quad.Predicate.Value), value);
        if (id is null || !isNew)
        {
            return;
        }

        var usage = new Usage(node, quad.Predicate.Value, value);
        if (id == RdfVocabulary.Nil.Value)
        {
            graph.EndsOfLists.Add(usage);
        }
        else if (quad.Object is BlankNode && !_referencedOnce.TryAdd(id, usage))
        {
            _referencedOnce[id] = null;
        }
    }

    // Step 6.1.
    private void ConvertCompoundLiterals(SerializedGraph graph)
    {
        foreach (var id in graph.CompoundLiterals)
        {
            if (!IsAtHome(id, graph) || _referencedOnce.GetValueOrDefault(id) is not { } usage || !graph.TryGet(id, out var literal))
            {
                continue;
            }

            string? Text(Iri property) =>
                literal.Get(property.Value) is List<object?> { Count: > 0 } values ? (values[0] as JsonMap)?.Get(Keywords.Value) as string : null;
            graph.Remove(id);
            var reference = usage.Value;
            reference.Remove(Keywords.Id);
            reference[Keywords.Value] = Text(RdfTerms.Value);
            if (Text(RdfTerms.Language) is { } language)
            {
                reference[Keywords.Language] = LanguageTag.IsWellFormed(language)
                    ? language
                    : throw new JsonLdException("invalid language-tagged string", $"rdf:language is no language tag: {language}");
            }

            reference[Keywords.Direction] = Text(RdfTerms.Direction) is "ltr" or "rtl"
                ? Text(RdfTerms.Direction)
                : throw new JsonLdException("invalid base direction", "rdf:direction is neither \"ltr\" nor \"rtl\"");
        }
    }

    // Steps 6.2 to 6.4.
    private void ConvertLists(SerializedGraph graph)
    {
        foreach (var end in graph.EndsOfLists)
        {
            var (node, property, head) = end;
            var list = new List<object?>();
            while (property == RdfVocabulary.Rest.Value && node.Get(Keywords.Id) is string id && JsonTree.IsBlankNode(id)
                && _referencedOnce.GetValueOrDefault(id) is { } usage && IsListNode(node) && IsAtHome(id, graph) && graph.TryGet(id, out _))
            {
                list.Add(((List<object?>)node[RdfVocabulary.First.Value]!)[0]);
                graph.Remove(id);
                (node, property, head) = usage;
            }

            head.Remove(Keywords.Id);
            list.Reverse();
            head[Keywords.List] = list;
        }
    }

    private static bool IsListNode(JsonMap node)
    {
        foreach (var (key, value) in node)
        {
            var isExpected = key == Keywords.Id
                || ((key == RdfVocabulary.First.Value || key == RdfVocabulary.Rest.Value) && value is List<object?> { Count: 1 })
                || (key == Keywords.Type && value is List<object?> { Count: 1 } types && types[0] is string type && type == RdfTerms.List.Value);
            if (!isExpected)
            {
                return false;
            }
        }

        return node.ContainsKey(RdfVocabulary.First.Value) && node.ContainsKey(RdfVocabulary.Rest.Value);
    }

    /// <summary>Where a node is referred to.</summary>
    private sealed record Usage(JsonMap Node, string Property, JsonMap Value);

    private sealed class SerializedGraph
    {
        private readonly Dictionary<string, JsonMap> _nodes = new(StringComparer.Ordinal);
        private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

        public HashSet<string> CompoundLiterals { get; } = new(StringComparer.Ordinal);

        /// <summary>The uses of rdf:nil.</summary>
        public List<Usage> EndsOfLists { get; } = [];

        public JsonMap Node(string id)
        {
            if (!_nodes.TryGetValue(id, out var node))
            {
                node = new JsonMap(Keywords.Id, id);
                _nodes.Add(id, node);
            }

            return node;
        }

        public bool TryGet(string id, out JsonMap node) => _nodes.TryGetValue(id, out node!) && !_removed.Contains(id);

        public void Remove(string id) => _removed.Add(id);

        public List<object?> ToArray(bool ordered)
        {
            var nodes = _nodes.Where(member => !_removed.Contains(member.Key) && !JsonTree.IsNodeReference(member.Value));
            return [.. (ordered ? nodes.OrderBy(member => member.Key, CodePointComparer.Instance) : nodes).Select(member => member.Value)];
        }
    }
}
