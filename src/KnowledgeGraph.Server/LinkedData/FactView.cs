using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A fact as the page of one of its ends shows it.</summary>
/// <param name="Other">The other end.</param>
/// <param name="Claims">The claims that hold and make it a fact; empty for facts of the register and the ontology, and for derived ones.</param>
/// <param name="Origins">What a rule derived it from; empty for a fact that is not derived.</param>
public sealed record FactView(Term Other, IReadOnlyList<ClaimView> Claims, IReadOnlyList<Term> Origins);
