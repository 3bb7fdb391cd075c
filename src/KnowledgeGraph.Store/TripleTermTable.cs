namespace KnowledgeGraph.Store;

/// <summary>
/// The triple terms of a snapshot as rows of ids, sorted SPO, POS and OSP. The index in a <see cref="TermTag.TripleTerm"/> id is the row
/// in SPO order, so ids are in SPO order too. Components may be triple terms. Immutable, safe for any number of readers.
/// </summary>
public sealed class TripleTermTable
{
    private readonly SortedColumns _spo;
    private readonly SortedColumns _pos;
    private readonly SortedColumns _osp;

    internal TripleTermTable(SortedColumns spo, SortedColumns pos, SortedColumns osp)
    {
        _spo = spo;
        _pos = pos;
        _osp = osp;
    }

    /// <summary>Number of triple terms.</summary>
    public long Count => _spo.RowCount;

    internal long TotalBytes => _spo.TotalBytes + _pos.TotalBytes + _osp.TotalBytes;

    /// <summary>The components of a triple term.</summary>
    /// <param name="id">An id of this snapshot, with tag TripleTerm and not local.</param>
    public (TermId Subject, TermId Predicate, TermId Object) Get(TermId id) =>
        (_spo.Get(0, id.Index), _spo.Get(1, id.Index), _spo.Get(2, id.Index));

    /// <summary>The id of the triple term with these components.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The object.</param>
    /// <param name="id">The id.</param>
    public bool TryFind(TermId subject, TermId predicate, TermId @object, out TermId id)
    {
        var key = (ReadOnlySpan<TermId>)[subject, predicate, @object];
        var (row, end) = _spo.Range(key);
        id = row < end ? TermId.FromIndex(TermTag.TripleTerm, row) : default;
        return row < end;
    }

    /// <summary>The order to scan for a pattern: its prefix is exactly the bound positions.</summary>
    /// <param name="bound">The pattern.</param>
    public static IndexOrder OrderFor(in QuadPattern bound) =>
        (!bound.Subject.IsUndefined, !bound.Predicate.IsUndefined, !bound.Object.IsUndefined) switch
        {
            (true, false, true) or (false, false, true) => IndexOrder.Osp,
            (false, true, _) => IndexOrder.Pos,
            _ => IndexOrder.Spo,
        };

    /// <summary>Exact number of triple terms that match, by two binary searches.</summary>
    /// <param name="bound">The pattern.</param>
    public long CountMatches(in QuadPattern bound) => OpenScan(OrderFor(bound), bound).RemainingRows;

    /// <summary>
    /// Scans the triple terms that match: the free components in the order's order, and the triple term itself as the last column.
    /// </summary>
    /// <param name="order">Spo, Pos or Osp.</param>
    /// <param name="bound">The pattern; bound positions must be a prefix of the order.</param>
    /// <exception cref="ArgumentException">Another order, or the bound positions are no prefix of it.</exception>
    public IndexScan OpenScan(IndexOrder order, in QuadPattern bound)
    {
        var columns = order switch
        {
            IndexOrder.Spo => _spo,
            IndexOrder.Pos => _pos,
            IndexOrder.Osp => _osp,
            _ => throw new ArgumentException("Triple terms are sorted Spo, Pos and Osp.", nameof(order)),
        };
        var prefix = order.BoundPrefix(bound);
        var positions = (bound.Subject.IsUndefined ? 0 : 1) + (bound.Predicate.IsUndefined ? 0 : 1) + (bound.Object.IsUndefined ? 0 : 1);
        if (positions != prefix)
        {
            throw new ArgumentException($"The bound positions are no prefix of {order}.", nameof(bound));
        }

        return new(columns, order, bound, null, 4 - prefix);
    }
}
