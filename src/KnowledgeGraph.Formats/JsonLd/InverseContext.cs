namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>The inverse context: for an IRI, a container, and a type or language, the term to compact it to.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#inverse-context-creation"/>
internal sealed class InverseContext
{
    public const string Any = "@any";

    // IRI, container, "@language" | "@type" | "@any", value: term.
    private readonly Dictionary<string, Dictionary<string, TypeLanguageMap>> _iris = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _prefixes = [];

    private InverseContext(ActiveContext active)
    {
        var defaultLanguage = DefaultLanguage(active) ?? Keywords.None;

        // Step 3: the shortest term first.
        foreach (var (term, definition) in active.Terms.OrderBy(term => term.Key.Length).ThenBy(term => term.Key, CodePointComparer.Instance))
        {
            if (definition.Iri is not { } iri)
            {
                continue;
            }

            if (definition.IsPrefix)
            {
                _prefixes.Add(KeyValuePair.Create(term, iri));
            }

            var container = definition.Container.IsEmpty ? Keywords.None : string.Concat(definition.Container.Order(StringComparer.Ordinal));
            if (!_iris.TryGetValue(iri, out var containers))
            {
                containers = new Dictionary<string, TypeLanguageMap>(StringComparer.Ordinal);
                _iris.Add(iri, containers);
            }

            if (!containers.TryGetValue(container, out var map))
            {
                map = new TypeLanguageMap(term);
                containers.Add(container, map);
            }

            Add(map, term, definition, defaultLanguage);
        }
    }

    /// <summary>The terms that are prefixes, with their IRIs.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Prefixes => _prefixes;

    public static InverseContext Of(ActiveContext active) => new(active);

    /// <summary>Default language and direction as a key, in lower case; null if there is neither.</summary>
    public static string? DefaultLanguage(ActiveContext active) =>
        active.Direction is { } direction ? $"{active.Language}_{direction}".ToLowerInvariant() : active.Language?.ToLowerInvariant();

    public bool Knows(string iri) => _iris.ContainsKey(iri);

    /// <summary>Term selection (JSON-LD 1.1 API §6.2).</summary>
    public string? Select(string iri, IEnumerable<string> containers, string typeOrLanguage, IReadOnlyList<string> preferred)
    {
        foreach (var container in containers)
        {
            if (_iris[iri].TryGetValue(container, out var map))
            {
                var values = map.Values(typeOrLanguage);
                foreach (var value in preferred)
                {
                    if (values.TryGetValue(value, out var term))
                    {
                        return term;
                    }
                }
            }
        }

        return null;
    }

    // Steps 3.10 to 3.16.
    private static void Add(TypeLanguageMap map, string term, TermDefinition definition, string defaultLanguage)
    {
        if (definition.IsReverse)
        {
            map.Type.TryAdd(Keywords.Reverse, term);
        }
        else if (definition.Type == Keywords.None)
        {
            map.Language.TryAdd(Any, term);
            map.Type.TryAdd(Any, term);
        }
        else if (definition.Type is { } type)
        {
            map.Type.TryAdd(type, term);
        }
        else if (definition.HasLanguage && definition.HasDirection)
        {
            map.Language.TryAdd(LanguageAndDirection(definition), term);
        }
        else if (definition.HasLanguage)
        {
            map.Language.TryAdd(definition.Language?.ToLowerInvariant() ?? Keywords.Null, term);
        }
        else if (definition.HasDirection)
        {
            map.Language.TryAdd(definition.Direction is null ? Keywords.None : "_" + definition.Direction, term);
        }
        else
        {
            map.Language.TryAdd(defaultLanguage, term);
            map.Language.TryAdd(Keywords.None, term);
            map.Type.TryAdd(Keywords.None, term);
        }
    }

    private static string LanguageAndDirection(TermDefinition definition) => (definition.Language, definition.Direction) switch
    {
        ({ } language, { } direction) => $"{language}_{direction}".ToLowerInvariant(),
        ({ } language, null) => language.ToLowerInvariant(),
        (null, { } direction) => "_" + direction,
        _ => Keywords.Null,
    };

    private sealed class TypeLanguageMap(string term)
    {
        private readonly Dictionary<string, string> _any = new(StringComparer.Ordinal) { [Keywords.None] = term };

        public Dictionary<string, string> Language { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Type { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Values(string typeOrLanguage) => typeOrLanguage switch
        {
            Keywords.Language => Language,
            Keywords.Type => Type,
            _ => _any,
        };
    }
}
