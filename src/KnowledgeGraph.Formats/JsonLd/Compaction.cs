namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The compaction algorithm. Items of properties are put into their containers in a class of their own.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#compaction-algorithm"/>
internal sealed class Compaction(ContextProcessor contexts, JsonLdOptions options)
{
    public object? Compact(ActiveContext active, string? property, object? element)
    {
        StackGuard.Check();
        return element switch
        {
            List<object?> items => CompactArray(active, property, items),
            JsonMap map => CompactMap(active, property, map),
            _ => element,
        };
    }

    public string Iri(ActiveContext active, string iri) => IriCompaction.Compact(active, iri, options);

    public string Id(ActiveContext active, string iri) =>
        IriCompaction.Compact(active, iri, options, value: null, vocab: false, reverse: false);

    // Step 3.
    private object? CompactArray(ActiveContext active, string? property, List<object?> items)
    {
        var result = items.Select(item => Compact(active, property, item)).Where(item => item is not null).ToList();
        var container = active.Container(property);
        return result.Count != 1 || !options.CompactArrays || property is Keywords.Graph or Keywords.Set
            || container.Contains(Keywords.List) || container.Contains(Keywords.Set)
            ? result
            : result[0];
    }

    private object? CompactMap(ActiveContext active, string? property, JsonMap element)
    {
        var typeScoped = active;

        // Steps 5 and 6. The scoped context is that of the property where it stands.
        var scope = active.Term(property);
        if (active.Previous is { } previous && !element.ContainsKey(Keywords.Value) && !(element.Count == 1 && element.ContainsKey(Keywords.Id)))
        {
            active = previous;
        }

        if (scope is { HasContext: true })
        {
            active = contexts.ProcessScoped(active, scope, propagate: true, overrideProtected: true);
        }

        // Step 7.
        if (element.ContainsKey(Keywords.Value) || element.ContainsKey(Keywords.Id))
        {
            var compacted = ValueCompaction.Compact(active, property, element, options);
            if (compacted is null || JsonTree.IsScalar(compacted) || active.Term(property)?.Type == Keywords.Json)
            {
                return compacted;
            }
        }

        // Step 8.
        if (element.TryGetValue(Keywords.List, out var list) && active.Container(property).Contains(Keywords.List))
        {
            return Compact(active, property, list);
        }

        // Step 11.
        if (element.TryGetValue(Keywords.Type, out var types))
        {
            var context = active;
            var terms = JsonTree.AsArray(types).OfType<string>().Select(type => Iri(context, type)).Order(CodePointComparer.Instance);
            foreach (var term in terms.ToList())
            {
                if (typeScoped.Term(term) is { HasContext: true } definition)
                {
                    active = contexts.ProcessScoped(active, definition, propagate: false, overrideProtected: false);
                }
            }
        }

        // Step 12.
        var result = new JsonMap();
        foreach (var (key, value) in element.InOrder(options.Ordered))
        {
            CompactMember(new CompactedNode(active, typeScoped, property, result), key, value);
        }

        return result;
    }

    private void CompactMember(CompactedNode node, string key, object? value)
    {
        switch (key)
        {
            case Keywords.Id:
                node.Result[Iri(node.Active, key)] = value is string id ? Id(node.Active, id) : value;
                break;
            case Keywords.Type:
                CompactType(node, value);
                break;
            case Keywords.Reverse:
                CompactReverse(node, (JsonMap)value!);
                break;
            case Keywords.Preserve:
                var preserved = Compact(node.Active, node.Property, value);
                if (value is not List<object?> { Count: 0 })
                {
                    node.Result[Keywords.Preserve] = preserved;
                }

                break;
            case Keywords.Index when node.Active.Container(node.Property).Contains(Keywords.Index):
                break;
            case Keywords.Direction or Keywords.Index or Keywords.Language or Keywords.Value:
                node.Result[Iri(node.Active, key)] = value;
                break;
            default:
                new PropertyCompaction(this, options, node, key).Compact(JsonTree.AsArray(value));
                break;
        }
    }

    // Step 12.2.
    private void CompactType(CompactedNode node, object? value)
    {
        var alias = Iri(node.Active, Keywords.Type);
        var asArray = (!options.Version10 && node.Active.Container(alias).Contains(Keywords.Set)) || !options.CompactArrays;
        object? compacted = value is List<object?> types
            ? types.ConvertAll(type => type is string iri ? Iri(node.TypeScoped, iri) : type)
            : value is string single ? Iri(node.TypeScoped, single) : value;
        if (compacted is List<object?> { Count: 1 } only && !asArray)
        {
            compacted = only[0];
        }

        if (compacted is List<object?> { Count: 0 })
        {
            node.Result[alias] = compacted;
        }
        else
        {
            JsonTree.AddValue(node.Result, alias, compacted, asArray);
        }
    }

    // Step 12.3.
    private void CompactReverse(CompactedNode node, JsonMap value)
    {
        var compacted = (JsonMap)Compact(node.Active, Keywords.Reverse, value)!;
        foreach (var (property, items) in compacted.ToList())
        {
            if (node.Active.Term(property) is { IsReverse: true } definition)
            {
                JsonTree.AddValue(node.Result, property, items, definition.Container.Contains(Keywords.Set) || !options.CompactArrays);
                compacted.Remove(property);
            }
        }

        if (compacted.Count > 0)
        {
            node.Result[Iri(node.Active, Keywords.Reverse)] = compacted;
        }
    }
}
