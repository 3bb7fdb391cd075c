using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// A growing set of nodes: a bit each, in pages of neighbouring ids, since nodes of one kind have neighbouring ids (as in Lemire et al.,
/// Roaring Bitmaps, 2018). Charged to a budget until it is freed.
/// </summary>
/// <param name="budget">The budget.</param>
internal sealed class NodeSet(MemoryBudget budget)
{
    private const int PageBits = 9;
    private const int WordBits = 6;
    private const int PageWords = 1 << (PageBits - WordBits);
    private const int FirstPages = 4;

    // A page, its entry in the directory, and the room that both have to spare.
    private const int BytesPerPage = 2 * ((PageWords * sizeof(ulong)) + 32);

    private readonly Dictionary<ulong, int> _directory = [];
    private ulong[] _words = [];
    private ulong _number;
    private int _first = -1;
    private int _charged;

    /// <summary>Number of nodes.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>False if it was there.</returns>
    public bool Add(TermId node)
    {
        var number = node.Bits >> PageBits;
        if (number != _number || _first < 0)
        {
            TurnTo(number);
        }

        ref var word = ref _words[_first + (int)((node.Bits >> WordBits) & (PageWords - 1))];
        var bit = 1UL << (int)(node.Bits & ((1 << WordBits) - 1));
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        Count++;
        return true;
    }

    /// <summary>Gives the memory back; the set must not be used any more.</summary>
    public void Free()
    {
        budget.Release((long)_charged * BytesPerPage);
        _charged = 0;
    }

    private void TurnTo(ulong number)
    {
        _number = number;
        if (_directory.TryGetValue(number, out _first))
        {
            return;
        }

        _first = _directory.Count * PageWords;
        if (_directory.Count == _charged)
        {
            var pages = Math.Max(FirstPages, 2 * _charged);
            budget.Charge((long)(pages - _charged) * BytesPerPage);
            _charged = pages;
            Array.Resize(ref _words, pages * PageWords);
        }

        _directory.Add(number, _first);
    }
}
