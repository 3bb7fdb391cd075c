namespace KnowledgeGraph.Store;

/// <summary>A triple term that came after the sorted part was built. Immutable.</summary>
internal sealed class AddedTriple(TermId subject, TermId predicate, TermId @object) : IAddedEntry
{
    internal TermId Subject { get; } = subject;

    internal TermId Predicate { get; } = predicate;

    internal TermId Object { get; } = @object;

    public uint Hash { get; } = HashOf(subject, predicate, @object);

    public long Bytes => 56;

    internal static uint HashOf(TermId subject, TermId predicate, TermId @object)
    {
        unchecked
        {
            var hash = subject.Bits * 0x9E37_79B9_7F4A_7C15UL;
            hash = (hash ^ (hash >> 29) ^ predicate.Bits) * 0xD6E8_FEB8_6659_FD93UL;
            hash = (hash ^ (hash >> 31) ^ @object.Bits) * 0x9E37_79B9_7F4A_7C15UL;
            return (uint)(hash >> 32);
        }
    }
}
