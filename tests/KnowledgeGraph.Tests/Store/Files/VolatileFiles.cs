using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Tests.Store.Files;

/// <summary>What a crash does to writes that were not synced.</summary>
public enum CrashMode
{
    /// <summary>None of them is there.</summary>
    Drop,

    /// <summary>Some of the first are there, the last of these in part: its last sector is torn.</summary>
    Tear,

    /// <summary>Any of them are there, in any order: names without contents, ends without what is before them.</summary>
    Reorder,
}

/// <summary>The crash that <see cref="VolatileFiles"/> was told to have; every later operation has it too.</summary>
public sealed class CrashException(string operation) : IOException($"crash at {operation}");

/// <summary>
/// Files in memory that forget, at a crash, what was not synced: contents until the file is synced, names until their folder is.
/// </summary>
internal sealed class VolatileFiles : FileLayer
{
    private const int Sector = 512;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Node> _durable = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Node> _names = new(StringComparer.Ordinal);
    private readonly List<NameChange> _unsynced = [];
    private readonly HashSet<string> _locks = [];
    private long _crashAt = long.MaxValue;

    /// <summary>Changes and syncs so far.</summary>
    internal long Operations { get; private set; }

    /// <summary>The crash comes instead of the operation with this number, counted from 1.</summary>
    internal void CrashAt(long operation) => _crashAt = operation;

    /// <summary>What is there after a crash now.</summary>
    internal VolatileFiles Crash(CrashMode mode, Random random)
    {
        lock (_gate)
        {
            var names = new SortedDictionary<string, Node>(_durable, StringComparer.Ordinal);
            foreach (var change in Survivors(_unsynced, mode, random))
            {
                Change(names, change);
            }

            var after = new VolatileFiles();
            // In order of names: a folder comes before what is in it, and nobody finds a file whose folder is gone.
            foreach (var (path, node) in names.Where(name => FolderOf(name.Key) is "" || after._names.ContainsKey(FolderOf(name.Key))))
            {
                var copy = node.IsFolder ? Node.Folder() : Node.File(Contents(node, mode, random));
                after._names.Add(path, copy);
                after._durable.Add(path, copy);
            }

            return after;
        }
    }

    /// <summary>A copy of the contents of a file.</summary>
    internal byte[] this[string path]
    {
        get => ReadAll(path);
        set
        {
            lock (_gate)
            {
                var node = Node.File(value);
                _names[path] = node;
                _durable[path] = node;
            }
        }
    }

    internal override void CreateFolder(string folder)
    {
        lock (_gate)
        {
            if (!_names.ContainsKey(folder))
            {
                Count("create folder " + folder);
                Do(new(folder, Node.Folder()));

                // The folder of a store is not what is tested: a test begins with it.
                if (!folder[1..].Contains('/'))
                {
                    _durable[folder] = _names[folder];
                }
            }
        }
    }

    internal override bool FolderExists(string folder)
    {
        lock (_gate)
        {
            return _names.TryGetValue(folder, out var node) && node.IsFolder;
        }
    }

    internal override void SyncFolder(string folder)
    {
        lock (_gate)
        {
            Count("sync folder " + folder);
            foreach (var change in _unsynced.Where(change => FolderOf(change.Path) == folder).ToList())
            {
                Change(_durable, change);
                _unsynced.Remove(change);
            }
        }
    }

    internal override IReadOnlyList<string> List(string folder)
    {
        lock (_gate)
        {
            return [.. _names.Keys.Where(path => FolderOf(path) == folder).Select(path => path[(folder.Length + 1)..])];
        }
    }

    internal override bool FileExists(string path)
    {
        lock (_gate)
        {
            return _names.TryGetValue(path, out var node) && !node.IsFolder;
        }
    }

    internal override long Length(string path) => ReadAll(path).Length;

    internal override AppendingFile Create(string path)
    {
        lock (_gate)
        {
            Count("create " + path);
            if (_names.ContainsKey(path))
            {
                throw new IOException($"{path} exists.");
            }

            var node = Node.File([]);
            Do(new(path, node));
            return new VolatileFile(this, path, node);
        }
    }

    internal override AppendingFile Append(string path, long length)
    {
        lock (_gate)
        {
            var node = File(path);
            if (length < node.Now.Length)
            {
                Count("cut " + path);
                node.Write((int)length, []);
            }

            return new VolatileFile(this, path, node);
        }
    }

    internal override byte[] ReadAll(string path)
    {
        lock (_gate)
        {
            return [.. File(path).Now];
        }
    }

    internal override FileMapping Map(string path) => new Mapping(ReadAll(path));

    internal override void Rename(string from, string to)
    {
        lock (_gate)
        {
            Count($"rename {from} to {to}");
            Do(new(to, File(from), from));
        }
    }

    internal override void Delete(string path)
    {
        lock (_gate)
        {
            if (_names.ContainsKey(path))
            {
                Count("delete " + path);
                Do(new(path, null));
            }
        }
    }

