using System.Collections.Immutable;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using KnowledgeGraph.Engine.Federation;
using KnowledgeGraph.Formats;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Engine;

/// <summary>Reads files into a store builder and remembers what it saw.</summary>
internal sealed class FileLoader : IProgress<KnowledgeGraph.Store.LoadProgress>
{
    private const int MaxErrors = 20;

    private readonly LoadOptions _options;
    private readonly IProgress<LoadProgress>? _progress;
    private readonly RemoteContexts _contexts;
    private readonly ContentHash _hash = new();
    private readonly ImmutableArray<RdfSyntaxException>.Builder _errors = ImmutableArray.CreateBuilder<RdfSyntaxException>();
    private readonly long _start = Stopwatch.GetTimestamp();
    private string _file = "";
    private long _quads;

    // Of all files, of those before the one at hand, and of that one; the last is written by whichever thread reads the file.
    private long _bytesTotal;
    private long _bytesBefore;
    private long _bytesInFile;

    /// <summary>A loader.</summary>
    public FileLoader(LoadOptions options, IProgress<LoadProgress>? progress, RemoteContexts contexts)
    {
        _options = options;
        _progress = progress;
        _contexts = contexts;
    }

    /// <summary>Statements skipped.</summary>
    public long Skipped { get; private set; }

    /// <summary>The first statements skipped.</summary>
    public ImmutableArray<RdfSyntaxException> FirstErrors => _errors.ToImmutable();

    /// <summary>All files that the paths stand for: folders with everything below them, sorted by name.</summary>
    public ImmutableArray<string> Find(IEnumerable<string> filesOrFolders)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var path in filesOrFolders)
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => RdfFormat.FromFileName(file) is not null)
                    .Order(StringComparer.Ordinal));
            }
            else if (!File.Exists(path))
            {
                throw new LoadException(path, "there is no such file or folder.");
            }
            else if (_options.Format is null && RdfFormat.FromFileName(path) is null)
            {
                throw new LoadException(
                    path, "the name does not tell the format; expected .nt, .nq, .ttl, .trig, .rdf, .owl or .jsonld, or one of them with .gz.");
            }
            else
            {
                files.Add(path);
            }
        }

        _bytesTotal = files.Sum(file => new FileInfo(file).Length);
        return files.ToImmutable();
    }

    /// <summary>Reads a file.</summary>
    public void Read(string path, StoreBuilder builder, CancellationToken ct)
    {
        _file = path;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            using var unpacked = RdfFormat.IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            Read(
                unpacked, path, _options.Format ?? RdfFormat.FromFileName(path)!, _options.BaseIri ?? FileIri(path), builder,
                file.CanSeek ? () => Volatile.Write(ref _bytesInFile, file.Position) : null, ct);
            _bytesBefore += Volatile.Read(ref _bytesInFile);
            _bytesInFile = 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new LoadException(path, e.Message, e);
        }
    }

    /// <summary>Reads a stream.</summary>
    public void Read(Stream input, string name, RdfFormat format, string? baseIri, StoreBuilder builder, CancellationToken ct) =>
        Read(input, name, format, baseIri, builder, null, ct);

    private void Read(
        Stream input, string name, RdfFormat format, string? baseIri, StoreBuilder builder, Action? afterRead, CancellationToken ct)
    {
        builder.BeginDocument();
        _hash.Append(Encoding.UTF8.GetBytes(format.Name));
        using var hashed = new HashingStream(input, _hash, afterRead);
        var options = new RdfReaderOptions
        {
            BaseIri = baseIri,
            SourceName = name,
            Lenient = _options.Lenient,
            OnSkipped = Skip,
            LoadDocument = iri => _contexts.Load(iri, ct),
        };
        if (format == RdfFormat.NTriples || format == RdfFormat.NQuads)
        {
            builder.TakeBlocks(newSink => RdfReader.ReadBlocks(hashed, format, newSink, options, ct: ct));
        }
        else
        {
            builder.TakeAhead(sink => RdfReader.Read(hashed, format, sink, options, ct));
        }
    }

    /// <summary>A version of the dataset: a hash of what was there before and of all that was read.</summary>
    public string Version(string before)
    {
        _file = "";
        _hash.Append(Encoding.UTF8.GetBytes(before));
        return _hash.Finish();
    }

    /// <inheritdoc/>
    public void Report(KnowledgeGraph.Store.LoadProgress value)
    {
        _quads = value.Stage == LoadStage.Read ? value.Done : _quads;
        if (_progress is null)
        {
            return;
        }

        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var isReading = value.Stage == LoadStage.Read;
        var bytes = isReading ? _bytesBefore + Volatile.Read(ref _bytesInFile) : _bytesTotal;
        _progress.Report(new LoadProgress(
            isReading ? _file : "", value.Stage, _quads, seconds > 0 ? _quads / seconds : 0, bytes, _bytesTotal,
            bytes > 0 && _bytesTotal > 0 ? TimeSpan.FromSeconds(seconds * Math.Max(0, _bytesTotal - bytes) / bytes) : null));
    }

    private void Skip(RdfSyntaxException error)
    {
        Skipped++;
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(error);
        }
    }

    // RFC 8089: the absolute path, bytes outside unreserved characters and slashes escaped.
    private static string FileIri(string path)
    {
        var iri = new StringBuilder("file://");
        foreach (var unit in Encoding.UTF8.GetBytes(Path.GetFullPath(path).Replace(Path.DirectorySeparatorChar, '/')))
        {
            var character = (char)unit;
            if (char.IsAsciiLetterOrDigit(character) || character is '/' or '-' or '.' or '_' or '~')
            {
                iri.Append(character);
            }
            else
            {
                iri.Append('%').Append(unit.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return iri.ToString();
    }
}
