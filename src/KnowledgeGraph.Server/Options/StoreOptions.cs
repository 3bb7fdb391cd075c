namespace KnowledgeGraph.Server.Options;

/// <summary>Where the data lives. Section <c>Store</c>.</summary>
public sealed class StoreOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Store";

    /// <summary>
    /// The folder of a durable store, made where it is empty or absent. What <see cref="DatasetOptions.Files"/> names is loaded into it
    /// while it is empty, and ignored later; the shipped graph is not loaded by itself. Null: everything is in memory.
    /// </summary>
    public string? Folder { get; init; }
}
