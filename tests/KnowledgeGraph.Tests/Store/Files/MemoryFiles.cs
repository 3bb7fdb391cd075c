using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>Files as byte arrays, as far as parts need them. Remembers what was synced.</summary>
internal sealed class MemoryFiles : FileLayer
{
    internal Dictionary<string, byte[]> Contents { get; } = [];

    internal List<string> Synced { get; } = [];

    internal override void CreateFolder(string folder)
    {
    }

    internal override bool FolderExists(string folder) => true;

    internal override void SyncFolder(string folder) => Synced.Add(folder);

    internal override IReadOnlyList<string> List(string folder) => throw new NotSupportedException();

    internal override bool FileExists(string path) => Contents.ContainsKey(path);

    internal override long Length(string path) => Contents[path].Length;

    internal override AppendingFile Create(string path) => new File(this, path);

    internal override AppendingFile Append(string path, long length) => throw new NotSupportedException();

    internal override byte[] ReadAll(string path) => Contents[path];

    internal override FileMapping Map(string path) => new Mapping(Contents[path]);

    internal override void Rename(string from, string to) => throw new NotSupportedException();

    internal override void Delete(string path) => Contents.Remove(path);

    internal override void DeleteFolder(string folder) => throw new NotSupportedException();

    internal override IDisposable Lock(string path) => throw new NotSupportedException();

    private sealed class File(MemoryFiles files, string path) : AppendingFile
    {
        private readonly MemoryStream _bytes = new();

        internal override long Length => _bytes.Length;

        internal override void Append(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

        internal override void Sync()
        {
            files.Contents[path] = _bytes.ToArray();
            files.Synced.Add(path);
        }

        public override void Dispose() => files.Contents[path] = _bytes.ToArray();
    }

    private sealed class Mapping(byte[] bytes) : FileMapping
    {
        internal override long Length => bytes.Length;

        internal override ReadOnlyMemory<byte> Piece(long offset, int length) => bytes.AsMemory((int)offset, length);
    }
}
