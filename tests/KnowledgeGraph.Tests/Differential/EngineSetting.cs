namespace KnowledgeGraph.Tests.Differential;

/// <summary>How the engine runs a case: its answer must not depend on it.</summary>
/// <param name="Name">The name in messages.</param>
/// <param name="BatchSize">Rows per batch; null for the default.</param>
/// <param name="IsRewritten">False to run without rewriting.</param>
public sealed record EngineSetting(string Name, int? BatchSize, bool IsRewritten)
{
    /// <summary>The settings, each as often as it stands here.</summary>
    public static EngineSetting[] All { get; } =
    [
        new("as shipped", null, true),
        new("as shipped", null, true),
        new("without rewrites", null, false),
        new("batches of 1", 1, true),
        new("batches of 3", 3, true),
    ];
}
