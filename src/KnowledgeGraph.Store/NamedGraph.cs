namespace KnowledgeGraph.Store;

/// <summary>A named graph of a snapshot.</summary>
/// <param name="Name">Its name, an IRI or a blank node.</param>
/// <param name="Count">Its triples.</param>
public readonly record struct NamedGraph(TermId Name, long Count);
