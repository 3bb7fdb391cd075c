using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>A citation a claim stands on.</summary>
/// <param name="Citation">The citation.</param>
/// <param name="Outlet">The outlet; null if unknown.</param>
/// <param name="Date">The outlet's date; null if none is printed.</param>
public sealed record CitedOutlet(Iri Citation, Iri? Outlet, Literal? Date);
