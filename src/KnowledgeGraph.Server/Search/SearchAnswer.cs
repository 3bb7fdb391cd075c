namespace KnowledgeGraph.Server.Search;

/// <summary>The answer to a search.</summary>
/// <param name="Query">What was looked for.</param>
/// <param name="Type">The class that the things must have; null for any.</param>
/// <param name="Limit">The most things.</param>
/// <param name="Complete">False if the dataset has more labels than are searched.</param>
/// <param name="Current">False while the names of the latest write are not read yet: the answer is that of the state before.</param>
/// <param name="Results">The things, the best first.</param>
public sealed record SearchAnswer(
    string Query, NamedTerm? Type, int Limit, bool Complete, bool Current, IReadOnlyList<SearchResult> Results);
