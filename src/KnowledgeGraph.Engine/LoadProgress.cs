using KnowledgeGraph.Store;

namespace KnowledgeGraph.Engine;

/// <summary>How far a load is.</summary>
/// <param name="File">The file at hand; empty once all are read.</param>
/// <param name="Stage">Reading, sorting, done.</param>
/// <param name="Quads">Quads read so far.</param>
/// <param name="QuadsPerSecond">Quads read per second so far.</param>
public sealed record LoadProgress(string File, LoadStage Stage, long Quads, double QuadsPerSecond);
