namespace KnowledgeGraph.Store;

/// <summary>A file of a store is damaged, or is none that this version can read.</summary>
public sealed class StoreCorruptionException : IOException
{
    /// <summary>A damaged file.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    public StoreCorruptionException(string message)
        : base(message)
    {
    }

    /// <summary>A damaged file.</summary>
    /// <param name="message">What is wrong, where, and what to do about it.</param>
    /// <param name="inner">What showed it.</param>
    public StoreCorruptionException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>A damaged file, without details.</summary>
    public StoreCorruptionException()
        : this("A file of the store is damaged.")
    {
    }

    /// <summary>A damaged file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="offsetBytes">Where the damage was found.</param>
    /// <param name="problem">What is wrong, as a sentence without the full stop.</param>
    public StoreCorruptionException(string file, long offsetBytes, string problem)
        : this(
            $"{file}, byte {offsetBytes}: {problem}. The file cannot be trusted: restore the store's folder from a backup, "
            + "or load the data anew.")
    {
        File = file;
        OffsetBytes = offsetBytes;
    }

    /// <summary>The path of the file, if known.</summary>
    public string? File { get; }

    /// <summary>Where the damage was found, in bytes from the start of the file.</summary>
    public long OffsetBytes { get; }
}
