using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A fact as the page of one of its ends shows it.</summary>
/// <param name="Other">The other end.</param>
/// <param name="Claims">The claims that hold and make it a fact; empty for facts of the register and the ontology.</param>
public sealed record FactView(Term Other, IReadOnlyList<ClaimView> Claims);
