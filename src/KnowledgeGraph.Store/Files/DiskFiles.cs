using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KnowledgeGraph.Store.Files;

/// <summary>The files of the operating system.</summary>
internal sealed class DiskFiles : FileLayer
{
    private DiskFiles()
    {
    }

    internal static DiskFiles Instance { get; } = new();

    internal override void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    internal override bool FolderExists(string folder) => Directory.Exists(folder);

    // POSIX: names are durable when the folder is synced. Windows journals them, and opens no folder for syncing.
    internal override void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = NativeMethods.Open(folder, 0);
        if (descriptor < 0)
        {
            throw Failure("open", folder);
        }

        try
        {
            if (NativeMethods.Sync(descriptor) != 0)
            {
                throw Failure("sync", folder);
            }
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    internal override IReadOnlyList<string> List(string folder)
    {
        var names = Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).ToArray();
        Array.Sort(names, string.CompareOrdinal);
        return names;
    }

    internal override bool FileExists(string path) => File.Exists(path);

    internal override long Length(string path) => new FileInfo(path).Length;

    internal override AppendingFile Create(string path) =>
        new DiskFile(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read), 0);

    internal override AppendingFile Append(string path, long length)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            RandomAccess.SetLength(handle, length);
            return new DiskFile(handle, length);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    internal override byte[] ReadAll(string path) => File.ReadAllBytes(path);

    internal override FileMapping Map(string path) => new DiskMapping(path);

    internal override void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    internal override void Delete(string path) => File.Delete(path);

    internal override void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal override IDisposable Lock(string path) => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static IOException Failure(string what, string folder) =>
        new($"Cannot {what} the folder {folder}: {Marshal.GetLastPInvokeErrorMessage()}.");

    private sealed class DiskFile(SafeFileHandle handle, long length) : AppendingFile
    {
        private long _length = length;

        internal override long Length => _length;

        internal override void Append(ReadOnlySpan<byte> bytes)
        {
            RandomAccess.Write(handle, bytes, _length);
            _length += bytes.Length;
        }

        internal override void Sync() => RandomAccess.FlushToDisk(handle);

        public override void Dispose() => handle.Dispose();
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Sync(int descriptor);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Close(int descriptor);
    }
}
