using System.Collections.Immutable;
using KnowledgeGraph.Reasoning.Entailment;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>How a triple that nobody asserts follows from others: one derivation of possibly many.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Premises">The triples that it was applied to, each with what stands behind it; none for axiomatic triples.</param>
/// <param name="IsCut">True if the way from here to asserted triples is longer than what is shown; there are no premises then.</param>
public sealed record Conclusion(EntailmentRule Rule, ImmutableArray<StatementEvidence> Premises, bool IsCut);
