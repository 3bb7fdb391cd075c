namespace KnowledgeGraph.Store.Files;

/// <summary>
/// What a durable store asks of a file system, and no more: files grow at their end, and nothing is promised to outlast a crash but what
/// was synced. Contents are made durable by <see cref="AppendingFile.Sync"/>, names (creation, renaming, deletion) by
/// <see cref="SyncFolder"/>. Thread-safe, each file within being used by one thread at a time. Failures are <see cref="IOException"/> and
/// <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal abstract class FileLayer
{
    /// <summary>Creates a folder if it is not there; its parent has to be, or is created too.</summary>
    internal abstract void CreateFolder(string folder);

    /// <summary>Whether there is a folder.</summary>
    internal abstract bool FolderExists(string folder);

    /// <summary>Makes creations, renamings and deletions within a folder durable.</summary>
    internal abstract void SyncFolder(string folder);

    /// <summary>Names, without the path, of the files and folders in a folder, sorted by code units.</summary>
    internal abstract IReadOnlyList<string> List(string folder);

    /// <summary>Whether there is a file.</summary>
    internal abstract bool FileExists(string path);

    /// <summary>Bytes of a file.</summary>
    internal abstract long Length(string path);

    /// <summary>Creates an empty file; there must be none of this name.</summary>
    internal abstract AppendingFile Create(string path);

    /// <summary>Opens a file for appending after its first bytes; what stands behind them is cut off, durably at the next sync.</summary>
    internal abstract AppendingFile Append(string path, long length);

    /// <summary>All bytes of a small file.</summary>
    internal abstract byte[] ReadAll(string path);

    /// <summary>
    /// Maps a file, whose contents may not change any more, for reading. The mapping goes when nothing refers to it or to a piece of it.
    /// </summary>
    internal abstract FileMapping Map(string path);

    /// <summary>Renames a file; one that has the new name already is replaced, in one step.</summary>
    internal abstract void Rename(string from, string to);

    /// <summary>Deletes a file; nothing happens if there is none.</summary>
    internal abstract void Delete(string path);

    /// <summary>Deletes a folder with everything in it; nothing happens if there is none.</summary>
    internal abstract void DeleteFolder(string folder);

    /// <summary>Takes a lock that no other process and nobody else in this one gets until it is disposed or the process ends.</summary>
    /// <exception cref="IOException">Somebody has it.</exception>
    internal abstract IDisposable Lock(string path);
}
