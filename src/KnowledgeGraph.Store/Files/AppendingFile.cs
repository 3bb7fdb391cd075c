namespace KnowledgeGraph.Store.Files;

/// <summary>A file that grows at its end. Nothing of it is buffered in the process. Not thread-safe.</summary>
internal abstract class AppendingFile : IDisposable
{
    /// <summary>Bytes in the file.</summary>
    internal abstract long Length { get; }

    /// <summary>Appends bytes; durable after the next <see cref="Sync"/>.</summary>
    internal abstract void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until everything appended is on the device. After a failure nothing is known about what is there.</summary>
    internal abstract void Sync();

    /// <inheritdoc/>
    public abstract void Dispose();
}
