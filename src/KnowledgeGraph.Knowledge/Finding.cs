namespace KnowledgeGraph.Knowledge;

/// <summary>Something that is wrong with the authored data: where, what, and what to do.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Position">Where; null if it concerns no single place.</param>
/// <param name="Message">What is wrong and what was expected, one sentence without a final stop.</param>
/// <param name="Hint">What to do, or null.</param>
public sealed record Finding(FindingKind Kind, SourcePosition? Position, string Message, string? Hint = null)
{
    /// <summary>The finding as a compiler prints it, with the hint on a line of its own.</summary>
    public override string ToString()
    {
        string place = Position is { } position ? $"{position}: " : "";
        string kind = Kind.ToString().ToLowerInvariant();
        return Hint is null ? $"{place}{kind}: {Message}" : $"{place}{kind}: {Message}\n    hint: {Hint}";
    }
}
