namespace KnowledgeGraph.Tests.Formats;

/// <summary>Gives its bytes in pieces of chosen sizes, as a socket would.</summary>
internal sealed class PiecewiseStream(byte[] bytes, Func<int> nextSize) : InputStream
{
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        var size = Math.Min(Math.Min(Math.Max(1, nextSize()), buffer.Length), bytes.Length - _at);
        bytes.AsSpan(_at, size).CopyTo(buffer);
        _at += size;
        return size;
    }
}
