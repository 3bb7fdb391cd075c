using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Something with a date.</summary>
/// <param name="Thing">What it is.</param>
/// <param name="Begin">The earliest day.</param>
/// <param name="End">The latest day; null if unknown.</param>
public sealed record DatedThing(Iri Thing, Literal Begin, Literal? End);
