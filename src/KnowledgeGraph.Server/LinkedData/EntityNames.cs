using KnowledgeGraph.Rdf;
using KnowledgeGraph.Server.Http;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>What an entity is called and how it is described.</summary>
/// <param name="Title">The label that meets the reader best; null if there is none.</param>
/// <param name="All">Labels and other names, each once, those that meet the reader best first.</param>
/// <param name="Description">The definition or comment that meets the reader best; null if there is none.</param>
internal sealed record EntityNames(Literal? Title, IReadOnlyList<Literal> All, Literal? Description)
{
    private static readonly Iri[] s_labels =
    [
        new("http://www.w3.org/2000/01/rdf-schema#label"), new("http://www.w3.org/2004/02/skos/core#prefLabel"),
        new("http://purl.org/dc/terms/title"), new("http://xmlns.com/foaf/0.1/name"),
        new("http://schema.org/name"), new("https://schema.org/name"),
    ];

    private static readonly Iri[] s_others =
    [
        new("http://www.w3.org/2004/02/skos/core#altLabel"),
        new("http://schema.org/alternateName"), new("https://schema.org/alternateName"),
    ];

    private static readonly Iri[] s_descriptions =
    [
        new("http://www.w3.org/2004/02/skos/core#definition"), new("http://www.w3.org/2000/01/rdf-schema#comment"),
        new("http://purl.org/dc/terms/description"), new("http://schema.org/description"), new("https://schema.org/description"),
    ];

    private static readonly HashSet<Iri> s_names = [.. s_labels, .. s_others, .. s_descriptions];

    /// <summary>True for a property whose values are names or descriptions.</summary>
    /// <param name="predicate">The property.</param>
    public static bool IsName(Iri predicate) => s_names.Contains(predicate);

    /// <summary>Reads them.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="values">Its values of a property.</param>
    /// <param name="languages">What the reader wants.</param>
    public static EntityNames Of(Iri entity, Func<Iri, IReadOnlyList<Term>> values, ReaderLanguages languages)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var labels = Best(s_labels, values, languages);
        return new EntityNames(
            labels.FirstOrDefault(), [.. labels.Concat(Best(s_others, values, languages)).Distinct()],
            Best(s_descriptions, values, languages).FirstOrDefault());
    }

    private static List<Literal> Best(Iri[] properties, Func<Iri, IReadOnlyList<Term>> values, ReaderLanguages languages) =>
        [.. properties.SelectMany(values).OfType<Literal>().OrderBy(literal => languages.Rank(literal.Language))];
}
