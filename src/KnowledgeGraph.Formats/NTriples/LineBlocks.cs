using System.Diagnostics.CodeAnalysis;

namespace KnowledgeGraph.Formats.NTriples;

/// <summary>Cuts a stream into blocks of whole lines. Not thread-safe.</summary>
/// <param name="stream">The stream.</param>
/// <param name="blockBytes">How long a block is, about.</param>
internal sealed class LineBlocks(Stream stream, int blockBytes)
{
    // A longer line is no line of triples; who reads the rest tells what it is.
    private const int MaxLines = 16;

    private byte[] _rest = [];
    private int _restLength;
    private long _count;

    /// <summary>Whether there is nothing left to cut.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Cuts the next block.</summary>
    /// <param name="buffer">A buffer of an earlier block, or none; the block's bytes are in it afterwards.</param>
    /// <param name="block">The block.</param>
    /// <returns>False if there is nothing left.</returns>
    public bool TryCut(ref byte[] buffer, [NotNullWhen(true)] out LineBlock? block)
    {
        block = null;
        if (IsAtEnd)
        {
            return false;
        }

        var length = TakeRest(ref buffer);
        while (true)
        {
            length += stream.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            IsAtEnd = length < buffer.Length;
            var end = IsAtEnd ? length : buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            if (end > 0 || IsAtEnd)
            {
                KeepRest(buffer.AsSpan(end, length - end));
                block = new(_count++, end, null);
                return true;
            }

            if (length >= blockBytes * (long)MaxLines)
            {
                // No end of a line in sight: perhaps they end with carriage returns.
                IsAtEnd = true;
                block = new(_count++, length, stream);
                return true;
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    private int TakeRest(ref byte[] buffer)
    {
        if (buffer.Length < Math.Max(blockBytes, _restLength + 1))
        {
            buffer = GC.AllocateUninitializedArray<byte>(Math.Max(blockBytes, _restLength + 1));
        }

        _rest.AsSpan(0, _restLength).CopyTo(buffer);
        return _restLength;
    }

    private void KeepRest(ReadOnlySpan<byte> rest)
    {
        if (_rest.Length < rest.Length)
        {
            _rest = GC.AllocateUninitializedArray<byte>(Math.Max(rest.Length, _rest.Length * 2));
        }

        rest.CopyTo(_rest);
        _restLength = rest.Length;
    }
}
