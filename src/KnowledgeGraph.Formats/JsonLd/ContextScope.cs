using System.Collections.Immutable;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>What context processing passes down with a local context.</summary>
/// <param name="BaseUrl">What the IRIs of remote contexts are relative to.</param>
internal sealed record ContextScope(string? BaseUrl)
{
    /// <summary>The remote contexts on the way here.</summary>
    public ImmutableList<string> Remote { get; init; } = [];

    /// <summary>Whether protected terms may be defined anew: in property-scoped contexts.</summary>
    public bool OverrideProtected { get; init; }

    /// <summary>False for type-scoped contexts: they end at the next node object.</summary>
    public bool Propagate { get; init; } = true;

    /// <summary>False while scoped contexts are checked: a remote context that has been seen is passed over.</summary>
    public bool ValidateScoped { get; init; } = true;
}
