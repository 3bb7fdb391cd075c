using System.Text.Json.Serialization;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.LinkedData;

namespace KnowledgeGraph.Server.Search;

/// <summary>An IRI with what a reader needs of it.</summary>
/// <param name="Iri">The IRI.</param>
/// <param name="Label">Its label, or the last part of the IRI.</param>
/// <param name="Page">Its page on this host.</param>
/// <param name="Language">The language of the label, if it is another than that of the pages; else null.</param>
public sealed record NamedTerm(
    string Iri, string Label, string Page, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language = null)
{
    /// <summary>An IRI with its label.</summary>
    /// <param name="iri">The IRI.</param>
    /// <param name="labels">Labels, as far as known.</param>
    /// <param name="otherwise">The label if it is not among them; null for the last part of the IRI.</param>
    public static NamedTerm Of(Iri iri, IReadOnlyDictionary<Iri, string> labels, string? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(iri);
        ArgumentNullException.ThrowIfNull(labels);
        return new NamedTerm(
            iri.Value, labels.GetValueOrDefault(iri) ?? otherwise ?? LastPart(iri.Value), LocalAddress.Of(iri),
            (labels as LabelDictionary)?.LanguageOf(iri));
    }

    private static string LastPart(string iri)
    {
        var text = iri.TrimEnd('/', '#');
        var cut = text.LastIndexOfAny(['/', '#', ':']);
        return cut >= 0 && cut + 1 < text.Length ? text[(cut + 1)..] : iri;
    }
}
