namespace KnowledgeGraph.Knowledge.Search;

/// <summary>A label that matches; the order is that of the answer.</summary>
/// <param name="Kind">How it matches.</param>
/// <param name="Uses">How often its thing is used.</param>
/// <param name="Words">How many words it has.</param>
/// <param name="Source">What it is to its thing.</param>
/// <param name="Label">Its number.</param>
internal readonly record struct LabelCandidate(MatchKind Kind, int Uses, int Words, LabelKind Source, int Label)
    : IComparable<LabelCandidate>
{
    /// <inheritdoc/>
    public int CompareTo(LabelCandidate other) =>
        (Kind, -Uses, Words, Source, Label).CompareTo((other.Kind, -other.Uses, other.Words, other.Source, other.Label));
}
