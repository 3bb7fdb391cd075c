namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>
/// A rule in the notation of <see cref="RuleTable"/>: triple patterns separated by dots, conditions <c>?x != ?y</c>, conclusion
/// <c>false</c> for an inconsistency. Rules that look at terms, not at patterns, are told in words and run by code.
/// </summary>
/// <param name="Name">The name in its recommendation, such as <c>rdfs9</c> or <c>prp-trp</c>.</param>
/// <param name="Body">The premises.</param>
/// <param name="Head">The conclusions.</param>
/// <param name="IsPattern">Whether body and head are patterns; otherwise words.</param>
public sealed record EntailmentRule(string Name, string Body, string Head, bool IsPattern = true)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Body} → {Head}";
}
