namespace KnowledgeGraph.Server.Reconciliation;

/// <summary>A condition of a reconciliation query.</summary>
/// <param name="Target">What it speaks of.</param>
/// <param name="Property">The property, if it speaks of one; else null.</param>
/// <param name="Values">The values; at least one, unless it speaks of nothing known.</param>
/// <param name="IsRequired">True if an entity that does not meet it is no candidate; else it counts for the score alone.</param>
/// <param name="Quantifier">Which of the values have to match.</param>
public sealed record MatchCondition(
    MatchTarget Target, PropertyId? Property, IReadOnlyList<MatchValue> Values, bool IsRequired, MatchQuantifier Quantifier)
{
    /// <summary>How far a candidate meets it.</summary>
    /// <param name="likeness">How far the candidate agrees with one value, from 0 to 1.</param>
    public double Fulfilment(Func<MatchValue, double> likeness) => Quantifier switch
    {
        _ when Target == MatchTarget.Unknown => 0,
        MatchQuantifier.Any => Values.Max(likeness),
        MatchQuantifier.All => Values.Min(likeness),
        _ => 1 - Values.Max(likeness),
    };
}
