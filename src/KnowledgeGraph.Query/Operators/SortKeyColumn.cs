using System.Runtime.CompilerServices;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Expressions;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// The keys of rows under one condition of ORDER BY. As long as the dictionary knows the order of the terms by their ids, ids are all that
/// is kept; the first key that breaks this has them all decoded.
/// </summary>
internal sealed class SortKeyColumn(TermOrder order, MemoryBudget budget)
{
    private TermId[] _ids = [];
    private SortKey[] _keys = [];
    private int _count;
    private bool _isDecoded;

    // Which kind of literals was seen; of two kinds the order of terms may not be that of ids.
    private TermTag _literals;
    private long _charged;

    /// <summary>Sets the key of a row, a new one or one known before.</summary>
    public void Store(int row, TermId id)
    {
        _count = Math.Max(_count, row + 1);
        if (!_isDecoded && !IsInTermOrder(id))
        {
            DecodeAll(row);
        }

        if (_isDecoded)
        {
            Grow(ref _keys);
            Decode(row, id);
        }
        else
        {
            Grow(ref _ids);
            _ids[row] = id;
        }
    }

    /// <summary>
    /// Compares a key that is not kept with that of a row. False if it would have to be decoded.
    /// </summary>
    public bool TryCompare(TermId id, int row, out int comparison)
    {
        var isPossible = !_isDecoded && IsInTermOrder(id);
        comparison = isPossible ? order.CompareUndecoded(id, _ids[row]) : 0;
        return isPossible;
    }

    /// <summary>Compares the keys of two rows.</summary>
    public int Compare(int left, int right) =>
        _isDecoded ? SortKey.Compare(_keys[left], _keys[right]) : order.CompareUndecoded(_ids[left], _ids[right]);

    /// <summary>Forgets the keys and gives the memory back.</summary>
    public void Free()
    {
        Charge(-_charged);
        _ids = [];
        _keys = [];
        _count = 0;
        _isDecoded = false;
        _literals = default;
    }

    // Unbound, blank nodes, IRIs, literals: the tags rise as in SPARQL 1.1 §15.1. Texts of a dictionary are sorted by bytes, values in ids
    // by value; other literals have to be decoded, and local terms are numbered as they come.
    private bool IsInTermOrder(TermId id)
    {
        switch (id.Tag)
        {
            case TermTag.Undefined or TermTag.BlankNode:
                return true;
            case TermTag.Iri:
                return LocalDictionary.HasTextOrder(id);
            default:
                if (_literals == default)
                {
                    _literals = id.Tag;
                }

                return _literals == id.Tag && (LocalDictionary.HasTextOrder(id) || TermOrder.HasValueOrder(id.Tag));
        }
    }

    private void DecodeAll(int except)
    {
        _isDecoded = true;
        Grow(ref _keys);
        for (var row = 0; row < Math.Min(_count, _ids.Length); row++)
        {
            if (row != except)
            {
                Decode(row, _ids[row]);
            }
        }

        Charge(-(long)_ids.Length * Unsafe.SizeOf<TermId>());
        _ids = [];
    }

    private void Decode(int row, TermId id)
    {
        var key = order.KeyOf(id);
        Charge(key.HeapBytes - _keys[row].HeapBytes);
        _keys[row] = key;
    }

    private void Grow<T>(ref T[] array)
    {
        if (_count <= array.Length)
        {
            return;
        }

        var capacity = Math.Max(_count, Math.Max(64, checked(array.Length * 2)));
        Charge((long)(capacity - array.Length) * Unsafe.SizeOf<T>());
        Array.Resize(ref array, capacity);
    }

    private void Charge(long bytes)
    {
        if (bytes > 0)
        {
            budget.Charge(bytes);
        }
        else
        {
            budget.Release(-bytes);
        }

        _charged += bytes;
    }
}
