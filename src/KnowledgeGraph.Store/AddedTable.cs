using System.Numerics;

namespace KnowledgeGraph.Store;

/// <summary>
/// Entries numbered from 0 as they come, found by hash. One writer appends; any number of readers may look meanwhile at as many of the
/// first entries as they know of, because entries never move and slots never change but from empty to taken.
/// </summary>
/// <typeparam name="T">The entries, immutable.</typeparam>
internal sealed class AddedTable<T>
    where T : class, IAddedEntry
{
    private const int FirstBits = 4;

    // Chunk c holds 2^(c + FirstBits) entries: room for more than an int counts, and an outer array that never grows.
    private readonly T[][] _chunks = new T[32 - FirstBits][];
    private volatile ulong[] _slots = new ulong[4 << FirstBits];
    private int _taken;

    /// <summary>Number of entries; for the writer, and for readers to remember when it hands them a new state.</summary>
    internal int Count { get; private set; }

    /// <summary>Bytes of all entries and the slots.</summary>
    internal long TotalBytes { get; private set; }

    internal T this[int index]
    {
        get
        {
            var place = (uint)index + (1U << FirstBits);
            var bits = BitOperations.Log2(place);
            return _chunks[bits - FirstBits][place - (1U << bits)];
        }
    }

    /// <summary>Entries that may be the one looked for.</summary>
    /// <param name="hash">Its hash.</param>
    /// <param name="seen">How many entries the caller knows of.</param>
    internal Candidates Find(uint hash, int seen) => new(this, hash, seen);

    /// <summary>Appends an entry that is not there yet.</summary>
    internal int Add(T entry)
    {
        if (_taken >= _slots.Length / 2)
        {
            Grow();
        }

        var index = Count;
        var place = (uint)index + (1U << FirstBits);
        var bits = BitOperations.Log2(place);
        var chunk = _chunks[bits - FirstBits] ??= new T[1 << bits];
        chunk[place - (1U << bits)] = entry;
        Take(_slots, entry.Hash, index);
        _taken++;
        Count = index + 1;
        TotalBytes += entry.Bytes + (2 * sizeof(ulong)) + nint.Size;
        return index;
    }

    /// <summary>
    /// Takes back all entries from a number on. Slots that led to them stay; whoever follows one sees that the entry is another.
    /// </summary>
    internal void Truncate(int count)
    {
        for (; Count > count; Count--)
        {
            TotalBytes -= this[Count - 1].Bytes + (2 * sizeof(ulong)) + nint.Size;
        }
    }

    private static void Take(ulong[] slots, uint hash, int index)
    {
        var mask = slots.Length - 1;
        var slot = (int)(hash & (uint)mask);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        Volatile.Write(ref slots[slot], ((ulong)hash << 32) | ((uint)index + 1));
    }

    private void Grow()
    {
        // Readers keep the old slots, which lead to every entry that they know of.
        var slots = new ulong[Math.Max(_slots.Length, (int)BitOperations.RoundUpToPowerOf2((uint)Count + 1) * 4)];
        for (var index = 0; index < Count; index++)
        {
            Take(slots, this[index].Hash, index);
        }

        _slots = slots;
        _taken = Count;
    }

    /// <summary>Walks the entries with a hash.</summary>
    internal ref struct Candidates
    {
        private readonly AddedTable<T> _table;
        private readonly ulong[] _slots;
        private readonly uint _hash;
        private readonly int _seen;
        private int _slot;

        internal Candidates(AddedTable<T> table, uint hash, int seen)
        {
            _table = table;
            _slots = table._slots;
            _hash = hash;
            _seen = seen;
            _slot = (int)(hash & (uint)(_slots.Length - 1));
            Index = -1;
        }

        internal int Index { get; private set; }

        internal readonly T Current => _table[Index];

        internal bool MoveNext()
        {
            while (_seen > 0)
            {
                var found = Volatile.Read(ref _slots[_slot]);
                _slot = (_slot + 1) & (_slots.Length - 1);
                if (found == 0)
                {
                    break;
                }

                Index = (int)(found & uint.MaxValue) - 1;
                if ((uint)(found >> 32) == _hash && Index < _seen)
                {
                    return true;
                }
            }

            Index = -1;
            return false;
        }
    }
}
