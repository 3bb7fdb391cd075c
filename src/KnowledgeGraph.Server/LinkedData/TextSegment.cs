namespace KnowledgeGraph.Server.LinkedData;

/// <summary>A stretch of a text that the same claims rest on.</summary>
/// <param name="Text">The words.</param>
/// <param name="Claim">The claim that they prove most narrowly; null if there is none.</param>
/// <param name="IsTrigger">True if they carry the relation of a claim.</param>
/// <param name="Ends">The claims whose evidence ends here.</param>
public sealed record TextSegment(string Text, SourceClaim? Claim, bool IsTrigger, IReadOnlyList<SourceClaim> Ends);
