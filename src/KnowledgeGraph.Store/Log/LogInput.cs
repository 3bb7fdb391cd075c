using System.Buffers.Binary;
using KnowledgeGraph.Rdf;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store.Log;

/// <summary>Reads what <see cref="LogOutput"/> has written.</summary>
internal ref struct LogInput(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    internal readonly bool IsAtEnd => _rest.IsEmpty;

    internal byte Byte() => Take(1)[0];

    internal int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    internal long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    internal TermId Id() => new(BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))));

    internal ReadOnlySpan<byte> Text() => Take(Int());

    /// <summary>A number of things that take some bytes each at least.</summary>
    internal int Count(int bytesEach)
    {
        var count = Int();
        return count >= 0 && (long)count * bytesEach <= _rest.Length ? count : throw Wrong();
    }

    internal TermView Term(TermTag tag)
    {
        var text = Text();
        if (tag == TermTag.Iri)
        {
            return TermView.Iri(text);
        }

        var language = Text();
        var direction = (BaseDirection)Byte();
        var datatype = Text();
        return language.IsEmpty ? TermView.Literal(text, datatype)
            : TermView.Literal(text, XsdDatatypes.Utf8IriOf(LanguageTags.Datatype(direction)), language, direction);
    }

    internal static InvalidDataException Wrong() => new("A frame of the log is not what a store writes.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw Wrong();
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
