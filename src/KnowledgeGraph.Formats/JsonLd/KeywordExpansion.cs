namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Step 13.4 of expansion: the members whose name is a keyword.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#expansion-algorithm"/>
internal sealed class KeywordExpansion(Expansion expansion, ContextProcessor contexts)
{
    public void Expand(ExpandedNode node, string keyword, object? value)
    {
        var isFrame = node.Place.IsFrame;
        switch (keyword)
        {
            case Keywords.Id:
                node.Result[keyword] = ExpandId(node, value);
                break;
            case Keywords.Type:
                ExpandType(node, value);
                break;
            case Keywords.Graph:
                node.Result[keyword] = JsonTree.AsArray(expansion.Expand(node.Active, Keywords.Graph, value, node.Place));
                break;
            case Keywords.Included:
                ExpandIncluded(node, value);
                break;
            case Keywords.Value:
                ExpandValue(node, value);
                break;
            case Keywords.Language:
                node.Result[keyword] = TextOrFrame(value, isFrame, item => item is string)
                    ?? throw new JsonLdException("invalid language-tagged string", "@language of a value is no string");
                break;
            case Keywords.Direction when !contexts.Version10:
                node.Result[keyword] = TextOrFrame(value, isFrame, item => item is "ltr" or "rtl")
                    ?? throw new JsonLdException("invalid base direction", "@direction of a value is neither \"ltr\" nor \"rtl\"");
                break;
            case Keywords.Index:
                node.Result[keyword] = value as string ?? throw new JsonLdException("invalid @index value", "@index is no string");
                break;
            case Keywords.List when node.Property is not (null or Keywords.Graph):
                node.Result[keyword] = JsonTree.AsArray(expansion.Expand(node.Active, node.Property, value, node.Place));
                break;
            case Keywords.Set:
                node.Result[keyword] = expansion.Expand(node.Active, node.Property, value, node.Place);
                break;
            case Keywords.Reverse:
                ExpandReverse(node, value);
                break;
            case Keywords.Default when isFrame:
                // Step 2: a default is data, not a frame; it is coerced as the property has it.
                node.Result[keyword] = expansion.Expand(node.Active, node.Property, value, node.Place with { IsFrame = false });
                break;
            case Keywords.Embed or Keywords.Explicit or Keywords.OmitDefault or Keywords.RequireAll when isFrame:
                node.Result[keyword] = expansion.Expand(node.Active, keyword, value, node.Place);
                break;
        }
    }

    // Step 13.4.3.
    private static object? ExpandId(ExpandedNode node, object? value)
    {
        string? Expanded(string id) => IriExpansion.Expand(node.Active, id, documentRelative: true, vocab: false);
        if (!node.Place.IsFrame)
        {
            return value is string id ? Expanded(id) : throw new JsonLdException("invalid @id value", "@id is no string");
        }

        return value switch
        {
            string id => new List<object?> { Expanded(id) },
            JsonMap { Count: 0 } => new List<object?> { value },
            List<object?> ids when ids.TrueForAll(id => id is string) => ids.ConvertAll(id => (object?)Expanded((string)id!)),
            _ => throw new JsonLdException("invalid @id value", "@id of a frame is a string, an array of strings or {}"),
        };
    }

    // Step 13.4.4.
    private static void ExpandType(ExpandedNode node, object? value)
    {
        object? Expanded(object? type) => IriExpansion.Expand(node.TypeScoped, (string?)type, documentRelative: true, vocab: true);
        object? expanded;
        switch (value)
        {
            case string:
                expanded = Expanded(value);
                break;
            case List<object?> types when types.TrueForAll(type => type is string):
                expanded = types.ConvertAll(Expanded);
                break;
            case JsonMap { Count: 0 } when node.Place.IsFrame:
                expanded = value;
                break;
            case List<object?> { Count: 1 } wildcard when node.Place.IsFrame && JsonTree.IsEmptyMap(wildcard[0]):
                expanded = wildcard[0];
                break;
            case JsonMap { Count: 1 } map when node.Place.IsFrame && map.TryGetValue(Keywords.Default, out var type)
                && JsonTree.AsArray(type).TrueForAll(item => item is string):
                expanded = new JsonMap(Keywords.Default, type is string ? Expanded(type) : JsonTree.AsArray(type).ConvertAll(Expanded));
                break;
            default:
                throw new JsonLdException("invalid type value", "@type is neither a string nor an array of strings");
        }

        if (node.Result.TryGetValue(Keywords.Type, out var before))
        {
            expanded = new List<object?>([.. JsonTree.AsArray(before), .. JsonTree.AsArray(expanded)]);
        }

        node.Result[Keywords.Type] = expanded;
    }

