namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Create Term Definition: the terms of one context definition, each defined after those it depends on.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#create-term-definition"/>
internal sealed class LocalTerms(ContextProcessor processor, ActiveContext active, JsonMap local, ContextScope scope)
{
    private const string GenDelims = ":/?#[]@";

    // True: defined; false: being defined.
    private readonly Dictionary<string, bool> _defined = new(StringComparer.Ordinal);

    // The value of @protected of the context definition.
    private readonly bool _protected = local.Get(Keywords.Protected) switch
    {
        null => false,
        bool flag => flag,
        _ => throw new JsonLdException("invalid @protected value", "@protected of a context is true or false"),
    };

    /// <summary>Defines a term of the context unless it is defined already; texts that are no such term are passed over.</summary>
    public void DefineFirst(string term)
    {
        if (local.ContainsKey(term) && !(_defined.TryGetValue(term, out var done) && done))
        {
            Define(term);
        }
    }

    public void Define(string term)
    {
        try
        {
            DefineTerm(term);
        }
        catch (JsonLdException e) when (e.PassThrough(local, term))
        {
            throw;
        }
    }

    private void DefineTerm(string term)
    {
        // Steps 1 and 2.
        if (_defined.TryGetValue(term, out var done))
        {
            if (!done)
            {
                throw new JsonLdException("cyclic IRI mapping", $"the term \"{term}\" is defined by itself");
            }

            return;
        }

        if (term.Length == 0)
        {
            throw new JsonLdException("invalid term definition", "a term is empty");
        }

        // Steps 3 to 5.
        var value = local[term];
        if (!MayBeDefined(term, value))
        {
            return;
        }

        _defined[term] = false;
        using var depth = processor.Deepen($"the definition of the term \"{term}\"");

        // Steps 6 to 9.
        active.Terms.Remove(term, out var previous);
        var simple = value is string;
        var map = value switch
        {
            null => new JsonMap(Keywords.Id, null),
            string iri => new JsonMap(Keywords.Id, iri),
            JsonMap given => given,
            _ => throw Invalid(term, "is neither a string nor an object"),
        };

        // Steps 10 to 27.
        var definition = new TermDefinition { IsProtected = _protected };
        ReadProtected(term, map, definition);
        ReadType(term, map, definition);
        if (map.ContainsKey(Keywords.Reverse))
        {
            if (!ReadReverse(term, map, definition))
            {
                return;
            }
        }
        else if (!ReadIri(term, map, definition, simple))
        {
            return;
        }

        new TermDetails(processor, active, scope, term, map, definition).Read(this);

        CheckMembers(term, map);

        // Step 28.
        if (!scope.OverrideProtected && previous is { IsProtected: true })
        {
            if (!definition.SameButForProtection(previous))
            {
                throw new JsonLdException("protected term redefinition", $"the term \"{term}\" is protected and defined otherwise here");
            }

            definition = previous;
        }

        active.Terms[term] = definition;
        _defined[term] = true;
    }

    internal static JsonLdException Invalid(string term, string problem) =>
        new("invalid term definition", $"the definition of \"{term}\" {problem}");

    // Steps 4 and 5.
    private bool MayBeDefined(string term, object? value)
    {
        if (term == Keywords.Type && !processor.Version10)
        {
            if (value is not JsonMap { Count: > 0 } map
                || map.Any(member => member.Key != Keywords.Protected && !(member.Key == Keywords.Container && IsSet(member.Value))))
            {
                throw new JsonLdException("keyword redefinition", "@type can only be given @container @set and @protected");
            }
        }
        else if (Keywords.Contains(term))
        {
            throw new JsonLdException("keyword redefinition", $"{term} is a keyword and cannot be defined");
        }

        return term == Keywords.Type || !Keywords.HasForm(term);
    }

    private static bool IsSet(object? container) => JsonTree.AsArray(container) is [Keywords.Set];

    // Step 11.
    private void ReadProtected(string term, JsonMap map, TermDefinition definition)
    {
        if (map.TryGetValue(Keywords.Protected, out var value))
        {
            processor.Require11(term, Keywords.Protected);
            definition.IsProtected = value is bool flag
                ? flag
                : throw new JsonLdException("invalid @protected value", $"@protected of \"{term}\" is true or false");
        }
    }

    // Step 12.
    private void ReadType(string term, JsonMap map, TermDefinition definition)
    {
        if (!map.TryGetValue(Keywords.Type, out var value))
        {
            return;
        }

        var type = value is string text
            ? IriExpansion.Expand(active, text, documentRelative: false, vocab: true, this)
            : throw new JsonLdException("invalid type mapping", $"@type of \"{term}\" is no string");
        var isKeyword = type is Keywords.Id or Keywords.Vocabulary || (type is Keywords.Json or Keywords.None && !processor.Version10);
        if (!isKeyword && !IriExpansion.IsIri(type))
        {
            throw new JsonLdException("invalid type mapping", $"@type of \"{term}\" is no IRI: {text}");
        }

        definition.Type = type;
    }

