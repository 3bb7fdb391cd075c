using KnowledgeGraph.Server.Search;

namespace KnowledgeGraph.Server.Explore;

/// <summary>A thing of a neighbourhood.</summary>
/// <param name="Iri">The thing.</param>
/// <param name="Label">Its label.</param>
/// <param name="Page">Its page on this host.</param>
/// <param name="Types">Its classes.</param>
public sealed record ExploreNode(string Iri, string Label, string Page, IReadOnlyList<NamedTerm> Types);
