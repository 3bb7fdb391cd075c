namespace KnowledgeGraph.Tests.Formats;

/// <summary>Gives its bytes in pieces of chosen sizes, as a socket would.</summary>
internal sealed class PiecewiseStream(byte[] bytes, Func<int> nextSize) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var size = Math.Min(Math.Min(Math.Max(1, nextSize()), count), bytes.Length - _at);
        bytes.AsSpan(_at, size).CopyTo(buffer.AsSpan(offset));
        _at += size;
        return size;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
