namespace KnowledgeGraph.Server.CannedQueries;

/// <summary>A query that ships with the dataset, with the words that describe it. Immutable.</summary>
/// <param name="Name">The name in the address: the file's name without extension.</param>
/// <param name="Summary">The question it answers, in one line.</param>
/// <param name="Description">A longer text, or null.</param>
/// <param name="Tags">Tags for grouping.</param>
/// <param name="Text">The SPARQL text without the header.</param>
/// <param name="Query">The parsed query, parameters still variables.</param>
/// <param name="Parameters">The parameters in the order of the text.</param>
public sealed record CannedQuery(
    string Name,
    string Summary,
    string? Description,
    IReadOnlyList<string> Tags,
    string Text,
    SparqlQuery Query,
    IReadOnlyList<CannedQueryParameter> Parameters);
