namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>How the values of a property are fetched.</summary>
/// <param name="Limit">Most values of an entity.</param>
/// <param name="Language">The language of texts; empty for any. Values that are no texts in a language are not held to it.</param>
public sealed record ExtensionSettings(int Limit, string Language)
{
    /// <summary>Most values of an entity; 0 asks for so many.</summary>
    public const int MaxLimit = 100;
}
