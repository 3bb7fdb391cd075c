namespace KnowledgeGraph.Sparql.Results;

/// <summary>
/// Where in the present block of an answer a term was written, by its key: a direct-mapped table, in which a later term takes the place of
/// an earlier one. Predicates, small values and repeated subjects are then copied, not decoded again.
/// </summary>
internal sealed class RepeatedTerms
{
    private const int SlotBits = 8;

    // A short answer does without the table: to make it would cost more than it spares.
    private const int TermsBeforeTable = 64;

    private Slot[] _slots = [];
    private int _seen;
    private int _block = 1;

    /// <summary>Notes a term.</summary>
    /// <param name="key">Its key, not 0.</param>
    /// <param name="start">Where it begins in the block.</param>
    /// <param name="length">How many bytes it has.</param>
    public void Remember(ulong key, int start, int length)
    {
        if (_slots.Length == 0)
        {
            if (++_seen < TermsBeforeTable)
            {
                return;
            }

            _slots = new Slot[1 << SlotBits];
        }

        _slots[SlotOf(key)] = new Slot(key, start, length, _block);
    }

    /// <summary>Finds a term of the present block.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">How many bytes it has.</param>
    public bool TryFind(ulong key, out int start, out int length)
    {
        if (_slots.Length > 0)
        {
            ref readonly var slot = ref _slots[SlotOf(key)];
            start = slot.Start;
            length = slot.Length;
            return slot.Key == key && slot.Block == _block;
        }

        start = 0;
        length = 0;
        return false;
    }

    /// <summary>The block has been sent away: its places mean nothing any more.</summary>
    public void Forget() => _block++;

    // Fibonacci hashing (Knuth, TAOCP 3, §6.4): neighbouring ids spread over the table.
    private static int SlotOf(ulong key) => (int)(unchecked(key * 0x9E37_79B9_7F4A_7C15UL) >> (64 - SlotBits));

    private readonly record struct Slot(ulong Key, int Start, int Length, int Block);
}
