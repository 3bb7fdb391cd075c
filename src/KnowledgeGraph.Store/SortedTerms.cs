using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>
/// Texts sorted by bytes (which is code point order in UTF-8), numbered from 0. Language-tagged strings carry the number of their tag
/// and are sorted by it among equal texts. Immutable, safe for any number of readers.
/// </summary>
internal sealed class SortedTerms
{
    internal SortedTerms(ByteStrings texts, PackedNumbers? languages)
    {
        Texts = texts;
        Languages = languages;
    }

    /// <summary>One of the texts to be sorted in.</summary>
    internal delegate ReadOnlySpan<byte> TextAt(int index);

    internal int Count => Texts.Count;

    internal ByteStrings Texts { get; }

    internal PackedNumbers? Languages { get; }

    internal long TotalBytes => Texts.TotalBytes + (Languages?.TotalBytes ?? 0);

    /// <param name="count">How many texts.</param>
    /// <param name="text">They, in order.</param>
    /// <param name="languages">The numbers of their language tags, for language-tagged strings.</param>
    internal static SortedTerms Create(int count, TextAt text, int[]? languages)
    {
        var builder = new ByteStrings.Builder();
        for (var i = 0; i < count; i++)
        {
            builder.Add(text(i));
        }

        return new(builder.Finish(), languages is null ? null : PackedNumbers.Create(languages));
    }

    /// <summary>A text: straight from memory if it stands there as it is, else in the scratch, which grows until it is cleared.</summary>
    internal ReadOnlySpan<byte> Text(long index, TermArena scratch)
    {
        var text = Texts[index];
        if (!Texts.IsMapped)
        {
            return text;
        }

        // Nobody could tell how long the mapping is looked at.
        var copy = scratch.Reserve(text.Length);
        text.CopyTo(copy);
        GC.KeepAlive(this);
        return copy;
    }

    internal int Language(long index) => Languages![index];

    /// <summary>Order of a text here relative to another one.</summary>
    internal int Compare(long index, ReadOnlySpan<byte> other)
    {
        var order = Texts[index].SequenceCompareTo(other);
        GC.KeepAlive(this);
        return order;
    }

    internal bool StartsWith(long index, ReadOnlySpan<byte> prefix)
    {
        var starts = Texts[index].StartsWith(prefix);
        GC.KeepAlive(this);
        return starts;
    }

    /// <summary>The first index in [from, to) whose text is not below this one.</summary>
    internal long LowerBound(ReadOnlySpan<byte> text, long from, long to)
    {
        while (from < to)
        {
            var middle = from + ((to - from) >> 1);
            if (Compare(middle, text) < 0)
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
        return index < to && Compare(index, text) == 0 ? index : -1;
    }
}
