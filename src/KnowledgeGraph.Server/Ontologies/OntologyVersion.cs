namespace KnowledgeGraph.Server.Ontologies;

/// <summary>A version of an ontology and what it changed.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Issued">Its day, or null.</param>
/// <param name="Changes">What it changed.</param>
public sealed record OntologyVersion(string Number, string? Issued, IReadOnlyList<string> Changes);
