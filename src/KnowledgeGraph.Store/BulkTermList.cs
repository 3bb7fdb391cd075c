using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// The different terms of one kind in a few hundred quads, with their texts; they are looked up together. Not thread-safe.
/// </summary>
internal sealed class BulkTermList
{
    private const int RecentBits = 11;
    private const int FirstTerms = 256;

    // By the top bits of the hash, the term last added or found, plus one.
    private readonly int[] _recent = new int[1 << RecentBits];
    private Term[] _terms = new Term[FirstTerms];
    private byte[] _bytes = new byte[FirstTerms * 32];

    internal int Count { get; private set; }

    /// <summary>Bytes of text held.</summary>
    internal int TextBytes { get; private set; }

    internal ReadOnlySpan<Term> Terms => _terms.AsSpan(0, Count);

    internal ReadOnlySpan<byte> Text(int index)
    {
        ref readonly var term = ref _terms[index];
        return _bytes.AsSpan(term.Start, term.Length);
    }

    /// <summary>The place of a term, which is added unless it was there a moment ago.</summary>
    /// <param name="kind">Its kind, as <see cref="BulkTable.Kind"/> makes it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="spelling">The language tag as it is spelt here.</param>
    internal int Add(uint kind, ReadOnlySpan<byte> text, int spelling = 0)
    {
        var hash = TermTable.Hash(text, kind);
        ref var recent = ref _recent[hash >> (32 - RecentBits)];
        if (recent > 0)
        {
            ref readonly var term = ref _terms[recent - 1];
            if (term.Hash == hash && term.Kind == kind && _bytes.AsSpan(term.Start, term.Length).SequenceEqual(text))
            {
                return recent - 1;
            }
        }

        Append(new() { Hash = hash, Kind = kind, Spelling = spelling, Start = TextBytes, Length = text.Length }, text);
        recent = Count;
        return recent - 1;
    }

    /// <summary>Whether the text of a term is this one; the kinds are known to be the same.</summary>
    internal bool Is(int index, ReadOnlySpan<byte> text) => (uint)index < (uint)Count && Text(index).SequenceEqual(text);

    internal void Clear()
    {
        Count = 0;
        TextBytes = 0;
        Array.Clear(_recent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(in Term term, ReadOnlySpan<byte> text)
    {
        if (Count == _terms.Length)
        {
            Array.Resize(ref _terms, _terms.Length * 2);
        }

        if (_bytes.Length - TextBytes < text.Length)
        {
            Array.Resize(ref _bytes, Math.Max(checked(TextBytes + text.Length), (int)Math.Min(Array.MaxLength, _bytes.Length * 2L)));
        }

        text.CopyTo(_bytes.AsSpan(TextBytes));
        TextBytes += text.Length;
        _terms[Count++] = term;
    }

    internal struct Term
    {
        public uint Hash;
        public uint Kind;
        public int Spelling;
        public int Start;
        public int Length;
    }
}
