using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace KnowledgeGraph.Store;

/// <summary>
/// A growing hash table of terms as bytes, giving them consecutive numbers from 0. An entry is a tag, a text, and a number that belongs
/// to it (datatype or language tag). Not thread-safe.
/// </summary>
internal sealed class TermTable
{
    internal const int MaxEntries = 1 << 30;

    /// <summary>What an entry costs beside its text.</summary>
    internal const int EntryBytes = 48;

    private const int FirstSlots = 64;

    // Slots and hash collisions cannot be chosen from outside.
    private static readonly ulong s_seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private readonly ByteSegments.Writer _bytes = new();
    private Entry[] _entries = new Entry[FirstSlots / 2];
    private ulong[] _slots = new ulong[FirstSlots];

    internal int Count { get; private set; }

    internal long TotalBytes { get; private set; }

    internal ReadOnlySpan<byte> Text(int index) => _bytes.Counted(_entries[index].Offset);

    internal TermTag Tag(int index) => _entries[index].Tag;

    internal int Extra(int index) => _entries[index].Extra;

    /// <summary>The number of a term, or -1.</summary>
    internal int Find(TermTag tag, ReadOnlySpan<byte> text, int extra) => Find(tag, text, extra, Hash(tag, text, extra), out _);

    /// <summary>The number of a term, which is added if it is new.</summary>
    internal int Intern(TermTag tag, ReadOnlySpan<byte> text, int extra, out bool added)
    {
        var hash = Hash(tag, text, extra);
        var index = Find(tag, text, extra, hash, out var slot);
        added = index < 0;
        if (!added)
        {
            return index;
        }

        index = Count;
        if (index == MaxEntries)
        {
            throw new InvalidOperationException("A load is limited to 2^30 distinct terms.");
        }

        if (index == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        _entries[index] = new() { Offset = _bytes.AppendCounted(text), Extra = extra, Hash = hash, Tag = tag };
        _slots[slot] = ((ulong)hash << 32) | (uint)(index + 1);
        Count = index + 1;
        TotalBytes += text.Length + EntryBytes;
        if (Count > _slots.Length / 2)
        {
            Grow();
        }

        return index;
    }

    private int Find(TermTag tag, ReadOnlySpan<byte> text, int extra, uint hash, out int slot)
    {
        var mask = _slots.Length - 1;
        for (slot = (int)(hash & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var found = _slots[slot];
            if (found == 0)
            {
                return -1;
            }

            if ((uint)(found >> 32) == hash)
            {
                var index = (int)(found & uint.MaxValue) - 1;
                ref readonly var entry = ref _entries[index];
                if (entry.Tag == tag && entry.Extra == extra && _bytes.Counted(entry.Offset).SequenceEqual(text))
                {
                    return index;
                }
            }
        }
    }

    private void Grow()
    {
        var slots = new ulong[checked(_slots.Length * 2)];
        var mask = slots.Length - 1;
        for (var index = 0; index < Count; index++)
        {
            var hash = _entries[index].Hash;
            var slot = (int)(hash & (uint)mask);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = ((ulong)hash << 32) | (uint)(index + 1);
        }

        _slots = slots;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Hash(TermTag tag, ReadOnlySpan<byte> text, int extra)
    {
        unchecked
        {
            var hash = s_seed ^ ((ulong)(uint)extra << 8) ^ ((ulong)tag << 1) ^ ((ulong)text.Length << 40);
            while (text.Length >= sizeof(ulong))
            {
                hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
                text = text[sizeof(ulong)..];
            }

            ulong tail = 0;
            foreach (var b in text)
            {
                tail = (tail << 8) | b;
            }

            hash = Fold(hash ^ tail ^ 0xA076_1D64_78BD_642FUL);
            Debug.Assert(text.Length < sizeof(ulong), "the tail is short");
            return (uint)(hash ^ (hash >> 32));
        }
    }

    // The halves of a 128-bit product, as wyhash folds them.
    private static ulong Fold(ulong value)
    {
        var high = Math.BigMul(value, 0xE703_7ED1_A0B4_28DBUL, out var low);
        return high ^ low;
    }

    private struct Entry
    {
        public long Offset;
        public int Extra;
        public uint Hash;
        public TermTag Tag;
    }
}
