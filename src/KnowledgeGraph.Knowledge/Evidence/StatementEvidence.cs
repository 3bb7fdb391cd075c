using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>What stands behind a triple that supports an answer.</summary>
/// <param name="Statement">The triple, with its graph.</param>
/// <param name="Claims">The claims that speak of it, those that hold and those that do not; empty for the register, the ontology and links.</param>
/// <param name="Origins">What a rule of the build derived it from; empty if none did.</param>
/// <param name="Inferred">How it follows under the entailment regime; null if it is asserted.</param>
public sealed record StatementEvidence(
    SupportPart.Statement Statement, ImmutableArray<ClaimEvidence> Claims, ImmutableArray<Iri> Origins, Conclusion? Inferred = null);
