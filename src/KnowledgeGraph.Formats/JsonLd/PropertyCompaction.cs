using System.Collections.Immutable;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Steps 12.7 and 12.8 of compaction: the values of one expanded property.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#compaction-algorithm"/>
internal sealed class PropertyCompaction(Compaction compaction, JsonLdOptions options, CompactedNode node, string expandedProperty)
{
    private readonly ActiveContext _active = node.Active;

    public void Compact(List<object?> items)
    {
        if (items.Count == 0)
        {
            // Step 12.7.
            var property = Property(items);
            JsonTree.AddValue(Target(property), property, items, asArray: true);
        }

        foreach (var item in items)
        {
            CompactItem(item);
        }
    }

    // Step 12.8.
    private void CompactItem(object? item)
    {
        var property = Property(item);
        var target = Target(property);
        var container = _active.Container(property);
        var asArray = container.Contains(Keywords.Set) || property is Keywords.Graph or Keywords.List || !options.CompactArrays;
        var map = item as JsonMap;
        var isList = JsonTree.IsListObject(item);
        var isGraph = JsonTree.IsGraphObject(item);
        var compacted = compaction.Compact(_active, property, isList ? map![Keywords.List] : isGraph ? map![Keywords.Graph] : item);
        if (isList)
        {
            AddList(target, property, container, map!, compacted, asArray);
        }
        else if (isGraph)
        {
            AddGraph(target, property, container, map!, compacted, asArray);
        }
        else if (!container.Contains(Keywords.Graph)
            && (container.Contains(Keywords.Language) || container.Contains(Keywords.Index) || container.Contains(Keywords.Id)
                || container.Contains(Keywords.Type)))
        {
            AddToMap(target, property, container, map!, compacted, asArray);
        }
        else
        {
            Add(target, property, compacted, asArray);
        }
    }

    // An empty array is a value, too.
    private static void Add(JsonMap target, string property, object? value, bool asArray)
    {
        if (value is List<object?> { Count: 0 } && !target.ContainsKey(property))
        {
            target[property] = value;
        }
        else
        {
            JsonTree.AddValue(target, property, value, asArray);
        }
    }

    private string Property(object? item) => IriCompaction.Compact(
        _active, expandedProperty, options, item, vocab: true, reverse: node.Property == Keywords.Reverse);

    // Steps 12.8.2 and 12.8.3.
    private JsonMap Target(string property)
    {
        if (_active.Term(property)?.Nest is not { } nest)
        {
            return node.Result;
        }

        if (nest != Keywords.Nest && IriExpansion.Expand(_active, nest) != Keywords.Nest)
        {
            throw new JsonLdException("invalid @nest value", $"\"{nest}\" is not a term for @nest");
        }

        return node.Result.GetOrAddMap(nest);
    }

    // Step 12.8.7.
    private void AddList(JsonMap target, string property, ImmutableArray<string> container, JsonMap item, object? compacted, bool asArray)
    {
        compacted = compacted as List<object?> ?? [compacted];
        if (container.Contains(Keywords.List))
        {
            target[property] = compacted;
            return;
        }

        var list = new JsonMap(compaction.Iri(_active, Keywords.List), compacted);
        if (item.TryGetValue(Keywords.Index, out var index))
        {
            list.Add(compaction.Iri(_active, Keywords.Index), index);
        }

        JsonTree.AddValue(target, property, list, asArray);
    }

    // Step 12.8.8.
    private void AddGraph(JsonMap target, string property, ImmutableArray<string> container, JsonMap item, object? compacted, bool asArray)
    {
        var isSimple = JsonTree.IsSimpleGraphObject(item);
        if (container.Contains(Keywords.Graph) && container.Contains(Keywords.Id))
        {
            var key = item.Get(Keywords.Id) is string id ? compaction.Id(_active, id) : compaction.Iri(_active, Keywords.None);
            Add(target.GetOrAddMap(property), key, compacted, asArray);
        }
        else if (container.Contains(Keywords.Graph) && container.Contains(Keywords.Index) && isSimple)
        {
            Add(target.GetOrAddMap(property), item.Get(Keywords.Index) as string ?? compaction.Iri(_active, Keywords.None), compacted, asArray);
        }
        else if (container.Contains(Keywords.Graph) && isSimple)
        {
            if (compacted is List<object?> { Count: > 1 })
            {
                compacted = new JsonMap(compaction.Iri(_active, Keywords.Included), compacted);
            }

            Add(target, property, compacted, asArray);
        }
        else
        {
            var graph = new JsonMap(compaction.Iri(_active, Keywords.Graph), options.CompactArrays ? compacted : JsonTree.AsArray(compacted));
            if (item.Get(Keywords.Id) is string id)
            {
                graph[compaction.Iri(_active, Keywords.Id)] = compaction.Id(_active, id);
            }

            if (item.TryGetValue(Keywords.Index, out var index))
            {
                graph[compaction.Iri(_active, Keywords.Index)] = index;
            }

            JsonTree.AddValue(target, property, graph, asArray);
        }
    }

    // Step 12.8.9.
    private void AddToMap(JsonMap target, string property, ImmutableArray<string> container, JsonMap item, object? compacted, bool asArray)
    {
        string? key;
        if (container.Contains(Keywords.Language) && item.TryGetValue(Keywords.Value, out var value))
        {
            compacted = value;
            key = item.Get(Keywords.Language) as string;
        }
        else if (container.Contains(Keywords.Index))
        {
            var indexKey = _active.Term(property)?.Index ?? Keywords.Index;
            key = indexKey == Keywords.Index
                ? item.Get(Keywords.Index) as string
                : TakeFirst(compacted, KeyOf(compacted, IriExpansion.Expand(_active, indexKey)));
        }
        else if (container.Contains(Keywords.Id))
        {
            key = TakeFirst(compacted, compaction.Iri(_active, Keywords.Id));
        }
        else if (container.Contains(Keywords.Type))
        {
            key = TakeFirst(compacted, compaction.Iri(_active, Keywords.Type));
            if (compacted is JsonMap { Count: 1 } only && IriExpansion.Expand(_active, only.GetAt(0).Key) == Keywords.Id)
            {
                compacted = compaction.Compact(_active, property, new JsonMap(Keywords.Id, item[Keywords.Id]));
            }
        }
        else
        {
            key = null;
        }

        Add(target.GetOrAddMap(property), key ?? compaction.Iri(_active, Keywords.None), compacted, asArray);
    }

    // The key under which the compacted object has the index property: compacting its IRI alone would miss a term with a type.
    private string KeyOf(object? compacted, string? iri) =>
        (compacted as JsonMap)?.Keys.FirstOrDefault(key => IriExpansion.Expand(_active, key) == iri) ?? Keywords.None;

    // The first value becomes the key of the map; the others stay. A value that is no string cannot be a key.
    private static string? TakeFirst(object? compacted, string property)
    {
        if (compacted is not JsonMap map || !map.TryGetValue(property, out var values))
        {
            return null;
        }

        var all = JsonTree.AsArray(values);
        if (all.Count == 0 || all[0] is not string key)
        {
            return null;
        }

        if (all.Count == 1)
        {
            map.Remove(property);
        }
        else
        {
            map[property] = all.Count == 2 ? all[1] : all.GetRange(1, all.Count - 1);
        }

        return key;
    }
}
