using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A claim as the page of its source shows it.</summary>
/// <param name="Claim">The claim and its place.</param>
/// <param name="Triples">What it claims.</param>
/// <param name="View">How it is meant, who says it, where it stands; null if the source does not describe it.</param>
public sealed record SourceClaimView(SourceClaim Claim, IReadOnlyList<Triple> Triples, ClaimView? View);
