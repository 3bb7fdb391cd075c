namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>What becomes of a framed tree before and after compaction.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-framing/#dom-jsonldprocessor-frame"/>
internal static class FrameResult
{
    /// <summary>Replaces @preserve by its value, and drops the identifiers of blank nodes that nothing refers to.</summary>
    public static object? Clean(object? tree, IReadOnlySet<string> unreferenced)
    {
        switch (tree)
        {
            case List<object?> list:
                return list.ConvertAll(item => Clean(item, unreferenced));
            case JsonMap map when map.TryGetValue(Keywords.Preserve, out var preserved):
                return JsonTree.AsArray(preserved).FirstOrDefault();
            case JsonMap map when map.ContainsKey(Keywords.Value):
                return map;
            case JsonMap map:
                return new JsonMap(map
                    .Where(member => !(member.Key == Keywords.Id && member.Value is string id && unreferenced.Contains(id)))
                    .Select(member => KeyValuePair.Create(member.Key, Clean(member.Value, unreferenced))));
            default:
                return tree;
        }
    }

    /// <summary>Replaces @null by null; an array loses it.</summary>
    public static object? WithNulls(object? tree) => tree switch
    {
        Keywords.Null => null,
        List<object?> list => list.Select(WithNulls).Where(item => item is not null).ToList(),
        JsonMap map => new JsonMap(map.Select(member => KeyValuePair.Create(member.Key, WithNulls(member.Value)))),
        _ => tree,
    };
}
