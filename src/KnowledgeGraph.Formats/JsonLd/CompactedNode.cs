namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>An object being compacted.</summary>
/// <param name="Active">The active context, with type-scoped contexts.</param>
/// <param name="TypeScoped">The active context that came with the object, in which types are compacted.</param>
/// <param name="Property">The active property.</param>
/// <param name="Result">What has been made so far.</param>
internal sealed record CompactedNode(ActiveContext Active, ActiveContext TypeScoped, string? Property, JsonMap Result);
