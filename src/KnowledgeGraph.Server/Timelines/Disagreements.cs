using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.Timelines;

/// <summary>The disagreements of a dataset.</summary>
/// <param name="Pairs">The pairs of claims.</param>
/// <param name="IsCut">True if there are more.</param>
/// <param name="Labels">Labels of every IRI in them.</param>
public sealed record Disagreements(IReadOnlyList<Disagreement> Pairs, bool IsCut, IReadOnlyDictionary<Iri, string> Labels);
