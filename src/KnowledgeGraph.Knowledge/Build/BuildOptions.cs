namespace KnowledgeGraph.Knowledge.Build;

/// <summary>What to build, from where.</summary>
public sealed record BuildOptions
{
    /// <summary>Where the parts lie.</summary>
    public required KnowledgeLayout Layout { get; init; }

    /// <summary>The articles' texts, to find all places anew and keep them; null to use the places that are kept.</summary>
    public string? ArticlesFolder { get; init; }

    /// <summary>Check and locate these sources only, and keep their places; the graph is then left alone. All if empty.</summary>
    public IReadOnlyCollection<string> Only { get; init; } = [];

    /// <summary>True to compare with what is there and write nothing.</summary>
    public bool Check { get; init; }
}
