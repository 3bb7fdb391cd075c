using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>Context processing: a local context applied to an active one.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm"/>
internal sealed class ContextProcessor(JsonLdOptions options)
{
    // Contexts in terms in contexts, and terms defined by terms: a bound on recursion that no sensible context comes near.
    private const int MaxDepth = 256;

    private readonly DocumentLoader _loader = new(options);
    private int _depth;

    public bool Version10 => options.Version10;

    /// <summary>The documents that contexts come from.</summary>
    public DocumentLoader Loader => _loader;

    /// <summary>Applies the context of a term, once for each active context.</summary>
    public ActiveContext ProcessScoped(ActiveContext active, TermDefinition definition, bool propagate, bool overrideProtected) =>
        active.Scoped(definition.Context, propagate, overrideProtected, () => Process(
            active, definition.Context, new ContextScope(definition.BaseUrl) { Propagate = propagate, OverrideProtected = overrideProtected }));

    public ActiveContext Process(ActiveContext active, object? local, ContextScope scope)
    {
        using var depth = Deepen("a context");

        // Steps 1 to 4.
        if (local is JsonMap single && single.Get(Keywords.Propagate) is bool propagate)
        {
            scope = scope with { Propagate = propagate };
        }

        var result = active.Clone();
        if (!scope.Propagate)
        {
            result.Previous ??= active;
        }

        // Step 5. A context that is an array shares the list of remote contexts.
        foreach (var context in local is List<object?> many ? many : [local])
        {
            switch (context)
            {
                case null:
                    result = Nullify(result, scope);
                    break;
                case string reference:
                    result = ProcessRemote(result, reference, ref scope);
                    break;
                case JsonMap definition:
                    ProcessDefinition(result, definition, scope);
                    break;
                default:
                    throw new JsonLdException("invalid local context", "a context is null, an IRI, an object, or an array of those");
            }
        }

        return result;
    }

