namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>What stays the same within a document being expanded.</summary>
/// <param name="BaseUrl">The IRI of the document: the base of remote contexts.</param>
/// <param name="IsFrame">Whether it is a frame, with its wildcards and keywords.</param>
internal sealed record ExpansionPlace(string? BaseUrl, bool IsFrame);
