using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Reasoning.Entailment;

/// <summary>Why a triple holds: one derivation of possibly many, the first that was found. Premises never need their conclusion.</summary>
/// <param name="Conclusion">The triple.</param>
/// <param name="Rule">The rule; null if the triple is asserted.</param>
/// <param name="Premises">The triples that the rule was applied to; each can be explained in turn. None for asserted and axiomatic
/// triples.</param>
public sealed record Derivation(Triple Conclusion, EntailmentRule? Rule, ImmutableArray<Triple> Premises)
{
    /// <summary>Whether the triple is asserted.</summary>
    public bool IsAsserted => Rule is null;
}
