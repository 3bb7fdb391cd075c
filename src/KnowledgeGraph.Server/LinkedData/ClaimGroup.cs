using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>Claims that make no facts, for one reason.</summary>
/// <param name="Status">The reason; null if the vocabulary has no word for it.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Claims">Those that are shown.</param>
public sealed record ClaimGroup(Iri? Status, int Count, IReadOnlyList<ClaimView> Claims);