    /// <summary>Counts a level of recursion until the result is disposed of.</summary>
    public Level Deepen(string what)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            throw new JsonLdException("context overflow", $"{what} is nested or depends on others more than {MaxDepth} levels deep");
        }

        return new Level(this);
    }

    public void Require11(string term, string keyword)
    {
        if (Version10)
        {
            throw LocalTerms.Invalid(term, $"has {keyword}, which JSON-LD 1.0 does not know");
        }
    }

    // Step 5.1.
    private static ActiveContext Nullify(ActiveContext result, ContextScope scope)
    {
        if (!scope.OverrideProtected && result.Terms.Values.Any(term => term.IsProtected))
        {
            throw new JsonLdException("invalid context nullification", "a null context cannot undo protected terms");
        }

        return new ActiveContext(result.OriginalBase, result.OriginalBase) { Previous = scope.Propagate ? null : result };
    }

    // Step 5.2.
    private ActiveContext ProcessRemote(ActiveContext result, string reference, ref ContextScope scope)
    {
        var iri = Resolve(scope.BaseUrl, reference);
        if (!scope.ValidateScoped && scope.Remote.Contains(iri))
        {
            return result;
        }

        if (scope.Remote.Count >= options.MaxRemoteContexts)
        {
            throw new JsonLdException("context overflow", $"<{iri}> is one remote context too many; the limit is {options.MaxRemoteContexts}");
        }

        scope = scope with { Remote = scope.Remote.Add(iri) };
        var (loaded, documentIri) = _loader.LoadContext(iri);
        return Process(result, loaded, new ContextScope(documentIri) { Remote = scope.Remote, ValidateScoped = scope.ValidateScoped });
    }

    private static string Resolve(string? baseUrl, string reference)
    {
        if (IriReference.HasScheme(reference))
        {
            return reference;
        }

        return baseUrl is not null && IriReference.HasScheme(baseUrl)
            ? IriReference.Resolve(baseUrl, reference)
            : throw new JsonLdException("loading document failed", $"the context <{reference}> is relative, and there is no base");
    }

    // Steps 5.4 to 5.13.
    private void ProcessDefinition(ActiveContext result, JsonMap context, ContextScope scope)
    {
        At(context, Keywords.Version, () => CheckVersion(context));
        At(context, Keywords.Import, () => context = Import(context, scope));
        At(context, Keywords.Base, () => ReadBase(result, context, scope));
        At(context, Keywords.Vocabulary, () => ReadVocabulary(result, context));
        At(context, Keywords.Language, () => ReadLanguage(result, context));
        At(context, Keywords.Direction, () => ReadDirection(result, context));
        At(context, Keywords.Propagate, () => CheckPropagate(context));
        var terms = new LocalTerms(this, result, context, scope);
        foreach (var key in context.Keys)
        {
            if (key is not (Keywords.Base or Keywords.Direction or Keywords.Import or Keywords.Language or Keywords.Propagate
                or Keywords.Protected or Keywords.Version or Keywords.Vocabulary))
            {
                terms.Define(key);
            }
        }
    }

    // Runs a step; an error in it is one of a member.
    private static void At(JsonMap context, string member, Action step)
    {
        try
        {
            step();
        }
        catch (JsonLdException e) when (e.PassThrough(context, member))
        {
            throw;
        }
    }

    // Step 5.11.
    private void CheckPropagate(JsonMap context)
    {
        if (context.TryGetValue(Keywords.Propagate, out var propagate))
        {
            RequireEntry11(Keywords.Propagate);
            if (propagate is not bool)
            {
                throw new JsonLdException("invalid @propagate value", "@propagate is true or false");
            }
        }
    }

    // Step 5.5.
    private void CheckVersion(JsonMap context)
    {
        if (!context.TryGetValue(Keywords.Version, out var version))
        {
            return;
        }

        if (version is not JsonNumber { Value: 1.1 })
        {
            throw new JsonLdException("invalid @version value", "@version is the number 1.1");
        }

        if (Version10)
        {
            throw new JsonLdException("processing mode conflict", "the context asks for JSON-LD 1.1");
        }
    }

    // Step 5.6.
    private JsonMap Import(JsonMap context, ContextScope scope)
    {
        if (!context.TryGetValue(Keywords.Import, out var value))
        {
            return context;
        }

        RequireEntry11(Keywords.Import);
        if (value is not string reference)
        {
            throw new JsonLdException("invalid @import value", "@import is a string");
        }

        var iri = Resolve(scope.BaseUrl, reference);
        if (_loader.LoadContext(iri).Context is not JsonMap imported)
        {
            throw new JsonLdException("invalid remote context", $"the context at <{iri}> is not an object, as @import needs it");
        }

        if (imported.ContainsKey(Keywords.Import))
        {
            throw new JsonLdException("invalid context entry", $"the imported context <{iri}> imports, too");
        }

        var merged = new JsonMap(imported) { Offset = context.Offset };
        foreach (var (key, member) in context)
        {
            merged[key] = member;
        }

        return merged;
    }

    // Step 5.7.
    private static void ReadBase(ActiveContext result, JsonMap context, ContextScope scope)
    {
        if (scope.Remote.Count > 0 || !context.TryGetValue(Keywords.Base, out var value))
        {
            return;
        }

        result.BaseIri = value switch
        {
            null => null,
            string iri when IriReference.HasScheme(iri) => iri,
            string relative when result.BaseIri is { } baseIri => IriReference.Resolve(baseIri, relative),
            string relative => throw new JsonLdException("invalid base IRI", $"@base is relative, and there is no base: {relative}"),
            _ => throw new JsonLdException("invalid base IRI", "@base is a string or null"),
        };
    }

    // Step 5.8.
    private void ReadVocabulary(ActiveContext result, JsonMap context)
    {
        if (!context.TryGetValue(Keywords.Vocabulary, out var value))
        {
            return;
        }

        if (value is not (null or string))
        {
            throw new JsonLdException("invalid vocab mapping", "@vocab is a string or null");
        }

        if (value is string text)
        {
            if (Version10 && !IriExpansion.IsIriOrBlankNode(text))
            {
                throw new JsonLdException("invalid vocab mapping", $"@vocab is no IRI: {text}");
            }

            var expanded = IriExpansion.Expand(result, text, documentRelative: true, vocab: true);
            result.Vocabulary = expanded is not null && !Keywords.Contains(expanded)
                ? expanded
                : throw new JsonLdException("invalid vocab mapping", $"@vocab is no IRI: {text}");
        }
        else
        {
            result.Vocabulary = null;
        }
    }

    // Step 5.9.
    private static void ReadLanguage(ActiveContext result, JsonMap context)
    {
        if (context.TryGetValue(Keywords.Language, out var value))
        {
            result.Language = value is null or string
                ? (string?)value
                : throw new JsonLdException("invalid default language", "@language is a string or null");
        }
    }

    // Step 5.10.
    private void ReadDirection(ActiveContext result, JsonMap context)
    {
        if (context.TryGetValue(Keywords.Direction, out var value))
        {
            RequireEntry11(Keywords.Direction);
            result.Direction = value is null or "ltr" or "rtl"
                ? (string?)value
                : throw new JsonLdException("invalid base direction", "@direction is \"ltr\", \"rtl\" or null");
        }
    }

    private void RequireEntry11(string keyword)
    {
        if (Version10)
        {
            throw new JsonLdException("invalid context entry", $"JSON-LD 1.0 does not know {keyword}");
        }
    }

    /// <summary>A level of recursion.</summary>
    public readonly struct Level(ContextProcessor processor) : IDisposable
    {
        public void Dispose() => processor._depth--;
    }
}
