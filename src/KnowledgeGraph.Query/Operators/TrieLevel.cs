using System.Buffers;
using System.Collections.Immutable;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>A variable of a <see cref="TrieJoin"/>: its values under those of the variables before.</summary>
/// <param name="context">The run.</param>
/// <param name="trailing">Relations of which it is the second variable.</param>
/// <param name="leading">Relations of which it is the first, or the only one.</param>
internal sealed class TrieLevel(ExecutionContext context, ImmutableArray<TrieRelation> trailing, ImmutableArray<TrieRelation> leading)
{
    private const int FirstRows = 64;

    // A power of two, less one.
    private const int TurnsBetweenChecks = 1023;

    // Lists that are intersected; relations asked for each value found. A list of keys is worth intersecting only where there is no other.
    private readonly TrieRelation[] _listed = [.. leading.Where(relation => relation is { IsBinary: false, IsLoaded: true })];
    private readonly TrieRelation[] _keyed = [.. leading.Where(relation => relation is { IsBinary: true, IsLoaded: true })];
    private readonly TrieRelation[] _bound = [.. leading.Where(relation => relation.IsBinary || !relation.IsLoaded)];
    private readonly ArraySegment<TermId>[] _lists = new ArraySegment<TermId>[trailing.Length + leading.Length];
    private TermId[] _buffer = [];
    private ArraySegment<TermId> _values;
    private int _next;

    /// <summary>The same variable in another run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="relations">The relations there, by those here.</param>
    public TrieLevel For(ExecutionContext run, IReadOnlyDictionary<TrieRelation, TrieRelation> relations) =>
        new(run, [.. trailing.Select(relation => relations[relation])], [.. leading.Select(relation => relations[relation])]);

    /// <summary>The value at hand.</summary>
    public TermId Current { get; private set; }

    /// <summary>Whether all values have been taken.</summary>
    public bool IsAtEnd => _next >= _values.Count;

    /// <summary>Finds the values under the present values of the variables before.</summary>
    public void Enter()
    {
        _next = 0;
        var count = 0;
        foreach (var relation in trailing)
        {
            _lists[count++] = relation.Trailing;
        }

        foreach (var relation in _listed)
        {
            _lists[count++] = relation.Leading;
        }

        if (count == 0)
        {
            _lists[count++] = FewestKeys();
        }

        _values = count == 1 ? _lists[0] : Intersected(_lists.AsSpan(0, count));
    }

    /// <summary>Goes on to the next value of which all relations know something.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        var values = _values.AsSpan();
        while (_next < values.Length)
        {
            if ((_next & TurnsBetweenChecks) == TurnsBetweenChecks)
            {
                context.ThrowIfStopped();
            }

            var value = values[_next++];
            if (BindAll(value))
            {
                Current = value;
                return true;
            }
        }

        return false;
    }

    /// <summary>The next values of the last variable.</summary>
    /// <param name="most">How many at most.</param>
    public ReadOnlySpan<TermId> Take(int most)
    {
        if (_bound.Length > 0)
        {
            return MoveNext() ? _values.AsSpan(_next - 1, 1) : [];
        }

        var count = Math.Min(most, _values.Count - _next);
        _next += count;
        return _values.AsSpan(_next - count, count);
    }

    /// <summary>Gives its memory back.</summary>
    public void Free()
    {
        Array.Clear(_lists);
        _values = default;
        FreeBuffer();
    }

    private void FreeBuffer()
    {
        context.Budget.Release((long)_buffer.Length * sizeof(ulong));
        if (_buffer.Length > 0)
        {
            ArrayPool<TermId>.Shared.Return(_buffer);
        }

        _buffer = [];
    }

    // One list of keys is enough, the other relations are asked.
    private ArraySegment<TermId> FewestKeys()
    {
        var fewest = _keyed[0].Leading;
        foreach (var relation in _keyed)
        {
            fewest = relation.Leading.Count < fewest.Count ? relation.Leading : fewest;
        }

        return fewest;
    }

    private bool BindAll(TermId value)
    {
        foreach (var relation in _bound)
        {
            if (!relation.Bind(value))
            {
                return false;
            }
        }

        return true;
    }

    private ArraySegment<TermId> Intersected(Span<ArraySegment<TermId>> lists)
    {
        if (lists.Length > 2)
        {
            lists.Sort((a, b) => a.Count.CompareTo(b.Count));
        }
        else if (lists[1].Count < lists[0].Count)
        {
            (lists[0], lists[1]) = (lists[1], lists[0]);
        }

        if (_buffer.Length < lists[0].Count)
        {
            Grow(lists[0].Count);
        }

        var common = lists[0].AsSpan();
        for (var i = 1; i < lists.Length && !common.IsEmpty; i++)
        {
            common = _buffer.AsSpan(0, SortedLists.Intersect(common, lists[i], _buffer));
        }

        return new(_buffer, 0, common.Length);
    }

    private void Grow(int rows)
    {
        FreeBuffer();
        var larger = ArrayPool<TermId>.Shared.Rent(Math.Max(FirstRows, rows));
        context.Budget.Charge((long)larger.Length * sizeof(ulong));
        _buffer = larger;
    }
}
