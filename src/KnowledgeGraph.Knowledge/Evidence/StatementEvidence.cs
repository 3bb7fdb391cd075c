using System.Collections.Immutable;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>What stands behind a triple that supports an answer.</summary>
/// <param name="Statement">The triple, with its graph.</param>
/// <param name="Claims">The claims that speak of it, those that hold and those that do not; empty for the register, the ontology and links.</param>
/// <param name="Origins">What a rule derived it from; empty if no rule did.</param>
public sealed record StatementEvidence(SupportPart.Statement Statement, ImmutableArray<ClaimEvidence> Claims, ImmutableArray<Iri> Origins);
