namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>An object being expanded.</summary>
/// <param name="Active">The active context, with type-scoped contexts.</param>
/// <param name="TypeScoped">The active context before type-scoped contexts, in which types are expanded.</param>
/// <param name="Property">The active property.</param>
/// <param name="Place">The document.</param>
/// <param name="InputType">The expanded last type of the object, which may be <c>@json</c>.</param>
internal sealed record ExpandedNode(
    ActiveContext Active, ActiveContext TypeScoped, string? Property, ExpansionPlace Place, string? InputType)
{
    /// <summary>What has been made so far; a copy of the record has the same.</summary>
    public JsonMap Result { get; } = [];
}
