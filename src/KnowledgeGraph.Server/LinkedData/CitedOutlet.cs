using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>An outlet that a source names for a claim.</summary>
/// <param name="Outlet">The outlet.</param>
/// <param name="Date">The date given for it; empty if there is none.</param>
public sealed record CitedOutlet(Iri Outlet, string Date);
