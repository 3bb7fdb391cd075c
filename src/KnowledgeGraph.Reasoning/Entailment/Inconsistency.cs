using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>A contradiction in a graph: everything follows from it, so nothing that is inferred means anything.</summary>
/// <param name="Rule">The rule that concludes false.</param>
/// <param name="Premises">The triples that it was applied to.</param>
/// <param name="Term">The literal or resource that it is about, if the rule is about one.</param>
public sealed record Inconsistency(EntailmentRule Rule, ImmutableArray<Triple> Premises, Term? Term)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var about = Term is null ? "" : $" {Term}";
        var premises = Premises.IsEmpty ? "" : " in " + string.Join(" and ", Premises.Select(t => $"{t.Subject} {t.Predicate} {t.Object}"));
        return $"{Rule.Name} ({Rule.Body}):{about}{premises}";
    }
}
