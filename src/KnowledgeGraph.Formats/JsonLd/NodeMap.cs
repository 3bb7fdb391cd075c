namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Node map generation: expanded objects taken apart into the nodes of each graph.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#node-map-generation"/>
internal sealed class NodeMap
{
    private readonly BlankNodeIssuer _blankNodes;
    private readonly DistinctValues _values = new();

    public NodeMap(BlankNodeIssuer blankNodes)
    {
        _blankNodes = blankNodes;
        Graphs = new JsonMap(Keywords.Default, new JsonMap());
    }

    /// <summary>Nodes by identifier, by graph name; the default graph is called <c>@default</c>.</summary>
    public JsonMap Graphs { get; }

    public JsonMap DefaultGraph => (JsonMap)Graphs[Keywords.Default]!;

    /// <summary>The nodes of a graph.</summary>
    public JsonMap Graph(string name) => Graphs.GetOrAddMap(name);

    /// <summary>Takes an expanded document apart.</summary>
    public void Add(object? expanded) => Add(expanded, new Place(Keywords.Default, null, null, null, null));

    /// <summary>Merge node maps: every node with what all graphs say of it.</summary>
    public JsonMap Merge()
    {
        var result = new JsonMap();
        foreach (var (id, node) in Graphs.SelectMany(graph => (JsonMap)graph.Value!))
        {
            if (!result.TryGetValue(id, out var merged))
            {
                merged = new JsonMap(Keywords.Id, id);
                result.Add(id, merged);
            }

            foreach (var (property, values) in (JsonMap)node!)
            {
                if (Keywords.Contains(property) && property != Keywords.Type)
                {
                    ((JsonMap)merged!)[property] = values;
                }
                else
                {
                    var target = ((JsonMap)merged!).GetOrAddArray(property);
                    foreach (var value in (List<object?>)values!)
                    {
                        _values.Add(target, value);
                    }
                }
            }
        }

        return result;
    }

    private void Add(object? element, Place place)
    {
        StackGuard.Check();

        // Step 1.
        if (element is List<object?> items)
        {
            foreach (var item in items)
            {
                Add(item, place);
            }
        }
        else if (element is JsonMap map)
        {
            if (map.ContainsKey(Keywords.Value))
            {
                AddValue(Relabelled(map), place);
            }
            else if (map.TryGetValue(Keywords.List, out var list))
            {
                AddList(list, place);
            }
            else
            {
                AddNode(map, place);
            }
        }
    }

    // Step 3 for value objects.
    private JsonMap Relabelled(JsonMap value)
    {
        if (!JsonTree.IsBlankNode(value.Get(Keywords.Type)))
        {
            return value;
        }

        return new JsonMap(value) { [Keywords.Type] = _blankNodes.Relabel((string)value[Keywords.Type]!) };
    }

    // Step 4.
    private void AddValue(JsonMap value, Place place)
    {
        if (place.List is { } list)
        {
            list.Add(value);
        }
        else
        {
            _values.Add(place.Node!.GetOrAddArray(place.Property!), value);
        }
    }

    // Step 5.
    private void AddList(object? items, Place place)
    {
        var list = new List<object?>();
        Add(items, place with { List = list });
        var result = new JsonMap(Keywords.List, list);
        if (place.List is { } outer)
        {
            outer.Add(result);
        }
        else
        {
            place.Node!.GetOrAddArray(place.Property!).Add(result);
        }
    }

    // Step 6.
    private void AddNode(JsonMap element, Place place)
    {
        // An identifier with the form of a keyword was expanded to null: the node is none that could be referred to.
        if (element.TryGetValue(Keywords.Id, out var none) && none is null)
        {
            return;
        }

        // Steps 6.1 to 6.4.
        var id = element.Get(Keywords.Id) is string given ? _blankNodes.Relabel(given) : _blankNodes.Fresh();
        var graph = Graph(place.Graph);
        if (!graph.TryGetValue(id, out var known))
        {
            known = new JsonMap(Keywords.Id, id);
            graph.Add(id, known);
        }

        var node = (JsonMap)known!;
        Refer(node, id, place);

        // Steps 6.7 and 6.8.
        if (element.TryGetValue(Keywords.Type, out var types))
        {
            var target = node.GetOrAddArray(Keywords.Type);
            foreach (var type in JsonTree.AsArray(types))
            {
                _values.Add(target, type is string text ? _blankNodes.Relabel(text) : type);
            }
        }

        if (element.TryGetValue(Keywords.Index, out var index) && !node.TryAdd(Keywords.Index, index)
            && !JsonEquality.Instance.Equals(node[Keywords.Index], index))
        {
            throw new JsonLdException("conflicting indexes", $"the node {id} has two values of @index");
        }

        // Step 6.9.
        if (element.Get(Keywords.Reverse) is JsonMap reverse)
        {
            foreach (var (property, values) in reverse)
            {
                Add(values, new Place(place.Graph, null, new JsonMap(Keywords.Id, id), property, null));
            }
        }

        // Steps 6.10 and 6.11.
        if (element.TryGetValue(Keywords.Graph, out var inner))
        {
            Graph(id);
            Add(inner, new Place(id, null, null, null, null));
        }

        if (element.TryGetValue(Keywords.Included, out var included))
        {
            Add(included, new Place(place.Graph, null, null, null, null));
        }

        // Step 6.12.
        foreach (var (property, value) in element.InOrder(ordered: true))
        {
            if (property is Keywords.Id or Keywords.Type or Keywords.Index or Keywords.Reverse or Keywords.Graph or Keywords.Included)
            {
                continue;
            }

            var name = _blankNodes.Relabel(property);
            node.GetOrAddArray(name);
            Add(value, new Place(place.Graph, node, null, name, null));
        }
    }

    // Steps 6.5 and 6.6.
    private void Refer(JsonMap node, string id, Place place)
    {
        if (place.Reversed is { } reversed)
        {
            _values.Add(node.GetOrAddArray(place.Property!), reversed);
        }
        else if (place.List is { } list)
        {
            list.Add(new JsonMap(Keywords.Id, id));
        }
        else if (place.Node is { } subject)
        {
            _values.Add(subject.GetOrAddArray(place.Property!), new JsonMap(Keywords.Id, id));
        }
    }

    /// <summary>Where an element stands.</summary>
    /// <param name="Graph">The active graph.</param>
    /// <param name="Node">The active subject.</param>
    /// <param name="Reversed">The active subject of a reverse property.</param>
    /// <param name="Property">The active property.</param>
    /// <param name="List">The list being collected.</param>
    private sealed record Place(string Graph, JsonMap? Node, JsonMap? Reversed, string? Property, List<object?>? List);
}
