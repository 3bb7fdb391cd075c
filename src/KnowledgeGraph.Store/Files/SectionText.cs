using System.Buffers;
using System.Buffers.Binary;

namespace KnowledgeGraph.Store.Files;

/// <summary>Puts a small section together, little-endian. Not thread-safe.</summary>
internal sealed class SectionText
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    internal void Number(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), number);
        _bytes.Advance(sizeof(long));
    }

    internal void Id(TermId id) => Number(unchecked((long)id.Bits));

    /// <summary>Bytes with their number in front.</summary>
    internal void Counted(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _bytes.Write(bytes);
    }
}
