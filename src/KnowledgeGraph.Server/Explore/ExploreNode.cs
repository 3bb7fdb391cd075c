using System.Text.Json.Serialization;
using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Explore;

/// <summary>A thing of a neighbourhood.</summary>
/// <param name="Iri">The thing.</param>
/// <param name="Label">Its label.</param>
/// <param name="Page">Its page on this host.</param>
/// <param name="Types">Its classes.</param>
/// <param name="Language">The language of the label, if it is another than that of the pages; else null.</param>
public sealed record ExploreNode(
    string Iri, string Label, string Page, IReadOnlyList<NamedTerm> Types,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language);
