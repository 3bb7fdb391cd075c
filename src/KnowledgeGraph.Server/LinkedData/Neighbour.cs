using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>One neighbour in a drawing.</summary>
/// <param name="Thing">What it is.</param>
/// <param name="Label">Its label.</param>
/// <param name="Property">The label of the property between.</param>
public sealed record Neighbour(Iri Thing, string Label, string Property);
