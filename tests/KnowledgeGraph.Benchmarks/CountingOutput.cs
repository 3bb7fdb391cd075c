using System.Buffers;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Takes an answer and forgets it: the time to write it counts, the space does not.</summary>
internal sealed class CountingOutput : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[64 * 1024];

    public long Bytes { get; private set; }

    public void Advance(int count) => Bytes += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => Sized(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => Sized(sizeHint);

    private byte[] Sized(int sizeHint)
    {
        if (_buffer.Length < sizeHint)
        {
            _buffer = new byte[sizeHint];
        }

        return _buffer;
    }
}
