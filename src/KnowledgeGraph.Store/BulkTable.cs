using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Store;

/// <summary>
/// The growing hash table of a bulk load: texts of some kind, numbered from 0. Any number of threads may look up while one adds; those who
/// add hold <see cref="Gate"/>, unless nobody else is there. What a number stands for never moves in a way that a reader could see:
/// entries and texts stand in chunks, and a slot is written last.
/// </summary>
internal sealed class BulkTable
{
    internal const int MaxEntries = (1 << BulkTerms.IndexBits) - 1;

    /// <summary>What an entry costs beside its text: itself, and its share of the slots.</summary>
    internal const int EntryBytes = 48;

    private const int ChunkBits = 16;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private const int TextBits = 20;
    private const int TextMask = (1 << TextBits) - 1;
    private const int MaxTextLength = (1 << ByteSegments.SegmentBits) - 1 - ByteSegments.Slack;
    private const int FirstSlots = 64;

    private Entry[][] _entries = [new Entry[FirstSlots / 2]];
    private byte[][] _texts = [new byte[FirstSlots]];
    private int _textChunks = 1;
    private int _used;

    // The hash in the upper half, the number plus one in the lower one; 0 is free.
    private ulong[] _slots = new ulong[FirstSlots];

    internal Lock Gate { get; } = new();

    internal int Count { get; private set; }

    internal long TotalBytes { get; private set; }

    /// <summary>What tells apart entries with the same text: a tag, and a number of 27 bits for a datatype or a language tag.</summary>
    internal static uint Kind(TermTag tag, int extra)
    {
        if (extra >= 1 << (32 - TermId.TagBits))
        {
            throw new InvalidOperationException("A load is limited to 2^27 datatypes and language tags.");
        }

        return ((uint)extra << TermId.TagBits) | (uint)tag;
    }

    internal TermTag Tag(int index) => (TermTag)(At(index).Kind & ((1 << TermId.TagBits) - 1));

    internal int Extra(int index) => (int)(At(index).Kind >> TermId.TagBits);

    /// <summary>Where an entry was seen first, as far as was told with it.</summary>
    internal long First(int index) => At(index).First;

    internal ReadOnlySpan<byte> Text(int index)
    {
        ref readonly var entry = ref At(index);
        return Text(entry);
    }

    /// <summary>The number of an entry, or -1: it may have been added since.</summary>
    internal int Find(uint hash, uint kind, ReadOnlySpan<byte> text) => Find(Volatile.Read(ref _slots), hash, kind, text, out _);

    /// <summary>
    /// The number of an entry, which is added if it is new.
    /// </summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="text">Its text.</param>
    /// <param name="order">Where it was seen; the least place is kept.</param>
    /// <param name="isFirst">Whether it is new, or was only seen at later places until now.</param>
    internal int Intern(uint hash, uint kind, ReadOnlySpan<byte> text, long order, out bool isFirst)
    {
        var index = Find(_slots, hash, kind, text, out var slot);
        if (index >= 0)
        {
            ref var known = ref At(index);
            isFirst = order < known.First;
            known.First = isFirst ? order : known.First;
            return index;
        }

        isFirst = true;
        index = Add(new() { Offset = Append(text), First = order, Length = text.Length, Kind = kind });
        Volatile.Write(ref _slots[slot], ((ulong)hash << 32) | (uint)(index + 1));
        TotalBytes += text.Length + EntryBytes;
        if (Count > _slots.Length / 8 * 5)
        {
            Grow();
        }

        return index;
    }

    /// <summary>
    /// Looks up many terms, each step for all of them before the next, so that the processor waits for many places of memory at once.
    /// </summary>
    /// <param name="terms">The terms.</param>
    /// <param name="found">Their numbers, or -1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void FindAll(BulkTermList terms, Span<int> found)
    {
        var slots = Volatile.Read(ref _slots);
        var mask = (uint)slots.Length - 1;
        var all = terms.Terms;
        for (var i = 0; i < all.Length; i++)
        {
            var hash = all[i].Hash;
            var at = slots[hash & mask];
            for (var slot = hash; at != 0 && (uint)(at >> 32) != hash; at = slots[slot & mask])
            {
                slot = unchecked(slot + 1);
            }

            found[i] = (int)(at & uint.MaxValue) - 1;
        }

        // An entry was written before its slot.
        Interlocked.MemoryBarrier();
        for (var i = 0; i < all.Length; i++)
        {
            found[i] = found[i] >= 0 && At(found[i]).Kind != all[i].Kind ? -2 : found[i];
        }

        for (var i = 0; i < all.Length; i++)
        {
            if (found[i] >= 0 ? !Text(found[i]).SequenceEqual(terms.Text(i)) : found[i] == -2)
            {
                found[i] = Find(slots, all[i].Hash, all[i].Kind, terms.Text(i), out _);
            }
        }
    }

