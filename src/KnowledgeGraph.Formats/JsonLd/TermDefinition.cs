using System.Collections.Immutable;

namespace KnowledgeGraph.Formats.JsonLd;

/// <summary>What an active context knows of a term. Changed only while it is made.</summary>
internal sealed class TermDefinition
{
    /// <summary>The IRI mapping: an IRI, a blank node identifier, a keyword, or null.</summary>
    public string? Iri { get; set; }

    public bool IsPrefix { get; set; }

    public bool IsProtected { get; set; }

    public bool IsReverse { get; set; }

    /// <summary>Whether there is a scoped context; it may be null.</summary>
    public bool HasContext { get; set; }

    public object? Context { get; set; }

    public string? BaseUrl { get; set; }

    public ImmutableArray<string> Container { get; set; } = [];

    /// <summary>Whether there is a language mapping; it may be null.</summary>
    public bool HasLanguage { get; set; }

    public string? Language { get; set; }

    /// <summary>Whether there is a direction mapping; it may be null.</summary>
    public bool HasDirection { get; set; }

    public string? Direction { get; set; }

    public string? Index { get; set; }

    public string? Nest { get; set; }

    public string? Type { get; set; }

    /// <summary>Equality but for the protected flag (JSON-LD 1.1 API §4.2.2, step 27.1).</summary>
    public bool SameButForProtection(TermDefinition other) =>
        Iri == other.Iri && IsPrefix == other.IsPrefix && IsReverse == other.IsReverse
        && HasContext == other.HasContext && JsonEquality.Instance.Equals(Context, other.Context)
        && Container.AsSpan().SequenceEqual(other.Container.AsSpan())
        && HasLanguage == other.HasLanguage && Language == other.Language
        && HasDirection == other.HasDirection && Direction == other.Direction
        && Index == other.Index && Nest == other.Nest && Type == other.Type;
}
