namespace KnowledgeGraph.Server.Options;

/// <summary>Where the texts of the sources lie; they are not ours to ship. Section <c>Articles</c>.</summary>
public sealed class ArticleOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Articles";

    /// <summary>A folder with one <c>&lt;source&gt;.txt</c> each, or null: pages then show positions without the words.</summary>
    public string? Folder { get; init; }
}
