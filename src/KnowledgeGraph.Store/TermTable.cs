using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    // Slots and hash collisions cannot be chosen from outside: both are random.
    private static readonly ulong s_seed = Random64();
    private static readonly ulong s_secret = Random64() | 1;

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

    internal static uint Hash(TermTag tag, ReadOnlySpan<byte> text, int extra) =>
        Hash(text, unchecked((uint)extra << TermId.TagBits) | (uint)tag);

    /// <summary>A hash of a text and of what tells apart equal texts: wyhash (Wang Yi), sixteen bytes a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static uint Hash(ReadOnlySpan<byte> text, uint kind)
    {
        unchecked
        {
            var hash = s_seed ^ ((ulong)kind << 32) ^ (uint)text.Length;
            ref var start = ref MemoryMarshal.GetReference(text);
            var length = text.Length;
            ulong low, high;
            if (length >= 2 * sizeof(ulong))
            {
                var at = 0;
                for (; at < length - (2 * sizeof(ulong)); at += 2 * sizeof(ulong))
                {
                    hash = Fold(Read64(ref start, at) ^ s_secret, Read64(ref start, at + sizeof(ulong)) ^ hash);
                }

                // The last sixteen bytes, some of them perhaps for the second time.
                low = Read64(ref start, length - (2 * sizeof(ulong)));
                high = Read64(ref start, length - sizeof(ulong));
            }
            else if (length >= sizeof(ulong))
            {
                low = Read64(ref start, 0);
                high = Read64(ref start, length - sizeof(ulong));
            }
            else
            {
                low = 0;
                high = 0;
                foreach (var b in text)
                {
                    low = (low << 8) | b;
                }
            }

            hash = Fold(Fold(low ^ s_secret, high ^ hash), 0xE703_7ED1_A0B4_28DBUL);
            return (uint)(hash ^ (hash >> 32));
        }
    }

    // Bounds: the callers read within the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read64(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref start, offset));

    // The halves of a 128-bit product, as wyhash folds them.
    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }

    private static ulong Random64() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private struct Entry
    {
        public long Offset;
        public int Extra;
        public uint Hash;
        public TermTag Tag;
    }
}
