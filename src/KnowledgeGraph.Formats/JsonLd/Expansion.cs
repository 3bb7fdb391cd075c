namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The expansion algorithm. Keywords and maps of values are expanded in classes of their own.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#expansion-algorithm"/>
internal sealed class Expansion
{
    private readonly ContextProcessor _contexts;
    private readonly KeywordExpansion _keywords;
    private readonly MapExpansion _maps;

    public Expansion(ContextProcessor contexts, bool ordered)
    {
        _contexts = contexts;
        Ordered = ordered;
        _keywords = new KeywordExpansion(this, contexts);
        _maps = new MapExpansion(this, contexts);
    }

    public bool Ordered { get; }

    /// <summary>Expands an element.</summary>
    /// <param name="active">The active context.</param>
    /// <param name="property">The active property, null at the top.</param>
    /// <param name="element">The element.</param>
    /// <param name="place">The base URL of the document, and whether it is a frame.</param>
    /// <param name="fromMap">Whether the element is a value of an index, id or type map.</param>
    public object? Expand(ActiveContext active, string? property, object? element, ExpansionPlace place, bool fromMap = false)
    {
        StackGuard.Check();

        // Steps 1 and 2.
        if (element is null)
        {
            return null;
        }

        if (property == Keywords.Default)
        {
            place = place with { IsFrame = false };
        }

        switch (element)
        {
            case List<object?> items:
                return ExpandArray(active, property, items, place, fromMap);
            case JsonMap map:
                try
                {
                    return ExpandMap(active, property, map, place, fromMap);
                }
                catch (JsonLdException e) when (e.PassThrough(map))
                {
                    throw;
                }

            default:
                // Step 4.
                if (property is null or Keywords.Graph)
                {
                    return null;
                }

                active = WithPropertyScope(active, active.Term(property));
                return ValueExpansion.Expand(active, property, element);
        }
    }

    // Step 5.
    private List<object?> ExpandArray(ActiveContext active, string? property, List<object?> items, ExpansionPlace place, bool fromMap)
    {
        var result = new List<object?>();
        var isList = active.Container(property).Contains(Keywords.List);
        foreach (var item in items)
        {
            var expanded = Expand(active, property, item, place, fromMap);
            if (isList && expanded is List<object?> list)
            {
                result.Add(new JsonMap(Keywords.List, list));
            }
            else
            {
                result.AddRange(JsonTree.AsArray(expanded));
            }
        }

        return result;
    }

    private object? ExpandMap(ActiveContext active, string? property, JsonMap element, ExpansionPlace place, bool fromMap)
    {
        // Step 3 is taken before step 7 goes back to the previous context.
        var scope = active.Term(property);

        // Step 7.
        if (active.Previous is { } previous && !fromMap && !HasKey(active, element, Keywords.Value)
            && !(element.Count == 1 && HasKey(active, element, Keywords.Id)))
        {
            active = previous;
        }

        // Steps 8 and 9.
        active = WithPropertyScope(active, scope);
        if (element.TryGetValue(Keywords.Context, out var local))
        {
            active = ProcessContext(active, element, local, place);
        }

        // Steps 10 and 11.
        var typeScoped = active;
        var types = element.Where(member => IriExpansion.Expand(typeScoped, member.Key) == Keywords.Type)
            .OrderBy(member => member.Key, CodePointComparer.Instance).ToList();
        foreach (var member in types)
        {
            foreach (var type in JsonTree.AsArray(member.Value).OfType<string>().Order(CodePointComparer.Instance))
            {
                if (typeScoped.Term(type) is { HasContext: true } definition)
                {
                    active = _contexts.ProcessScoped(active, definition, propagate: false, overrideProtected: false);
                }
            }
        }

        // Step 12.
        var inputType = types.Count > 0 && JsonTree.AsArray(types[0].Value) is { Count: > 0 } values
            ? IriExpansion.Expand(active, values[^1] as string)
            : null;
        var node = new ExpandedNode(active, typeScoped, property, place, inputType);
        ExpandMembers(node, element);
        return Finish(node, property);
    }

    private ActiveContext ProcessContext(ActiveContext active, JsonMap element, object? local, ExpansionPlace place)
    {
        try
        {
            return _contexts.Process(active, local, new ContextScope(place.BaseUrl));
        }
        catch (JsonLdException e) when (e.PassThrough(element, Keywords.Context))
        {
            throw;
        }
    }

