namespace KnowledgeGraph.Server.Search;

/// <summary>A thing that was found.</summary>
/// <param name="Iri">The thing.</param>
/// <param name="Label">Its label.</param>
/// <param name="Page">Its page on this host.</param>
/// <param name="Matched">The label that was found.</param>
/// <param name="Score">How well that matches, from 0 to 1.</param>
/// <param name="Uses">How many statements have the thing as their object.</param>
/// <param name="Types">Its classes.</param>
public sealed record SearchResult(
    string Iri, string Label, string Page, MatchedLabel Matched, double Score, int Uses, IReadOnlyList<NamedTerm> Types);
