using System.Buffers.Binary;

namespace KnowledgeGraph.Store.Files;

/// <summary>Reads what <see cref="SectionText"/> wrote. A section that ends early is a damaged file.</summary>
internal ref struct SectionCursor(PartFile file, PartSection kind, int number)
{
    private ReadOnlySpan<byte> _rest = file.Bytes(kind, number);

    internal readonly bool IsAtEnd => _rest.IsEmpty;

    internal long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    internal TermId Id() => new(unchecked((ulong)Number()));

    /// <summary>A number that cannot be negative, and no greater than a bound.</summary>
    internal int Count(int atMost = int.MaxValue)
    {
        var count = Number();
        return count >= 0 && count <= atMost ? (int)count : throw Broken($"a count of {count}");
    }

    internal byte[] Counted() => Take(Count()).ToArray();

    internal readonly StoreCorruptionException Broken(string problem) => file.Broken(kind, number, problem);

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw Broken("it ends too early");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
