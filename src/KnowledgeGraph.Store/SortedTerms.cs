using KnowledgeGraph.Rdf;

namespace KnowledgeGraph.Store;

/// <summary>
/// Texts sorted by bytes (which is code point order in UTF-8), numbered from 0. Language-tagged strings carry the number of their tag
/// and are sorted by it among equal texts. Immutable, safe for any number of readers.
/// </summary>
internal sealed class SortedTerms
{
    /// <summary>Where texts together are shorter, a table of symbols would cost more time than it saves memory.</summary>
    internal const long MinCompressedBytes = 4 << 20;

    private const int SampleTexts = 1024;
    private const int SampleBytes = 512;

    /// <param name="texts">The texts, compressed if there are symbols.</param>
    /// <param name="symbols">What they are compressed with.</param>
    /// <param name="languages">The numbers of their language tags, for language-tagged strings.</param>
    internal SortedTerms(ByteStrings texts, SymbolTable? symbols, PackedNumbers? languages)
    {
        Texts = texts;
        Symbols = symbols;
        Languages = languages;
    }

    /// <summary>One of the texts to be sorted in.</summary>
    internal delegate ReadOnlySpan<byte> TextAt(int index);

    internal int Count => Texts.Count;

    internal ByteStrings Texts { get; }

    internal SymbolTable? Symbols { get; }

    internal PackedNumbers? Languages { get; }

    internal long TotalBytes => Texts.TotalBytes + (Languages?.TotalBytes ?? 0);

    /// <param name="count">How many texts.</param>
    /// <param name="text">They, in order.</param>
    /// <param name="languages">The numbers of their language tags, for language-tagged strings.</param>
    /// <param name="minCompressedBytes">How long the texts must be together for them to be compressed.</param>
    internal static SortedTerms Create(int count, TextAt text, int[]? languages, long minCompressedBytes = MinCompressedBytes)
    {
        var symbols = ChooseSymbols(count, text, minCompressedBytes);
        var builder = new ByteStrings.Builder();
        for (var i = 0; i < count; i++)
        {
            var bytes = text(i);
            if (symbols is null)
            {
                builder.Add(bytes);
            }
            else
            {
                builder.Commit(symbols.Encode(bytes, builder.Room(bytes.Length * 2)));
            }
        }

        return new(builder.Finish(), symbols, languages is null ? null : PackedNumbers.Create(languages));
    }

    /// <summary>A text: straight from memory if it stands there as it is, else in the scratch, which grows until it is cleared.</summary>
    internal ReadOnlySpan<byte> Text(long index, TermArena scratch)
    {
        var text = Texts[index];
        if (Symbols is { } symbols)
        {
            var room = scratch.Reserve(text.Length * SymbolTable.MaxSymbolBytes);
            var length = symbols.Decode(text, room);
            scratch.GiveBack(room.Length - length);
            GC.KeepAlive(this);
            return room[..length];
        }

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
        var order = Symbols is null ? Texts[index].SequenceCompareTo(other) : Symbols.Compare(Texts[index], other);
        GC.KeepAlive(this);
        return order;
    }

    internal bool StartsWith(long index, ReadOnlySpan<byte> prefix)
    {
        var starts = Symbols is null ? Texts[index].StartsWith(prefix) : Symbols.Compare(Texts[index], prefix, asPrefix: true) == 0;
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

    // Symbols that fit texts taken at even distances; null if compression would not gain much.
    private static SymbolTable? ChooseSymbols(int count, TextAt text, long minCompressedBytes)
    {
        var sample = new List<byte[]>();
        long bytes = 0;
        for (long i = 0; i < Math.Min(count, SampleTexts); i++)
        {
            var taken = text((int)(i * count / Math.Min(count, SampleTexts)));
            bytes += taken.Length;
            sample.Add(taken[..Math.Min(taken.Length, SampleBytes)].ToArray());
        }

        if (sample.Count == 0 || bytes * ((double)count / sample.Count) < minCompressedBytes)
        {
            return null;
        }

        var symbols = SymbolTraining.Train(sample);
        var code = new byte[SampleBytes * 2];
        var compressed = sample.Sum(one => (long)symbols.Encode(one, code));
        return compressed * 10 < sample.Sum(one => (long)one.Length) * 9 ? symbols : null;
    }
}