    // Step 13.4.6.
    private void ExpandIncluded(ExpandedNode node, object? value)
    {
        if (contexts.Version10)
        {
            return;
        }

        var included = JsonTree.AsArray(expansion.Expand(node.Active, null, value, node.Place));
        if (included.Count == 0 || !included.TrueForAll(JsonTree.IsNodeObject))
        {
            throw new JsonLdException("invalid @included value", "@included holds something that is no node object");
        }

        node.Result[Keywords.Included] = new List<object?>([.. JsonTree.AsArray(node.Result.Get(Keywords.Included)), .. included]);
    }

    // Step 13.4.7.
    private void ExpandValue(ExpandedNode node, object? value)
    {
        if (node.InputType == Keywords.Json)
        {
            if (contexts.Version10)
            {
                throw new JsonLdException("invalid value object value", "JSON-LD 1.0 does not know @json");
            }
        }
        else if (node.Place.IsFrame)
        {
            if (!(value is null || JsonTree.IsScalar(value) || JsonTree.IsEmptyMap(value)
                || (value is List<object?> values && values.TrueForAll(item => JsonTree.IsScalar(item) || JsonTree.IsEmptyMap(item)))))
            {
                throw new JsonLdException("invalid value object value", "@value of a frame is a scalar, an array of scalars or {}");
            }

            value = value is null ? null : value as List<object?> ?? [value];
        }
        else if (!(value is null || JsonTree.IsScalar(value)))
        {
            throw new JsonLdException("invalid value object value", "@value is an object or an array, and the type is not @json");
        }

        node.Result[Keywords.Value] = value;
    }

    // Steps 13.4.8 and 13.4.9: null if the value is not allowed.
    private static object? TextOrFrame(object? value, bool isFrame, Func<object?, bool> isAllowed) =>
        !isFrame ? (isAllowed(value) ? value : null)
        : JsonTree.IsEmptyMap(value) ? new List<object?> { value }
        : value is not null && JsonTree.AsArray(value) is var items && items.TrueForAll(item => isAllowed(item) || JsonTree.IsEmptyMap(item))
            ? items
            : null;

    // Step 13.4.13.
    private void ExpandReverse(ExpandedNode node, object? value)
    {
        if (value is not JsonMap)
        {
            throw new JsonLdException("invalid @reverse value", "@reverse is no object");
        }

        if (expansion.Expand(node.Active, Keywords.Reverse, value, node.Place) is not JsonMap expanded)
        {
            return;
        }

        if (expanded.Get(Keywords.Reverse) is JsonMap twice)
        {
            foreach (var (property, items) in twice)
            {
                JsonTree.AddValue(node.Result, property, items, asArray: true);
            }
        }

        foreach (var (property, items) in expanded.Where(member => member.Key != Keywords.Reverse))
        {
            var reverse = node.Result.GetOrAddMap(Keywords.Reverse);
            foreach (var item in JsonTree.AsArray(items))
            {
                CheckReverse(property, item);
                JsonTree.AddValue(reverse, property, item, asArray: true);
            }
        }
    }

    internal static void CheckReverse(string property, object? item)
    {
        if (JsonTree.IsValueObject(item) || JsonTree.IsListObject(item))
        {
            throw new JsonLdException("invalid reverse property value", $"the reverse property <{property}> has a value or a list, not a node");
        }
    }
}
