using KnowledgeGraph.Knowledge.Evidence;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>One triple of a claim as a page shows it.</summary>
/// <param name="Triple">The triple that the claim reifies.</param>
/// <param name="Evidence">The claim: how it is meant, who says it, where it stands.</param>
/// <param name="Quotes">The words at its places, as far as the host has the text.</param>
public sealed record ClaimView(Triple Triple, ClaimEvidence Evidence, IReadOnlyList<string> Quotes);