    internal override void DeleteFolder(string folder)
    {
        lock (_gate)
        {
            foreach (var path in _names.Keys.Where(path => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal)).Reverse().ToList())
            {
                Delete(path);
            }
        }
    }

    internal override IDisposable Lock(string path)
    {
        lock (_gate)
        {
            return _locks.Add(path) ? new Release(this, path) : throw new IOException($"{path} is locked.");
        }
    }

    private static byte[] Contents(Node node, CrashMode mode, Random random)
    {
        var contents = node.Durable;
        foreach (var write in Survivors(node.Unsynced, mode, random))
        {
            contents = write.Apply(contents);
        }

        return contents;
    }

    private static List<Write> Survivors(List<Write> writes, CrashMode mode, Random random)
    {
        switch (mode)
        {
            case CrashMode.Drop:
                return [];
            case CrashMode.Reorder:
                // Sectors of a write go their own ways, and a hole reads as zeros.
                return [.. writes.SelectMany(write => write.Sectors()).Where(_ => random.Next(2) == 0)];
            default:
                var kept = writes.Take(random.Next(writes.Count + 1)).ToList();
                if (kept.Count > 0 && kept[^1].Bytes is { Length: > 0 } last)
                {
                    kept[^1] = kept[^1] with { Bytes = Torn(last, random) };
                }

                return kept;
        }
    }

    private static IEnumerable<NameChange> Survivors(List<NameChange> changes, CrashMode mode, Random random) => mode switch
    {
        CrashMode.Drop => [],
        CrashMode.Tear => changes.Take(random.Next(changes.Count + 1)),
        _ => changes.Where(_ => random.Next(2) == 0),
    };

    private static byte[] Torn(byte[] bytes, Random random)
    {
        var torn = bytes[..random.Next(1, bytes.Length + 1)];
        var from = Math.Max(0, torn.Length - random.Next(1, Sector));
        random.NextBytes(torn.AsSpan(from));
        return torn;
    }

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];

    private static void Change(SortedDictionary<string, Node> names, NameChange change)
    {
        if (change.From is not null)
        {
            names.Remove(change.From);
        }

        if (change.Node is null)
        {
            names.Remove(change.Path);
        }
        else
        {
            names[change.Path] = change.Node;
        }
    }

    private void Do(NameChange change)
    {
        Change(_names, change);
        _unsynced.Add(change);
    }

    private Node File(string path) =>
        _names.TryGetValue(path, out var node) && !node.IsFolder ? node : throw new FileNotFoundException($"There is no file {path}.", path);

    private void Count(string operation)
    {
        if (Operations + 1 >= _crashAt)
        {
            throw new CrashException(operation);
        }

        Operations++;
    }

    /// <summary>A name that comes to mean a file or, if that is null, nothing.</summary>
    private sealed record NameChange(string Path, Node? Node, string? From = null);

    /// <summary>Bytes from an offset on; what was behind them is gone.</summary>
    private sealed record Write(int Offset, byte[] Bytes)
    {
        public byte[] Apply(byte[] contents)
        {
            var result = new byte[Math.Max(Offset + Bytes.Length, Bytes.Length == 0 ? Offset : contents.Length)];
            contents.AsSpan(0, Math.Min(contents.Length, result.Length)).CopyTo(result);
            Bytes.CopyTo(result, Offset);
            return result;
        }

        public IEnumerable<Write> Sectors()
        {
            if (Bytes.Length == 0)
            {
                yield return this;
            }

            for (var start = 0; start < Bytes.Length;)
            {
                var end = Math.Min(Bytes.Length, ((Offset + start) / Sector * Sector) + Sector - Offset);
                yield return new(Offset + start, Bytes[start..end]);
                start = end;
            }
        }
    }

    private sealed class Node
    {
        public bool IsFolder { get; private init; }

        public byte[] Durable { get; private set; } = [];

        public byte[] Now { get; private set; } = [];

        public List<Write> Unsynced { get; } = [];

        public static Node Folder() => new() { IsFolder = true };

        public static Node File(byte[] contents) => new() { Durable = contents, Now = contents };

        public void Write(int offset, byte[] bytes)
        {
            var write = new Write(offset, bytes);
            Now = write.Apply(Now);
            Unsynced.Add(write);
        }

        public void Sync()
        {
            Durable = Now;
            Unsynced.Clear();
        }
    }

    private sealed class VolatileFile(VolatileFiles files, string path, Node node) : AppendingFile
    {
        internal override long Length => node.Now.Length;

        internal override void Append(ReadOnlySpan<byte> bytes)
        {
            lock (files._gate)
            {
                files.Count("append " + path);
                node.Write(node.Now.Length, bytes.ToArray());
            }
        }

        internal override void Sync()
        {
            lock (files._gate)
            {
                files.Count("sync " + path);
                node.Sync();
            }
        }

        public override void Dispose()
        {
        }
    }

    private sealed class Mapping(byte[] contents) : FileMapping
    {
        internal override long Length => contents.Length;

        internal override ReadOnlyMemory<byte> Piece(long offset, int length) => contents.AsMemory((int)offset, length);
    }

    private sealed class Release(VolatileFiles files, string path) : IDisposable
    {
        public void Dispose()
        {
            lock (files._gate)
            {
                files._locks.Remove(path);
            }
        }
    }
}
