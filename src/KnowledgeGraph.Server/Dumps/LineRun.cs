using System.Buffers.Binary;

namespace KnowledgeGraph.Server.Dumps;

/// <summary>
/// Sorted lines in a temporary file, each as what it does not share with the beginning of the line before it. Nothing is left of the file
/// when the process ends, however it ends.
/// </summary>
internal sealed class LineRun : IDisposable
{
    private const int HeaderBytes = 8;
    private const int BufferBytes = 64 * 1024;

    private readonly FileStream _file;
    private readonly byte[] _header = new byte[HeaderBytes];
    private byte[] _line = [];
    private int _length;

    private LineRun(FileStream file) => _file = file;

    /// <summary>The present line; good until the next is read.</summary>
    public ReadOnlyMemory<byte> Line => _line.AsMemory(0, _length);

    /// <summary>Writes lines, ready to be read from the first.</summary>
    /// <param name="lines">The lines in order.</param>
    public static LineRun Write(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var run = new LineRun(Open());
        try
        {
            var last = ReadOnlyMemory<byte>.Empty;
            foreach (var line in lines)
            {
                run.Append(line.Span, line.Span.CommonPrefixLength(last.Span));
                last = line;
            }

            run._file.Position = 0;
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next line.</summary>
    /// <returns>False after the last.</returns>
    public bool Read()
    {
        if (_file.ReadAtLeast(_header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return false;
        }

        var shared = BinaryPrimitives.ReadInt32LittleEndian(_header);
        _length = shared + BinaryPrimitives.ReadInt32LittleEndian(_header.AsSpan(4));
        if (_line.Length < _length)
        {
            Array.Resize(ref _line, 2 * _length);
        }

        _file.ReadExactly(_line.AsSpan(shared, _length - shared));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = BufferBytes,
        };
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // The open file stays; only its name goes, at once.
        File.Delete(path);
        return file;
    }

    private void Append(ReadOnlySpan<byte> line, int shared)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_header, shared);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(4), line.Length - shared);
        _file.Write(_header);
        _file.Write(line[shared..]);
    }
}
