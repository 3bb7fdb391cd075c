namespace KnowledgeGraph.Engine;

/// <summary>What a write did.</summary>
/// <param name="QuadsAdded">Quads added that were not there, operation by operation: one added and removed again counts in both numbers.</param>
/// <param name="QuadsRemoved">Quads removed that were there.</param>
/// <param name="Elapsed">Time from the beginning to the commit, with the wait for other writers.</param>
/// <param name="Version">The version of the data after it; the same as before if nothing changed.</param>
public sealed record UpdateReport(long QuadsAdded, long QuadsRemoved, TimeSpan Elapsed, string Version);