    // Steps 13 and 14.
    private void ExpandMembers(ExpandedNode node, JsonMap element)
    {
        var nests = new List<string>();
        foreach (var (key, value) in element.InOrder(Ordered))
        {
            if (key == Keywords.Context)
            {
                continue;
            }

            try
            {
                if (ExpandMember(node, key, value))
                {
                    nests.Add(key);
                }
            }
            catch (JsonLdException e) when (e.PassThrough(element, key))
            {
                throw;
            }
        }

        if (Ordered)
        {
            nests.Sort(CodePointComparer.Instance);
        }

        foreach (var nesting in nests)
        {
            ExpandNested(node, nesting, element[nesting]);
        }
    }

    // Steps 13.2 to 13.14; true for what is nested, which comes last.
    private bool ExpandMember(ExpandedNode node, string key, object? value)
    {
        var expanded = IriExpansion.Expand(node.Active, key);
        if (expanded is null || !(Keywords.Contains(expanded) || expanded.Contains(':', StringComparison.Ordinal)))
        {
            return false;
        }

        if (!Keywords.Contains(expanded))
        {
            _maps.ExpandProperty(node, key, expanded, value);
            return false;
        }

        CheckKeyword(node, expanded);
        if (expanded != Keywords.Nest)
        {
            _keywords.Expand(node, expanded, value);
        }

        return expanded == Keywords.Nest;
    }

    // Step 14.
    private void ExpandNested(ExpandedNode node, string nesting, object? value)
    {
        foreach (var nested in JsonTree.AsArray(value))
        {
            if (nested is not JsonMap map || map.Keys.Any(key => IriExpansion.Expand(node.Active, key) == Keywords.Value))
            {
                throw new JsonLdException("invalid @nest value", $"the value of \"{nesting}\" is no object of properties");
            }

            StackGuard.Check();
            var active = WithPropertyScope(node.Active, node.Active.Term(nesting));
            ExpandMembers(node with { Active = active }, map);
        }
    }

    // Steps 13.4.1 and 13.4.2.
    private void CheckKeyword(ExpandedNode node, string keyword)
    {
        if (node.Property == Keywords.Reverse)
        {
            throw new JsonLdException("invalid reverse property map", $"@reverse holds {keyword}");
        }

        if (node.Result.ContainsKey(keyword) && (_contexts.Version10 || keyword is not (Keywords.Included or Keywords.Type)))
        {
            throw new JsonLdException("colliding keywords", $"the object has {keyword} twice, under two names");
        }
    }

    // Steps 15 to 20.
    private static object? Finish(ExpandedNode node, string? property)
    {
        var result = node.Result;
        object? finished = result;
        if (result.TryGetValue(Keywords.Value, out var value))
        {
            if (!ValueObjectRules.Check(result, value, node.Place.IsFrame))
            {
                return null;
            }
        }
        else if (result.TryGetValue(Keywords.Type, out var type) && type is not List<object?>)
        {
            result[Keywords.Type] = new List<object?> { type };
        }
        else if (result.ContainsKey(Keywords.Set) || result.ContainsKey(Keywords.List))
        {
            // Step 17.
            if (result.Count > (result.ContainsKey(Keywords.Index) ? 2 : 1))
            {
                throw new JsonLdException("invalid set or list object", "an object with @set or @list has nothing else but @index");
            }

            if (result.TryGetValue(Keywords.Set, out var set))
            {
                finished = set;
            }
        }

        // Step 18.
        if (finished is JsonMap { Count: 1 } only && only.ContainsKey(Keywords.Language))
        {
            return null;
        }

        // Step 19.
        if (property is null or Keywords.Graph && finished is JsonMap map)
        {
            var isFloating = (map.Count == 0 && !node.Place.IsFrame) || map.ContainsKey(Keywords.Value) || map.ContainsKey(Keywords.List)
                || (map.Count == 1 && map.ContainsKey(Keywords.Id) && !node.Place.IsFrame);
            return isFloating ? null : map;
        }

        return finished;
    }

    private static bool HasKey(ActiveContext active, JsonMap element, string keyword) =>
        element.Keys.Any(key => IriExpansion.Expand(active, key) == keyword);

    // Step 8.
    private ActiveContext WithPropertyScope(ActiveContext active, TermDefinition? definition) =>
        definition is { HasContext: true } ? _contexts.ProcessScoped(active, definition, propagate: true, overrideProtected: true) : active;
}
