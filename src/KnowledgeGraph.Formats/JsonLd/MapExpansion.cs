namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Steps 13.5 to 13.14 of expansion: properties, with language, index, id, type and graph containers.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#expansion-algorithm"/>
internal sealed class MapExpansion(Expansion expansion, ContextProcessor contexts)
{
    public void ExpandProperty(ExpandedNode node, string key, string property, object? value)
    {
        var definition = node.Active.Term(key);
        var container = node.Active.Container(key);
        object? expanded;
        if (definition?.Type == Keywords.Json)
        {
            expanded = new JsonMap(Keywords.Value, value) { { Keywords.Type, Keywords.Json } };
        }
        else if (container.Contains(Keywords.Language) && value is JsonMap languages)
        {
            expanded = ExpandLanguages(node, definition!, languages);
        }
        else if ((container.Contains(Keywords.Index) || container.Contains(Keywords.Type) || container.Contains(Keywords.Id))
            && value is JsonMap map)
        {
            expanded = ExpandIndex(node, key, definition!, map);
        }
        else
        {
            expanded = expansion.Expand(node.Active, key, value, node.Place);
        }

        // Step 13.10.
        if (expanded is null)
        {
            return;
        }

        // Step 13.11.
        if (container.Contains(Keywords.List) && !JsonTree.IsListObject(expanded))
        {
            expanded = new JsonMap(Keywords.List, JsonTree.AsArray(expanded));
        }

        // Step 13.12.
        if (container.Contains(Keywords.Graph) && !container.Contains(Keywords.Id) && !container.Contains(Keywords.Index))
        {
            expanded = JsonTree.AsArray(expanded).ConvertAll(item => (object?)new JsonMap(Keywords.Graph, JsonTree.AsArray(item)));
        }

        // Steps 13.13 and 13.14.
        if (definition is { IsReverse: true })
        {
            var reverse = node.Result.GetOrAddMap(Keywords.Reverse);
            foreach (var item in JsonTree.AsArray(expanded))
            {
                KeywordExpansion.CheckReverse(property, item);
                JsonTree.AddValue(reverse, property, item, asArray: true);
            }
        }
        else
        {
            JsonTree.AddValue(node.Result, property, expanded, asArray: true);
        }
    }

    // Step 13.7.
    private List<object?> ExpandLanguages(ExpandedNode node, TermDefinition definition, JsonMap languages)
    {
        var expanded = new List<object?>();
        var direction = definition.HasDirection ? definition.Direction : node.Active.Direction;
        foreach (var (language, values) in languages.InOrder(expansion.Ordered))
        {
            var isNone = language == Keywords.None || IriExpansion.Expand(node.Active, language) == Keywords.None;
            foreach (var item in JsonTree.AsArray(values))
            {
                if (item is null)
                {
                    continue;
                }

                if (item is not string)
                {
                    var error = new JsonLdException("invalid language map value", $"the value for the language \"{language}\" is no string");
                    error.PassThrough(languages, language);
                    throw error;
                }

                var value = new JsonMap(Keywords.Value, item);
                if (!isNone)
                {
                    value.Add(Keywords.Language, language);
                }

                if (direction is not null)
                {
                    value.Add(Keywords.Direction, direction);
                }

                expanded.Add(value);
            }
        }

        return expanded;
    }

    // Step 13.8.
    private List<object?> ExpandIndex(ExpandedNode node, string key, TermDefinition definition, JsonMap map)
    {
        var container = definition.Container;
        var expanded = new List<object?>();
        foreach (var (index, value) in map.InOrder(expansion.Ordered))
        {
            // Steps 13.8.3.1 to 13.8.3.3.
            var active = node.Active;
            if (container.Contains(Keywords.Id) || container.Contains(Keywords.Type))
            {
                active = active.Previous ?? active;
            }

            if (container.Contains(Keywords.Type) && active.Term(index) is { HasContext: true } scoped)
            {
                active = contexts.ProcessScoped(active, scoped, propagate: true, overrideProtected: false);
            }

            var expandedIndex = IriExpansion.Expand(node.Active, index);
            var values = value is List<object?> list ? list : [value];
            var items = JsonTree.AsArray(expansion.Expand(active, key, values, node.Place, fromMap: true));
            foreach (var item in items)
            {
                var isWrapped = container.Contains(Keywords.Graph) && !JsonTree.IsGraphObject(item);
                var target = isWrapped ? new JsonMap(Keywords.Graph, JsonTree.AsArray(item)) : (JsonMap)item!;
                if (expandedIndex != Keywords.None)
                {
                    AddIndex(node, definition, target, index, expandedIndex);
                }

                expanded.Add(target);
            }
        }

        return expanded;
    }

    // Steps 13.8.3.7.2 to 13.8.3.7.5.
    private static void AddIndex(ExpandedNode node, TermDefinition definition, JsonMap item, string index, string? expandedIndex)
    {
        var container = definition.Container;
        if (container.Contains(Keywords.Index) && definition.Index is { } indexKey && indexKey != Keywords.Index)
        {
            var property = IriExpansion.Expand(node.Active, indexKey)!;
            var values = new List<object?> { ValueExpansion.Expand(node.Active, indexKey, index) };
            values.AddRange(JsonTree.AsArray(item.Get(property)));
            item[property] = values;
            if (item.ContainsKey(Keywords.Value))
            {
                throw new JsonLdException("invalid value object", $"a value cannot have the index property <{property}>");
            }
        }
        else if (container.Contains(Keywords.Index))
        {
            item.TryAdd(Keywords.Index, index);
        }
        else if (container.Contains(Keywords.Id))
        {
            item.TryAdd(Keywords.Id, IriExpansion.Expand(node.Active, index, documentRelative: true, vocab: false));
        }
        else if (container.Contains(Keywords.Type))
        {
            item[Keywords.Type] = new List<object?>([expandedIndex, .. JsonTree.AsArray(item.Get(Keywords.Type))]);
        }
    }
}
