using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KnowledgeGraph.Store.Log;

namespace KnowledgeGraph.Store.Files;

/// <summary>
/// The folder of a durable store: <c>CURRENT</c> names a generation n, <c>part-n</c> holds what was sorted, <c>log-n</c> the commits since.
/// A new generation is written beside the old one and takes its place when <c>CURRENT</c> is renamed. One process at a time.
/// </summary>
internal sealed class StoreFolder : IDisposable
{
    private const string LockName = "lock";
    private const string NextManifest = StoreManifest.FileName + ".new";
    private const string PartPrefix = "part-";
    private const string LogPrefix = "log-";

    private readonly FileLayer _files;
    private readonly string _path;
    private readonly IDisposable _lock;
    private long _prepared;

    private StoreFolder(FileLayer files, string path, IDisposable @lock)
    {
        _files = files;
        _path = path;
        _lock = @lock;
    }

    /// <summary>The generation that is the store now.</summary>
    internal long Generation { get; private set; }

    /// <summary>The log that commits go to.</summary>
    internal LogFile? Log { get; private set; }

    /// <summary>Opens a folder, or makes one of an empty or absent folder, and replays the log.</summary>
    /// <exception cref="IOException">Another process has it, it holds something else, or it cannot be read or written.</exception>
    /// <exception cref="StoreCorruptionException">It is damaged, or of another format.</exception>
    internal static (StoreFolder Folder, StoreHead Head) Open(FileLayer files, string path)
    {
        files.CreateFolder(path);
        RefuseStrangers(files, path);
        var folder = new StoreFolder(files, path, Lock(files, path));
        try
        {
            return (folder, folder.Open());
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a store in a folder.</summary>
    internal static bool Exists(FileLayer files, string path) => files.FileExists(path + "/" + StoreManifest.FileName);

    /// <summary>Writes the part of a generation to come; the store stays what it is. For one thread at a time.</summary>
    /// <returns>The number of the generation, and its snapshot, which is read from the files.</returns>
    internal (long Generation, Snapshot Snapshot) Prepare(
        Snapshot built, IProgress<LoadProgress>? progress, CancellationToken cancellation)
    {
        var generation = Interlocked.Increment(ref _prepared);
        var part = PathOf(PartPrefix, generation);
        try
        {
            PartWriter.Write(built, _files, part, progress, cancellation);
            return (generation, PartReader.Open(_files, part));
        }
        catch
        {
            Discard(generation);
            throw;
        }
    }

    /// <summary>Makes a prepared generation the store.</summary>
    /// <param name="generation">Its number.</param>
    /// <param name="part">The part's version and number of commits.</param>
    /// <param name="tail">What was committed since, on the part's ids; null if nothing.</param>
    /// <param name="version">The version after that.</param>
    /// <param name="sequence">The number of commits with that.</param>
    internal LogFile Switch(long generation, StoreHead part, TransactionState? tail, string version, long sequence)
    {
        var log = LogFile.Create(_files, PathOf(LogPrefix, generation), generation);
        try
        {
            // The tail is one frame: readers of the log count commits from the frame before it.
            var first = tail is null ? sequence : sequence - 1;
            if (tail is not null)
            {
                log.Add(tail, tail.Graphs.Touched, version, sequence);
                log.Take();
            }

            log.Write();
            WriteManifest(new(generation, first, tail is null ? version : part.Version));
        }
        catch
        {
            log.Dispose();
            throw;
        }

        var (old, oldLog) = (Generation, Log);
        (Generation, Log) = (generation, log);
        oldLog?.Dispose();
        Discard(old);
        return log;
    }

    /// <summary>Checks every block of the part.</summary>
    internal void Verify(IProgress<LoadProgress>? progress, CancellationToken cancellation) =>
        PartReader.Verify(_files, PathOf(PartPrefix, Generation), progress, cancellation);

    /// <summary>Forgets a generation that is not the store.</summary>
    internal void Discard(long generation)
    {
        try
        {
            _files.Delete(PathOf(LogPrefix, generation));
            _files.DeleteFolder(PathOf(PartPrefix, generation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Some systems do not delete a file that is mapped; the next opening does.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Log?.Dispose();
        _lock.Dispose();
    }

    private StoreHead Open()
    {
        if (!Exists(_files, _path))
        {
            DiscardOthers();
            var empty = new StoreBuilder().Build();
            var (generation, snapshot) = Prepare(empty, null, CancellationToken.None);
            var head = StoreHead.Of(snapshot, null, "", 0);
            Switch(generation, head, null, "", 0);
            return head;
        }

        var manifest = Named(StoreManifest.FileName, () => StoreManifest.Parse(_files.ReadAll(_path + "/" + StoreManifest.FileName)));
        Generation = _prepared = manifest.Generation;
        DiscardOthers();
        var part = StoreHead.Of(
            PartReader.Open(_files, PathOf(PartPrefix, Generation)), null, manifest.Version, manifest.Sequence);
        var name = LogPrefix + Generation.ToString(CultureInfo.InvariantCulture);
        var replay = Named(name, () => LogReplay.Of(_files.ReadAll(_path + "/" + name), part, Generation));
        Log = LogFile.Continue(_files, _path + "/" + name, replay);
        return StoreHead.Of(replay.State.Sort(), null, replay.Version, replay.Sequence);
    }

    private void WriteManifest(StoreManifest manifest)
    {
        var next = _path + "/" + NextManifest;
        _files.Delete(next);
        using (var file = _files.Create(next))
        {
            file.Append(manifest.ToBytes());
            file.Sync();
        }

        // The names of part and log have to be there before that of the file that names them.
        _files.SyncFolder(_path);
        _files.Rename(next, _path + "/" + StoreManifest.FileName);
        _files.SyncFolder(_path);
    }

    // What a crash has left behind.
    private void DiscardOthers()
    {
        foreach (var name in _files.List(_path))
        {
            if (GenerationOf(name) is { } generation && generation != Generation)
            {
                Discard(generation);
            }
        }
    }

    private string PathOf(string prefix, long generation) =>
        _path + "/" + prefix + generation.ToString(CultureInfo.InvariantCulture);

    private T Named<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new StoreCorruptionException(
                $"{_path}/{name} {e.Message}. 'kg check --folder' looks for more; restore the folder from a copy, or load anew.", e);
        }
    }

    private static long? GenerationOf(string name)
    {
        var prefix = name.StartsWith(PartPrefix, StringComparison.Ordinal) ? PartPrefix
            : name.StartsWith(LogPrefix, StringComparison.Ordinal) ? LogPrefix : null;
        return prefix is not null && long.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }

    private static void RefuseStrangers(FileLayer files, string path)
    {
        if (!Exists(files, path)
            && files.List(path).FirstOrDefault(name => name is not (LockName or NextManifest) && GenerationOf(name) is null) is { } stranger)
        {
            throw new IOException($"{path} is no folder of a store, and not empty: there is '{stranger}'. Name another folder.");
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The folder disposes of it.")]
    private static IDisposable Lock(FileLayer files, string path)
    {
        try
        {
            return files.Lock(path + "/" + LockName);
        }
        catch (IOException e)
        {
            throw new IOException($"The store {path} is open in another process; one at a time may have it. ({e.Message})", e);
        }
    }
}