    private int Find(ulong[] slots, uint hash, uint kind, ReadOnlySpan<byte> text, out uint slot)
    {
        var mask = (uint)slots.Length - 1;
        for (slot = hash & mask; ; slot = (slot + 1) & mask)
        {
            var found = Volatile.Read(ref slots[slot]);
            if (found == 0)
            {
                return -1;
            }

            if ((uint)(found >> 32) == hash)
            {
                var index = (int)(found & uint.MaxValue) - 1;
                ref readonly var entry = ref At(index);
                if (entry.Kind == kind && Text(entry).SequenceEqual(text))
                {
                    return index;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry At(int index) => ref _entries[index >> ChunkBits][index & ChunkMask];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Text(in Entry entry) =>
        _texts[(int)(entry.Offset >> TextBits)].AsSpan((int)(entry.Offset & TextMask), entry.Length);

    private int Add(in Entry entry)
    {
        var index = Count;
        if (index == MaxEntries)
        {
            throw new InvalidOperationException("A load is limited to 2^30 distinct terms of a kind.");
        }

        var chunk = index >> ChunkBits;
        if (chunk == _entries.Length)
        {
            var entries = _entries;
            Array.Resize(ref entries, entries.Length * 2);
            Volatile.Write(ref _entries, entries);
        }

        var place = index & ChunkMask;
        if (_entries[chunk] is null)
        {
            Volatile.Write(ref _entries[chunk]!, GC.AllocateUninitializedArray<Entry>(1 << ChunkBits));
        }
        else if (place == _entries[chunk].Length)
        {
            // Only the first chunk begins small.
            var grown = new Entry[place * 2];
            _entries[chunk].CopyTo(grown, 0);
            Volatile.Write(ref _entries[chunk], grown);
        }

        _entries[chunk][place] = entry;
        Count = index + 1;
        return index;
    }

    private long Append(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxTextLength)
        {
            throw new ArgumentOutOfRangeException(nameof(text), text.Length, "A term is limited to 256 MiB.");
        }

        var last = _texts[_textChunks - 1];
        if (last.Length - _used < text.Length)
        {
            if (_textChunks == 1 && _used + text.Length <= 1 << TextBits)
            {
                var grown = new byte[Math.Min(1 << TextBits, Math.Max(_used + text.Length, last.Length * 2))];
                last.AsSpan(0, _used).CopyTo(grown);
                Volatile.Write(ref _texts[0], grown);
                last = grown;
            }
            else
            {
                last = GC.AllocateUninitializedArray<byte>(Math.Max(1 << TextBits, text.Length));
                AddChunk(last);
            }
        }

        text.CopyTo(last.AsSpan(_used));
        var offset = ((long)(_textChunks - 1) << TextBits) | (uint)_used;

        // A chunk with a text longer than offsets in a chunk reach is full.
        _used = _used + text.Length > TextMask ? last.Length : _used + text.Length;
        return offset;
    }

    private void AddChunk(byte[] chunk)
    {
        if (_textChunks == _texts.Length)
        {
            var texts = _texts;
            Array.Resize(ref texts, texts.Length * 2);
            Volatile.Write(ref _texts, texts);
        }

        Volatile.Write(ref _texts[_textChunks++], chunk);
        _used = 0;
    }

    private void Grow()
    {
        var slots = new ulong[checked(_slots.Length * 2)];
        var mask = (uint)slots.Length - 1;
        foreach (var taken in _slots)
        {
            if (taken != 0)
            {
                var slot = (uint)(taken >> 32) & mask;
                while (slots[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                slots[slot] = taken;
            }
        }

        Volatile.Write(ref _slots, slots);
    }

    private struct Entry
    {
        public long Offset;
        public long First;
        public int Length;
        public uint Kind;
    }
}
