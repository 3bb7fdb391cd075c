namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>A document as a tree.</summary>
/// <param name="Json">The tree.</param>
/// <param name="DocumentIri">Where it is from.</param>
/// <param name="ContextIri">The context that a Link header gives to it, null for none.</param>
internal sealed record LoadedDocument(object? Json, string DocumentIri, string? ContextIri);
