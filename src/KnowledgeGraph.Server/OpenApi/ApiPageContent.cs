namespace KnowledgeGraph.Server.OpenApi;

/// <summary>What the page of the API shows, kept once it was read. Two requests at once may both read it.</summary>
public sealed class ApiPageContent
{
    /// <summary>The content, or null as long as nobody asked for it.</summary>
    public Document? Known { get; set; }

    /// <summary>The content.</summary>
    /// <param name="Groups">The operations by tag.</param>
    /// <param name="Description">What the API is.</param>
    public sealed record Document(IReadOnlyList<(string Tag, IReadOnlyList<ApiOperation> Operations)> Groups, string Description);
}
