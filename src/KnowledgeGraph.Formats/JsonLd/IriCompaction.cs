namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>IRI compaction: an IRI or keyword to the best term, compact IRI or relative reference.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#iri-compaction"/>
internal static class IriCompaction
{
    /// <summary>Compacts as for a key: to a term if there is one.</summary>
    public static string Compact(ActiveContext active, string iri, JsonLdOptions options) =>
        Compact(active, iri, options, value: null, vocab: true, reverse: false);

    public static string Compact(ActiveContext active, string iri, JsonLdOptions options, object? value, bool vocab, bool reverse)
    {
        // Step 4.
        if (vocab && active.Inverse.Knows(iri) && SelectTerm(active, iri, options, value, reverse) is { } term)
        {
            return term;
        }

        // Step 5.
        if (vocab && active.Vocabulary is { } vocabulary && iri.Length > vocabulary.Length
            && iri.StartsWith(vocabulary, StringComparison.Ordinal) && !active.Terms.ContainsKey(iri[vocabulary.Length..]))
        {
            return iri[vocabulary.Length..];
        }

        // Steps 6 to 8.
        if (CompactIri(active, iri, value) is { } compact)
        {
            return compact;
        }

        // Step 9.
        var colon = iri.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && !iri.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal) && active.Term(iri[..colon]) is { IsPrefix: true })
        {
            throw new JsonLdException("IRI confused with prefix", $"<{iri}> would be read as a compact IRI with the prefix \"{iri[..colon]}\"");
        }

        // Steps 10 and 11.
        if (!vocab && active.BaseIri is { } baseIri && !JsonTree.IsBlankNode(iri))
        {
            var relative = RelativeReference.Of(baseIri, iri);
            return Keywords.HasForm(relative) ? "./" + relative : relative;
        }

        return iri;
    }

    // Steps 7 and 8.
    private static string? CompactIri(ActiveContext active, string iri, object? value)
    {
        string? compact = null;
        foreach (var (prefix, mapped) in active.Inverse.Prefixes)
        {
            if (iri.Length > mapped.Length && iri.StartsWith(mapped, StringComparison.Ordinal))
            {
                var candidate = $"{prefix}:{iri.AsSpan(mapped.Length)}";
                if ((compact is null || candidate.Length < compact.Length
                        || (candidate.Length == compact.Length && CodePointComparer.Instance.Compare(candidate, compact) < 0))
                    && (active.Term(candidate) is not { } taken || (taken.Iri == iri && value is null)))
                {
                    compact = candidate;
                }
            }
        }

        return compact;
    }

    // Steps 4.1 to 4.20.
    private static string? SelectTerm(ActiveContext active, string iri, JsonLdOptions options, object? value, bool reverse)
    {
        if (value is JsonMap preserving && preserving.TryGetValue(Keywords.Preserve, out var preserved))
        {
            value = JsonTree.AsArray(preserved).FirstOrDefault();
        }

        var map = value as JsonMap;
        var containers = new List<string>();
        var typeOrLanguage = Keywords.Language;
        var preferred = Keywords.Null;
        var isGraph = JsonTree.IsGraphObject(value);
        var hasIndex = map is not null && map.ContainsKey(Keywords.Index);
        if (hasIndex && !isGraph)
        {
            containers.AddRange([Keywords.Index, "@index@set"]);
        }

        if (reverse)
        {
            (typeOrLanguage, preferred) = (Keywords.Type, Keywords.Reverse);
            containers.Add(Keywords.Set);
        }
        else if (map?.Get(Keywords.List) is List<object?> list)
        {
            if (!hasIndex)
            {
                containers.Add(Keywords.List);
            }

            (typeOrLanguage, preferred) = CommonToList(active, list);
        }
        else if (isGraph)
        {
            AddGraphContainers(containers, hasIndex, map!.ContainsKey(Keywords.Id));
            (typeOrLanguage, preferred) = (Keywords.Type, Keywords.Id);
        }
        else
        {
            (typeOrLanguage, preferred) = OfValue(map, hasIndex, containers);
            containers.Add(Keywords.Set);
        }

        containers.Add(Keywords.None);
        if (!options.Version10 && !hasIndex)
        {
            containers.AddRange([Keywords.Index, "@index@set"]);
        }

        if (!options.Version10 && map is { Count: 1 } && map.ContainsKey(Keywords.Value))
        {
            containers.AddRange([Keywords.Language, "@language@set"]);
        }

        var values = PreferredValues(active, options, map, preferred);
        if (preferred is not (Keywords.Id or Keywords.Reverse) && map?.Get(Keywords.List) is List<object?> { Count: 0 })
        {
            typeOrLanguage = InverseContext.Any;
        }

        return active.Inverse.Select(iri, containers, typeOrLanguage, values);
    }

    // Step 4.8.
    private static (string TypeOrLanguage, string Preferred) CommonToList(ActiveContext active, List<object?> list)
    {
        string? commonType = null;
        var commonLanguage = list.Count == 0 ? InverseContext.DefaultLanguage(active) ?? Keywords.None : null;
        foreach (var item in list.Cast<JsonMap>())
        {
            var language = Keywords.None;
            var type = Keywords.None;
            if (item.ContainsKey(Keywords.Value))
            {
                if (LanguageKey(item) is { } key)
                {
                    language = key;
                }
                else if (item.Get(Keywords.Type) is string given)
                {
                    type = given;
                }
                else
                {
                    language = Keywords.Null;
                }
            }
            else
            {
                type = Keywords.Id;
            }

            commonLanguage ??= language;
            if (language != commonLanguage && item.ContainsKey(Keywords.Value))
            {
                commonLanguage = Keywords.None;
            }

            commonType ??= type;
            commonType = type == commonType ? commonType : Keywords.None;
            if (commonLanguage == Keywords.None && commonType == Keywords.None)
            {
                break;
            }
        }

        return (commonType ?? Keywords.None) != Keywords.None
            ? (Keywords.Type, commonType!)
            : (Keywords.Language, commonLanguage ?? Keywords.None);
    }

    // Steps 4.9.1 to 4.9.6.
    private static void AddGraphContainers(List<string> containers, bool hasIndex, bool hasId)
    {
        string[] index = ["@graph@index", "@graph@index@set"];
        string[] id = ["@graph@id", "@graph@id@set"];
        containers.AddRange(hasIndex ? index : []);
        containers.AddRange(hasId ? id : []);
        containers.AddRange([Keywords.Graph, "@graph@set", Keywords.Set]);
        containers.AddRange(hasIndex ? [] : index);
        containers.AddRange(hasId ? [] : id);
        containers.AddRange([Keywords.Index, "@index@set"]);
    }

    // Step 4.10.
    private static (string TypeOrLanguage, string Preferred) OfValue(JsonMap? map, bool hasIndex, List<string> containers)
    {
        if (map is null || !map.ContainsKey(Keywords.Value))
        {
            containers.AddRange([Keywords.Id, "@id@set", Keywords.Type, "@set@type"]);
            return (Keywords.Type, Keywords.Id);
        }

        if (!hasIndex && LanguageKey(map) is { } language)
        {
            containers.AddRange([Keywords.Language, "@language@set"]);
            return (Keywords.Language, language);
        }

        return map.Get(Keywords.Type) is string type ? (Keywords.Type, type) : (Keywords.Language, Keywords.Null);
    }

    // Language and direction of a value as a key of the inverse context.
    private static string? LanguageKey(JsonMap value)
    {
        var language = value.Get(Keywords.Language) as string;
        return (value.Get(Keywords.Direction) is string direction ? $"{language}_{direction}" : language)?.ToLowerInvariant();
    }

    // Steps 4.14 to 4.19.
    private static List<string> PreferredValues(ActiveContext active, JsonLdOptions options, JsonMap? map, string preferred)
    {
        var values = new List<string>();
        if (preferred == Keywords.Reverse)
        {
            values.Add(Keywords.Reverse);
        }

        if (preferred is Keywords.Id or Keywords.Reverse && map?.Get(Keywords.Id) is string id)
        {
            values.AddRange(active.Term(Compact(active, id, options))?.Iri == id
                ? [Keywords.Vocabulary, Keywords.Id, Keywords.None]
                : [Keywords.Id, Keywords.Vocabulary, Keywords.None]);
        }
        else
        {
            values.AddRange([preferred, Keywords.None]);
        }

        values.Add(InverseContext.Any);
        if (values.Find(value => value.Contains('_', StringComparison.Ordinal) && preferred != Keywords.Type) is { } directed)
        {
            values.Add(directed[directed.IndexOf('_', StringComparison.Ordinal)..]);
        }

        return values;
    }
}
