using System.Diagnostics;

namespace KnowledgeGraph.Store;

/// <summary>
/// Reads the rows of one index that match a bound prefix, batch by batch: the free columns, in index order and sorted by it. Not
/// thread-safe; holds no resources, so it needs no disposal. Reading allocates nothing.
/// </summary>
public sealed class IndexScan
{
    private const int GraphPosition = 3;

    private readonly IndexCursor? _cursor;
    private readonly UnionRows? _union;
    private readonly IndexOrder _order;
    private readonly TermId _graph;

    internal IndexScan(SortedIndex index, IndexOrder order, in QuadPattern bound, bool isValueOrdered)
        : this(order, bound, Math.Min(order.BoundPrefix(bound), index.Width), isValueOrdered)
    {
        _cursor = new(index, BoundColumns);
        FreeColumns = _cursor.FreeColumns;
        Rebind(bound);
    }

    internal IndexScan(UnionRows union, IndexOrder order, in QuadPattern bound, int freeColumns, bool isValueOrdered)
        : this(order, bound, order.BoundPrefix(bound), isValueOrdered)
    {
        _union = union;
        FreeColumns = freeColumns;
        Rebind(bound);
    }

    private IndexScan(IndexOrder order, in QuadPattern bound, int boundColumns, bool isValueOrdered)
    {
        _order = order;
        _graph = bound.Graph;
        BoundColumns = boundColumns;
        IsValueOrdered = isValueOrdered;
    }

    /// <summary>
    /// The order of the rows. A scan of one named graph or of a union may have been given a quad order for a triple order.
    /// </summary>
    public IndexOrder Order => _order;

    /// <summary>Number of leading columns that are bound.</summary>
    public int BoundColumns { get; }

    /// <summary>Number of columns that <see cref="Read"/> can fill.</summary>
    public int FreeColumns { get; }

    /// <summary>
    /// Whether ids rise with values and strings, tag by tag: false once transactions have added terms (<see
    /// cref="TermDictionary.IsTextOrdered"/>).
    /// </summary>
    public bool IsValueOrdered { get; }

    /// <summary>Rows not read yet; an upper bound unless <see cref="IsExact"/>.</summary>
    public long RemainingRows => _cursor?.RemainingRows ?? _union!.RemainingRows;

    /// <summary>Whether <see cref="RemainingRows"/> is exact: neither graphs are filtered out nor duplicates dropped.</summary>
    public bool IsExact => _union is null;

    /// <summary>
    /// What free column <paramref name="column"/> holds: 0 subject, 1 predicate, 2 object, 3 graph name (in a scan of triple terms: the
    /// triple term).
    /// </summary>
    /// <param name="column">0 to <see cref="FreeColumns"/> − 1.</param>
    public int Position(int column)
    {
        var positions = _order.Positions();
        var index = BoundColumns + column;
        return index < positions.Length ? positions[index] : GraphPosition;
    }

    /// <summary>
    /// Reads the next rows. A column whose span is empty is not decoded; the shortest of the others limits the number of rows. If all
    /// are empty the remaining rows are only counted, and the scan is at its end.
    /// </summary>
    /// <param name="c0">The first free column.</param>
    /// <param name="c1">The second free column; ignored if there is none. The same for the others.</param>
    /// <param name="c2">The third free column.</param>
    /// <param name="c3">The fourth free column.</param>
    /// <returns>Number of rows read; 0 at the end.</returns>
    public int Read(Span<TermId> c0, Span<TermId> c1, Span<TermId> c2, Span<TermId> c3)
    {
        var limit = Limit(Limit(Limit(Limit(int.MaxValue, c0, 0), c1, 1), c2, 2), c3, 3);
        return _cursor is null ? _union!.Read(limit, c0, c1, c2, c3)
            : limit == int.MaxValue ? _cursor.Skip(limit)
            : _cursor.Read(limit, c0, c1, c2, c3);
    }

    /// <summary>Skips rows whose first free column is below a value. Gallops from the present row: O(log of the distance).</summary>
    /// <param name="atLeast">The value.</param>
    /// <returns>False if no rows are left.</returns>
    public bool SeekFirst(TermId atLeast)
    {
        if (FreeColumns == 0)
        {
            return RemainingRows > 0;
        }

        return _cursor?.SeekFirst(atLeast) ?? _union!.SeekFirst(atLeast);
    }

    /// <summary>
    /// Starts over with other values in the same bound positions: binary searches, cheapest if values rise; no allocation.
    /// </summary>
    /// <param name="bound">A pattern that binds the leading columns bound before; without a graph, that of the scan stays.</param>
    /// <returns>False if there are no rows; a union may still turn out to be empty.</returns>
    public bool Rebind(in QuadPattern bound)
    {
        Span<TermId> key = stackalloc TermId[4];
        var positions = _order.Positions();
        for (var i = 0; i < BoundColumns; i++)
        {
            key[i] = bound[positions[i]];
            key[i] = key[i].IsUndefined && positions[i] == GraphPosition ? _graph : key[i];
            Debug.Assert(!key[i].IsUndefined, "a bound column stays bound");
        }

        key = key[..BoundColumns];
        return _cursor?.Rebind(key) ?? _union!.Rebind(key);
    }

    private int Limit(int limit, ReadOnlySpan<TermId> span, int column) =>
        span.IsEmpty || column >= FreeColumns ? limit : Math.Min(limit, span.Length);
}
