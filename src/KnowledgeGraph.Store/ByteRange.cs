using KnowledgeGraph.Store.Files;

namespace KnowledgeGraph.Store;

/// <summary>
/// Bytes in memory, or a stretch of a mapped file whose blocks are checked when they are first read. Immutable, safe for any number of
/// readers.
/// </summary>
internal sealed class ByteRange
{
    private readonly byte[]? _array;
    private readonly ReadOnlyMemory<byte> _mapped;
    private readonly BlockChecks? _checks;
    private readonly long _fileOffset;

    internal ByteRange(byte[] array)
    {
        _array = array;
        Length = array.Length;
    }

    internal ByteRange(ReadOnlyMemory<byte> mapped, BlockChecks checks, long fileOffset)
    {
        _mapped = mapped;
        _checks = checks;
        _fileOffset = fileOffset;
        Length = mapped.Length;
    }

    internal int Length { get; }

    internal bool IsMapped => _array is null;

    /// <summary>
    /// At most so many bytes from an offset, fewer at the end. Those of a mapped file may be read only as long as somebody holds this.
    /// </summary>
    internal ReadOnlySpan<byte> Read(int offset, int atMost)
    {
        var length = Math.Min(atMost, Length - offset);
        if (_array is { } array)
        {
            return array.AsSpan(offset, length);
        }

        _checks!.Ensure(_fileOffset + offset, length);
        return _mapped.Span.Slice(offset, length);
    }
}
