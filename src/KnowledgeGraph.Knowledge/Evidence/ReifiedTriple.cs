using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Knowledge.Evidence;

/// <summary>A triple and a claim that speaks of it.</summary>
/// <param name="Triple">The triple.</param>
/// <param name="Evidence">The claim.</param>
public sealed record ReifiedTriple(Triple Triple, ClaimEvidence Evidence);
