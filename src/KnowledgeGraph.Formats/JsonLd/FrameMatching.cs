namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Frame matching and value pattern matching.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-framing/#frame-matching-algorithm"/>
internal sealed class FrameMatching(JsonMap subjects)
{
    /// <summary>The frame in an array of one, if it is a valid one (framing algorithm, step 1).</summary>
    public static JsonMap Valid(List<object?> frames)
    {
        if (frames.Count != 1 || frames[0] is not JsonMap frame)
        {
            throw new JsonLdException("invalid frame", "a frame is one object");
        }

        foreach (var keyword in new[] { Keywords.Id, Keywords.Type })
        {
            foreach (var value in JsonTree.AsArray(frame.Get(keyword)))
            {
                if (!(value is JsonMap || IriExpansion.IsIri(value as string) || (keyword == Keywords.Type && value is Keywords.Json)))
                {
                    throw new JsonLdException("invalid frame", $"{keyword} of a frame is an IRI or {{}}");
                }
            }
        }

        return frame;
    }

    public bool Matches(JsonMap node, JsonMap frame, bool requireAll)
    {
        StackGuard.Check();
        var hasPattern = false;
        var matchesSome = false;
        foreach (var (property, value) in frame)
        {
            var patterns = JsonTree.AsArray(value);
            var values = JsonTree.AsArray(node.Get(property));
            bool matches;
            if (property is Keywords.Id or Keywords.Type)
            {
                hasPattern |= property == Keywords.Type;
                matches = property == Keywords.Id ? MatchesId(values, patterns) : MatchesType(values, patterns);
                if (!requireAll)
                {
                    return matches;
                }
            }
            else if (Keywords.Contains(property))
            {
                continue;
            }
            else
            {
                hasPattern = true;
                var pattern = patterns.Count > 0 ? Valid([patterns[0]]) : null;
                if (values.Count == 0 && pattern is not null && pattern.ContainsKey(Keywords.Default))
                {
                    continue;
                }

                if (values.Count > 0 && pattern is null)
                {
                    return false;
                }

                matches = pattern is null || patterns.Exists(item => MatchesProperty(values, (JsonMap)item!, requireAll));
            }

            if (!matches && requireAll)
            {
                return false;
            }

            matchesSome |= matches;
        }

        return !hasPattern || matchesSome;
    }

    /// <summary>Value pattern matching.</summary>
    public static bool MatchesValue(JsonMap? pattern, JsonMap? value)
    {
        if (pattern is null || value is null)
        {
            return pattern is null;
        }

        bool MatchesPart(string keyword, bool mayBeMissing)
        {
            var wanted = JsonTree.AsArray(pattern.Get(keyword));
            var given = value.Get(keyword);
            return given is null
                ? mayBeMissing && wanted.Count == 0
                : wanted.Exists(item => JsonTree.IsEmptyMap(item)
                    || (item is string a && given is string b && keyword == Keywords.Language
                        ? string.Equals(a, b, StringComparison.OrdinalIgnoreCase)
                        : JsonEquality.Instance.Equals(item, given)));
        }

        var isWildcard = !pattern.ContainsKey(Keywords.Value) && !pattern.ContainsKey(Keywords.Type) && !pattern.ContainsKey(Keywords.Language);
        return isWildcard
            || (MatchesPart(Keywords.Value, mayBeMissing: false) && MatchesPart(Keywords.Type, mayBeMissing: true)
                && MatchesPart(Keywords.Language, mayBeMissing: true));
    }

    private static bool MatchesId(List<object?> values, List<object?> patterns) =>
        patterns.Count == 0 || JsonTree.IsEmptyMap(patterns[0]) || patterns.Contains(values.FirstOrDefault());

    private static bool MatchesType(List<object?> values, List<object?> patterns) =>
        patterns.Count == 0 ? values.Count == 0
        : patterns.Count == 1 && JsonTree.IsEmptyMap(patterns[0]) ? values.Count > 0
        : patterns.Exists(pattern => pattern is JsonMap map ? map.ContainsKey(Keywords.Default) : values.Contains(pattern));

    private bool MatchesProperty(List<object?> values, JsonMap pattern, bool requireAll)
    {
        if (pattern.Get(Keywords.List) is List<object?> list)
        {
            return values.FirstOrDefault() is JsonMap first && first.Get(Keywords.List) is List<object?> items
                && list.FirstOrDefault() is JsonMap item
                && items.Exists(value => item.ContainsKey(Keywords.Value)
                    ? MatchesValue(item, value as JsonMap)
                    : MatchesNode(value, item, requireAll));
        }

        if (pattern.ContainsKey(Keywords.Value))
        {
            return values.Exists(value => MatchesValue(pattern, value as JsonMap));
        }

        // A pattern of keywords of framing alone is a wildcard.
        return pattern.Keys.All(key => Keywords.Contains(key) && key is not (Keywords.Id or Keywords.Type))
            ? values.Count > 0
            : values.Exists(value => MatchesNode(value, pattern, requireAll));
    }

    private bool MatchesNode(object? value, JsonMap pattern, bool requireAll) =>
        value is JsonMap map && map.Get(Keywords.Id) is string id && subjects.TryGetValue(id, out var node)
        && Matches((JsonMap)node!, pattern, requireAll);
}
