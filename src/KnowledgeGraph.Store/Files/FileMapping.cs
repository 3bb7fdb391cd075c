namespace KnowledgeGraph.Store.Files;

/// <summary>A file that is read like memory. Immutable, safe for any number of readers.</summary>
internal abstract class FileMapping
{
    /// <summary>Bytes in the file.</summary>
    internal abstract long Length { get; }

    /// <summary>A piece of the file, which stays readable as long as somebody holds it. Nothing is read yet.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="length">Its bytes.</param>
    internal abstract ReadOnlyMemory<byte> Piece(long offset, int length);
}
