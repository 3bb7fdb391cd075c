using System.Buffers;

namespace KnowledgeGraph.Cli;

/// <summary>Stdout or a file as a buffer that is flushed between batches.</summary>
internal sealed class StandardOutput : IDisposable
{
    private readonly Stream _stream;

    /// <summary>Stdout, or a file.</summary>
    /// <param name="path">The file; null for stdout.</param>
    public StandardOutput(string? path = null) => _stream = path is null ? Console.OpenStandardOutput() : File.Create(path);

    /// <summary>Where to write.</summary>
    public ArrayBufferWriter<byte> Buffer { get; } = new(64 * 1024);

    /// <summary>Sends what was written.</summary>
    public void Flush()
    {
        _stream.Write(Buffer.WrittenSpan);
        Buffer.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _stream.Dispose();
    }
}
