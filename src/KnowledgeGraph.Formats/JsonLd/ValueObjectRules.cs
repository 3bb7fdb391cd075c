namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>What an expanded value object may hold.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#expansion-algorithm"/>
internal static class ValueObjectRules
{
    /// <summary>Step 15 of expansion. False: the value is null, and the object is dropped.</summary>
    public static bool Check(JsonMap result, object? value, bool isFrame)
    {
        // Step 15.1.
        var hasType = result.TryGetValue(Keywords.Type, out var type);
        var hasLanguage = result.ContainsKey(Keywords.Language);
        var unknown = result.Keys.FirstOrDefault(key =>
            key is not (Keywords.Direction or Keywords.Index or Keywords.Language or Keywords.Type or Keywords.Value));
        if (unknown is not null)
        {
            throw new JsonLdException("invalid value object", $"an object with @value has {unknown}, too");
        }

        if (hasType && (hasLanguage || result.ContainsKey(Keywords.Direction)))
        {
            throw new JsonLdException("invalid value object", "an object with @value has @type and @language or @direction");
        }

        // Steps 15.2 to 15.5.
        if (type is Keywords.Json)
        {
            return true;
        }

        if (value is null or List<object?> { Count: 0 } && !isFrame)
        {
            return false;
        }

        if (hasLanguage && !JsonTree.AsArray(value).TrueForAll(item => item is string || (isFrame && JsonTree.IsEmptyMap(item))))
        {
            throw new JsonLdException("invalid language-tagged value", "a value with @language is no string");
        }

        if (hasType && !(isFrame
            ? JsonTree.AsArray(type).TrueForAll(item => JsonTree.IsEmptyMap(item) || IriExpansion.IsIri(item as string))
            : IriExpansion.IsIri(type as string)))
        {
            throw new JsonLdException("invalid typed value", "the @type of a value is no IRI");
        }

        return true;
    }
}
