namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Value compaction: a value object or node reference to a scalar, where the term says the rest.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#value-compaction"/>
internal static class ValueCompaction
{
    public static object? Compact(ActiveContext active, string? property, JsonMap value, JsonLdOptions options)
    {
        var definition = active.Term(property);
        var language = definition is { HasLanguage: true } ? definition.Language : active.Language;
        var direction = definition is { HasDirection: true } ? definition.Direction : active.Direction;
        var type = value.Get(Keywords.Type);
        var result = new JsonMap(value);

        // An @index can be dropped only where the container holds it.
        var mayDropRest = !value.ContainsKey(Keywords.Index) || active.Container(property).Contains(Keywords.Index);
        if (value.Get(Keywords.Id) is string id)
        {
            // Step 6.
            if (value.Count == (value.ContainsKey(Keywords.Index) ? 2 : 1) && definition?.Type is Keywords.Id or Keywords.Vocabulary)
            {
                return IriCompaction.Compact(
                    active, id, options, value: null, vocab: definition.Type == Keywords.Vocabulary, reverse: false);
            }
        }
        else if (type is string given && given == definition?.Type)
        {
            // Step 7.
            if (mayDropRest)
            {
                return value[Keywords.Value];
            }
        }
        else if (definition?.Type == Keywords.None || type is not null)
        {
            // Step 8.
            if (type is not null)
            {
                result[Keywords.Type] = type is List<object?> types
                    ? types.ConvertAll(item => (object?)IriCompaction.Compact(active, (string)item!, options))
                    : IriCompaction.Compact(active, (string)type, options);
            }
        }
        else if (mayDropRest && (value[Keywords.Value] is not string
            || (string.Equals(value.Get(Keywords.Language) as string, language, StringComparison.OrdinalIgnoreCase)
                && value.Get(Keywords.Direction) as string == direction)))
        {
            // Steps 9 and 10.
            return value[Keywords.Value];
        }

        // Step 11.
        return new JsonMap(result.Select(member => KeyValuePair.Create(IriCompaction.Compact(active, member.Key, options), member.Value)));
    }
}
