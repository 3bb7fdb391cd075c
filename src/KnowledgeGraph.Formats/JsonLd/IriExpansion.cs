using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>IRI expansion: a term, compact IRI or reference to an IRI, blank node identifier or keyword.</summary>
/// <seealso href="https://www.w3.org/TR/json-ld11-api/#iri-expansion"/>
internal static class IriExpansion
{
    /// <summary>Expands as for a key: relative to the vocabulary.</summary>
    public static string? Expand(ActiveContext active, string? value) => Expand(active, value, documentRelative: false, vocab: true);

    /// <summary>Expands a text.</summary>
    /// <param name="active">The active context.</param>
    /// <param name="value">The text.</param>
    /// <param name="documentRelative">Whether it may be relative to the base IRI.</param>
    /// <param name="vocab">Whether it may be a term, or relative to the vocabulary mapping.</param>
    /// <param name="local">The context being processed, in context processing only.</param>
    public static string? Expand(ActiveContext active, string? value, bool documentRelative, bool vocab, LocalTerms? local = null)
    {
        // Steps 1 and 2.
        if (value is null || Keywords.Contains(value))
        {
            return value;
        }

        if (Keywords.HasForm(value))
        {
            return null;
        }

        // Step 3.
        local?.DefineFirst(value);

        // Steps 4 and 5.
        if (active.Term(value) is { } definition && (vocab || Keywords.Contains(definition.Iri)))
        {
            return definition.Iri;
        }

        // Step 6.
        var colon = value.Length > 1 ? value.IndexOf(':', 1) : -1;
        if (colon > 0)
        {
            var prefix = value[..colon];
            if (prefix == "_" || value.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal))
            {
                return value;
            }

            local?.DefineFirst(prefix);
            if (active.Term(prefix) is { Iri: { } iri, IsPrefix: true })
            {
                return string.Concat(iri, value.AsSpan(colon + 1));
            }

            if (IsIri(value))
            {
                return value;
            }
        }

        // Steps 7 to 9.
        if (vocab && active.Vocabulary is { } vocabulary)
        {
            return vocabulary + value;
        }

        return documentRelative && active.BaseIri is { } baseIri ? IriReference.Resolve(baseIri, value) : value;
    }

    /// <summary>Whether a text has the form of an IRI: a scheme, and no white space.</summary>
    public static bool IsIri(string? text) => text is not null && IriReference.HasScheme(text) && !text.Any(char.IsWhiteSpace);

    public static bool IsIriOrBlankNode(string? text) => IsIri(text) || JsonTree.IsBlankNode(text);
}
