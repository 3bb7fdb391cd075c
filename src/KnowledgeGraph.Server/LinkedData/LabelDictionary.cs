using System.Collections;
using System.Diagnostics.CodeAnalysis;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Labels of IRIs as words, which remember their language.</summary>
/// <param name="labels">The labels.</param>
public sealed class LabelDictionary(IReadOnlyDictionary<Iri, Literal> labels) : IReadOnlyDictionary<Iri, string>
{
    // The language of the pages' own words.
    private const string PageLanguage = "en";

    /// <inheritdoc/>
    public int Count => labels.Count;

    /// <inheritdoc/>
    public IEnumerable<Iri> Keys => labels.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => labels.Values.Select(label => label.Lexical);

    /// <inheritdoc/>
    public string this[Iri key] => labels[key].Lexical;

    /// <summary>The language of a label, if it is another than that of the page; else null.</summary>
    /// <param name="iri">The IRI.</param>
    public string? LanguageOf(Iri iri) =>
        labels.TryGetValue(iri, out var label) && label.Language is { } language && language != PageLanguage ? language : null;

    /// <inheritdoc/>
    public bool ContainsKey(Iri key) => labels.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(Iri key, [MaybeNullWhen(false)] out string value)
    {
        value = labels.TryGetValue(key, out var label) ? label.Lexical : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<Iri, string>> GetEnumerator() =>
        labels.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Lexical)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
