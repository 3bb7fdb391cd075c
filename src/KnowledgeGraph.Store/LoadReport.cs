namespace KnowledgeGraph.Store;

/// <summary>What a bulk load did.</summary>
/// <param name="QuadsRead">Quads that came in, duplicates included.</param>
/// <param name="QuadsAdded">Quads that the store did not have.</param>
/// <param name="Documents">Documents begun.</param>
/// <param name="Elapsed">Time from start to publication.</param>
/// <param name="StoreBytes">Bytes held by the new snapshot.</param>
public sealed record LoadReport(long QuadsRead, long QuadsAdded, int Documents, TimeSpan Elapsed, long StoreBytes);
