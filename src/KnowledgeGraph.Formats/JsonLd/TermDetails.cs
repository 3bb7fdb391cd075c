namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The later steps of Create Term Definition: what a term says of its values.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#create-term-definition"/>
internal sealed class TermDetails(
    ContextProcessor processor, ActiveContext active, ContextScope scope, string term, JsonMap map, TermDefinition definition)
{
    public void Read(LocalTerms local)
    {
        ReadContainer();
        ReadIndex(local);
        ReadContext();
        ReadLanguageAndDirection();
        ReadNest();
        ReadPrefix();
    }

    // Step 19.
    private void ReadContainer()
    {
        // A reverse property has its own rule, step 13.5.
        if (definition.IsReverse || !map.TryGetValue(Keywords.Container, out var value))
        {
            return;
        }

        var containers = JsonTree.AsArray(value);
        var isList = value is List<object?>;
        if (!AreContainers(containers) || (processor.Version10 && (isList || containers[0] is Keywords.Graph or Keywords.Id or Keywords.Type)))
        {
            throw new JsonLdException("invalid container mapping", $"@container of \"{term}\" is no container, or no such combination");
        }

        definition.Container = [.. containers.Cast<string>()];
        if (containers.Contains(Keywords.Type))
        {
            definition.Type ??= Keywords.Id;
            if (definition.Type is not (Keywords.Id or Keywords.Vocabulary))
            {
                throw new JsonLdException("invalid type mapping", $"\"{term}\" has the container @type: its @type is @id or @vocab");
            }
        }
    }

    private static bool AreContainers(List<object?> containers)
    {
        var names = containers.OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (names.Count == 0 || names.Count != containers.Count)
        {
            return false;
        }

        if (names.Count == 1)
        {
            return names.First() is Keywords.Graph or Keywords.Id or Keywords.Index or Keywords.Language or Keywords.List or Keywords.Set
                or Keywords.Type;
        }

        var hadSet = names.Remove(Keywords.Set);
        var hadGraph = names.Remove(Keywords.Graph);
        return names.Count switch
        {
            0 => hadSet && hadGraph,
            1 => names.First() is Keywords.Id or Keywords.Index || (!hadGraph && names.First() is Keywords.Type or Keywords.Language),
            _ => false,
        };
    }

    // Step 20.
    private void ReadIndex(LocalTerms local)
    {
        if (!map.TryGetValue(Keywords.Index, out var value))
        {
            return;
        }

        processor.Require11(term, Keywords.Index);
        if (!definition.Container.Contains(Keywords.Index))
        {
            throw LocalTerms.Invalid(term, "has @index without the container @index");
        }

        if (value is not string index
            || !IriExpansion.IsIri(IriExpansion.Expand(active, index, documentRelative: false, vocab: true, local)))
        {
            throw LocalTerms.Invalid(term, "has an @index that is no IRI");
        }

        definition.Index = index;
    }

    // Step 21.
    private void ReadContext()
    {
        if (!map.TryGetValue(Keywords.Context, out var context))
        {
            return;
        }

        processor.Require11(term, Keywords.Context);
        try
        {
            processor.Process(active, context, scope with { OverrideProtected = true, Propagate = true, ValidateScoped = false });
        }
        catch (JsonLdException e)
        {
            throw new JsonLdException("invalid scoped context", $"the context of \"{term}\": {e.Message}", e);
        }

        definition.HasContext = true;
        definition.Context = context;
        definition.BaseUrl = scope.BaseUrl;
    }

    // Steps 22 and 23.
    private void ReadLanguageAndDirection()
    {
        if (map.ContainsKey(Keywords.Type))
        {
            return;
        }

        if (map.TryGetValue(Keywords.Language, out var language))
        {
            definition.HasLanguage = true;
            definition.Language = language is null or string
                ? (string?)language
                : throw new JsonLdException("invalid language mapping", $"@language of \"{term}\" is neither a string nor null");
        }

        if (map.TryGetValue(Keywords.Direction, out var direction))
        {
            definition.HasDirection = true;
            definition.Direction = direction is null or "ltr" or "rtl"
                ? (string?)direction
                : throw new JsonLdException("invalid base direction", $"@direction of \"{term}\" is neither \"ltr\", \"rtl\" nor null");
        }
    }

    // Step 24.
    private void ReadNest()
    {
        if (map.TryGetValue(Keywords.Nest, out var value))
        {
            processor.Require11(term, Keywords.Nest);
            definition.Nest = value is string nest && (nest == Keywords.Nest || !Keywords.Contains(nest))
                ? nest
                : throw new JsonLdException("invalid @nest value", $"@nest of \"{term}\" is neither @nest nor a term");
        }
    }

    // Step 25.
    private void ReadPrefix()
    {
        if (!map.TryGetValue(Keywords.Prefix, out var value))
        {
            return;
        }

        processor.Require11(term, Keywords.Prefix);
        if (term.AsSpan().ContainsAny(':', '/'))
        {
            throw LocalTerms.Invalid(term, "has @prefix, which a compact or relative IRI cannot have");
        }

        definition.IsPrefix = value is bool flag
            ? flag
            : throw new JsonLdException("invalid @prefix value", $"@prefix of \"{term}\" is true or false");
        if (definition.IsPrefix && Keywords.Contains(definition.Iri))
        {
            throw LocalTerms.Invalid(term, "makes a keyword a prefix");
        }
    }
}
