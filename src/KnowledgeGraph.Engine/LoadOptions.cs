using KnowledgeGraph.Formats;

namespace KnowledgeGraph.Engine;

/// <summary>How files are loaded.</summary>
public sealed record LoadOptions
{
    /// <summary>Skip statements that are wrong, and count them, instead of failing.</summary>
    public bool Lenient { get; init; }

    /// <summary>The base of relative IRIs; null for the file's own <c>file:</c> IRI.</summary>
    public string? BaseIri { get; init; }

    /// <summary>The format of all files; null to go by their names.</summary>
    public RdfFormat? Format { get; init; }
}
