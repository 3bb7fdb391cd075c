namespace KnowledgeGraph.Tests.Differential;

/// <summary>How the engine runs a case: its answer must not depend on it.</summary>
/// <param name="Name">The name in messages.</param>
/// <param name="BatchSize">Rows per batch; null for the default.</param>
/// <param name="IsRewritten">False to run without rewriting.</param>
/// <param name="IsGrown">True if the data comes to its state by updates, half of it at least; false if it is loaded at once.</param>
/// <param name="IsThreaded">True if joins below a grouping or a sort run on a thread of their own, however few their rows are.</param>
/// <param name="IsPlannedBefore">True if the same query with other constants was asked before, of less data where it is grown.</param>
/// <param name="IsDurable">True if the data is in a folder, which is closed and opened again before it is asked; false if in memory.</param>
/// <param name="IsJoinedAtOnce">True if plain patterns are joined variable by variable, whatever they cost.</param>
/// <param name="IsKeyFiltered">True if hash joins pass their keys on, however few rows they are for.</param>
/// <param name="IsSorted">True if rows are sorted for merge joins wherever that makes one possible.</param>
public sealed record EngineSetting(
    string Name, int? BatchSize, bool IsRewritten, bool IsGrown, bool IsThreaded = false, bool IsDurable = false,
    bool IsPlannedBefore = false, bool IsJoinedAtOnce = false, bool IsKeyFiltered = false, bool IsSorted = false)
{
    /// <summary>The settings, each as often as it stands here.</summary>
    public static EngineSetting[] All { get; } =
    [
        new("as shipped", null, IsRewritten: true, IsGrown: false),
        new("as shipped", null, IsRewritten: true, IsGrown: false),
        new("without rewrites", null, IsRewritten: false, IsGrown: false),
        new("batches of 1", 1, IsRewritten: true, IsGrown: false),
        new("batches of 3", 3, IsRewritten: true, IsGrown: false),
        new("two threads, batches of 2", 2, IsRewritten: true, IsGrown: false, IsThreaded: true),
        new("joined at once", null, IsRewritten: true, IsGrown: false, IsJoinedAtOnce: true),
        new("joined at once, grown, batches of 3", 3, IsRewritten: true, IsGrown: true, IsThreaded: true, IsJoinedAtOnce: true),
        new("filtered by keys", null, IsRewritten: true, IsGrown: false, IsKeyFiltered: true),
        new("filtered by keys, batches of 3", 3, IsRewritten: true, IsGrown: true, IsThreaded: true, IsKeyFiltered: true),
        new("sorted for merges", null, IsRewritten: true, IsGrown: false, IsSorted: true),
        new("sorted for merges, grown, batches of 3", 3, IsRewritten: true, IsGrown: true, IsThreaded: true, IsSorted: true),
        new("grown by updates", null, IsRewritten: true, IsGrown: true),
        new("grown, batches of 3", 3, IsRewritten: true, IsGrown: true),
        new("planned for other constants", null, IsRewritten: true, IsGrown: false, IsPlannedBefore: true),
        new("planned for other constants, then grown", 2, IsRewritten: true, IsGrown: true, IsPlannedBefore: true),
        new("in a folder, grown", null, IsRewritten: true, IsGrown: true, IsDurable: true),
    ];
}
