using System.Buffers.Binary;
using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store.Log;

/// <summary>Bytes that are appended to; numbers are little-endian. Not thread-safe.</summary>
internal sealed class LogOutput
{
    private byte[] _bytes = new byte[4096];

    internal int Length { get; private set; }

    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    internal void Clear() => Length = 0;

    /// <summary>Takes back everything from an offset on.</summary>
    internal void Truncate(int offset) => Length = offset;

    /// <summary>Room for some bytes, valid until the next call.</summary>
    internal Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(checked(Length + count), (int)Math.Min(Array.MaxLength, _bytes.Length * 2L)));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    /// <summary>Bytes written before, for filling them in.</summary>
    internal Span<byte> Written(int offset, int count) => _bytes.AsSpan(0, Length).Slice(offset, count);

    internal void Byte(byte value) => Reserve(1)[0] = value;

    internal void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(sizeof(int)), value);

    internal void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value);

    internal void Id(TermId id) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), id.Bits);

    internal void Text(ReadOnlySpan<byte> text)
    {
        Int(text.Length);
        text.CopyTo(Reserve(text.Length));
    }

    internal void Term(in TermView term)
    {
        Text(term.Value);
        if (term.Kind == TermKind.Literal)
        {
            Text(term.Language);
            Byte((byte)term.Direction);
            Text(term.Language.IsEmpty ? term.Datatype : default);
        }
    }
}