    // Step 13; false: the term stays undefined.
    private bool ReadReverse(string term, JsonMap map, TermDefinition definition)
    {
        if (map.ContainsKey(Keywords.Id) || map.ContainsKey(Keywords.Nest))
        {
            throw new JsonLdException("invalid reverse property", $"\"{term}\" has @reverse and {Keywords.Id} or {Keywords.Nest}");
        }

        if (map[Keywords.Reverse] is not string text)
        {
            throw new JsonLdException("invalid IRI mapping", $"@reverse of \"{term}\" is no string");
        }

        if (Keywords.HasForm(text))
        {
            return false;
        }

        definition.Iri = IriExpansion.Expand(active, text, documentRelative: false, vocab: true, this);
        if (!IriExpansion.IsIriOrBlankNode(definition.Iri))
        {
            throw new JsonLdException("invalid IRI mapping", $"@reverse of \"{term}\" is no IRI: {text}");
        }

        if (map.TryGetValue(Keywords.Container, out var container))
        {
            definition.Container = container switch
            {
                null => [],
                Keywords.Set or Keywords.Index => [(string)container],
                _ => throw new JsonLdException("invalid reverse property", $"@container of the reverse property \"{term}\" is @set or @index"),
            };
        }

        definition.IsReverse = true;
        return true;
    }

    // Steps 14 to 18; false: the term stays undefined.
    private bool ReadIri(string term, JsonMap map, TermDefinition definition, bool simple)
    {
        if (map.TryGetValue(Keywords.Id, out var id) && !(id is string same && same == term))
        {
            return id is null || ReadGivenIri(term, id, definition, simple);
        }

        if (term.IndexOf(':', 1) > 0)
        {
            // Step 15.
            var prefix = term[..term.IndexOf(':', 1)];
            DefineFirst(prefix);
            definition.Iri = active.Term(prefix) is { } known ? known.Iri + term[(prefix.Length + 1)..] : term;
        }
        else if (term.Contains('/', StringComparison.Ordinal))
        {
            // Step 16.
            definition.Iri = IriExpansion.Expand(active, term);
            if (!IriExpansion.IsIri(definition.Iri))
            {
                throw new JsonLdException("invalid IRI mapping", $"the term \"{term}\" is relative, and there is no vocabulary");
            }
        }
        else if (term == Keywords.Type)
        {
            definition.Iri = Keywords.Type;
        }
        else
        {
            definition.Iri = active.Vocabulary is { } vocabulary
                ? vocabulary + term
                : throw new JsonLdException("invalid IRI mapping", $"the term \"{term}\" has no IRI, and there is no vocabulary");
        }

        return true;
    }

    // Step 14.2.
    private bool ReadGivenIri(string term, object id, TermDefinition definition, bool simple)
    {
        if (id is not string text)
        {
            throw new JsonLdException("invalid IRI mapping", $"@id of \"{term}\" is no string");
        }

        if (!Keywords.Contains(text) && Keywords.HasForm(text))
        {
            return false;
        }

        var iri = IriExpansion.Expand(active, text, documentRelative: false, vocab: true, this);
        if (iri == Keywords.Context)
        {
            throw new JsonLdException("invalid keyword alias", $"\"{term}\" cannot stand for @context");
        }

        if (!Keywords.Contains(iri) && !IriExpansion.IsIriOrBlankNode(iri))
        {
            throw new JsonLdException("invalid IRI mapping", $"@id of \"{term}\" is no IRI: {text}");
        }

        definition.Iri = iri;
        var colon = term.IndexOf(':', 1);
        var hasSlash = term.Contains('/', StringComparison.Ordinal);
        if ((colon > 0 && colon < term.Length - 1) || hasSlash)
        {
            _defined[term] = true;
            if (IriExpansion.Expand(active, term, documentRelative: false, vocab: true, this) != iri)
            {
                throw new JsonLdException("invalid IRI mapping", $"\"{term}\" is not the IRI that it is mapped to: {iri}");
            }
        }

        definition.IsPrefix = !term.Contains(':', StringComparison.Ordinal) && !hasSlash && simple
            && ((iri!.Length > 0 && GenDelims.Contains(iri[^1], StringComparison.Ordinal)) || JsonTree.IsBlankNode(iri));
        return true;
    }

    // Step 26.
    private static void CheckMembers(string term, JsonMap map)
    {
        foreach (var key in map.Keys)
        {
            if (key is not (Keywords.Id or Keywords.Reverse or Keywords.Container or Keywords.Context or Keywords.Direction or Keywords.Index
                or Keywords.Language or Keywords.Nest or Keywords.Prefix or Keywords.Protected or Keywords.Type))
            {
                throw Invalid(term, $"has a member \"{key}\"");
            }
        }
    }
}
