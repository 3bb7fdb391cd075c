namespace KnowledgeGraph.Store;

/// <summary>
/// Texts sorted by bytes (which is code point order in UTF-8), numbered from 0. Language-tagged strings carry the number of their tag
/// and are sorted by it among equal texts. Immutable.
/// </summary>
internal sealed class SortedTerms
{
    private readonly long[] _offsets;
    private readonly int[]? _languages;
    private readonly ByteSegments _bytes;

    internal SortedTerms(long[] offsets, int[]? languages, ByteSegments bytes)
    {
        _offsets = offsets;
        _languages = languages;
        _bytes = bytes;
    }

    internal int Count => _offsets.Length;

    internal long TotalBytes => _bytes.TotalBytes + (_offsets.Length * (_languages is null ? 8L : 12L));

    internal ReadOnlySpan<byte> Text(long index) => _bytes.Counted(_offsets[index]);

    internal int Language(long index) => _languages![index];

    /// <summary>The first index in [from, to) whose text is not below this one.</summary>
    internal long LowerBound(ReadOnlySpan<byte> text, long from, long to)
    {
        while (from < to)
        {
            var middle = from + ((to - from) >> 1);
            if (Text(middle).SequenceCompareTo(text) < 0)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }

    /// <summary>The index of a text in [from, to), or -1.</summary>
    internal long Find(ReadOnlySpan<byte> text, long from, long to)
    {
        var index = LowerBound(text, from, to);
        return index < to && Text(index).SequenceEqual(text) ? index : -1;
    }
}
