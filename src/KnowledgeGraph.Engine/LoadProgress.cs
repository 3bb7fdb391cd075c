using KnowledgeGraph.Store;

namespace KnowledgeGraph.Engine;

/// <summary>How far a load is.</summary>
/// <param name="File">The file at hand; empty once all are read.</param>
/// <param name="Stage">Reading, sorting, done.</param>
/// <param name="Quads">Quads read so far.</param>
/// <param name="QuadsPerSecond">Quads read per second so far.</param>
/// <param name="BytesRead">Bytes read so far, of compressed files the compressed ones.</param>
/// <param name="BytesTotal">Bytes of all files; 0 if it is not known.</param>
/// <param name="Remaining">How long reading the rest will take if it goes on like this; null if it is not known.</param>
public sealed record LoadProgress(
    string File, LoadStage Stage, long Quads, double QuadsPerSecond, long BytesRead, long BytesTotal, TimeSpan? Remaining)
{
    /// <summary>The part of the files that has been read, from 0 to 1; null if it is not known.</summary>
    public double? Fraction => BytesTotal > 0 ? Math.Min(1, BytesRead / (double)BytesTotal) : null;
}
