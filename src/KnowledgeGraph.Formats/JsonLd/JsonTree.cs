namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>What the algorithms ask of JSON trees and do to them.</summary>
internal static class JsonTree
{
    public static bool IsScalar(object? value) => value is string or bool or JsonNumber;

    public static bool IsValueObject(object? value) => value is JsonMap map && map.ContainsKey(Keywords.Value);

    public static bool IsListObject(object? value) => value is JsonMap map && map.ContainsKey(Keywords.List);

    /// <summary>JSON-LD 1.1 §9.10: a map with @graph and at most @id and @index beside it.</summary>
    public static bool IsGraphObject(object? value) =>
        value is JsonMap map && map.ContainsKey(Keywords.Graph)
        && map.Keys.All(key => key is Keywords.Graph or Keywords.Id or Keywords.Index or Keywords.Context);

    public static bool IsSimpleGraphObject(object? value) => IsGraphObject(value) && !((JsonMap)value!).ContainsKey(Keywords.Id);

    /// <summary>A map that is no value, list or set object.</summary>
    public static bool IsNodeObject(object? value) =>
        value is JsonMap map && !map.ContainsKey(Keywords.Value) && !map.ContainsKey(Keywords.List) && !map.ContainsKey(Keywords.Set);

    public static bool IsNodeReference(object? value) => value is JsonMap { Count: 1 } map && map.ContainsKey(Keywords.Id);

    public static bool IsEmptyMap(object? value) => value is JsonMap { Count: 0 };

    public static bool IsBlankNode(object? value) => value is string text && text.StartsWith("_:", StringComparison.Ordinal);

    /// <summary>An array as it is, null as an empty one, anything else as the only item of a new one.</summary>
    public static List<object?> AsArray(object? value) => value switch
    {
        List<object?> list => list,
        null => [],
        _ => [value],
    };

    /// <summary>JSON-LD 1.1 API, add value.</summary>
    public static void AddValue(JsonMap map, string key, object? value, bool asArray)
    {
        if (asArray)
        {
            map[key] = map.TryGetValue(key, out var before) ? before as List<object?> ?? [before] : new List<object?>();
        }

        if (value is List<object?> items)
        {
            foreach (var item in items)
            {
                AddValue(map, key, item, asArray);
            }
        }
        else if (!map.TryGetValue(key, out var present))
        {
            map[key] = value;
        }
        else if (present is List<object?> list)
        {
            list.Add(value);
        }
        else
        {
            map[key] = new List<object?> { present, value };
        }
    }

    public static object? DeepCopy(object? value) => value switch
    {
        JsonMap map => new JsonMap(map.Select(member => KeyValuePair.Create(member.Key, DeepCopy(member.Value))))
        {
            Offset = map.Offset,
        },
        List<object?> list => list.ConvertAll(DeepCopy),
        _ => value,
    };
}
