namespace KnowledgeGraph.Store;

/// <summary>
/// The triple terms of a snapshot as rows of ids, sorted SPO, POS and OSP. The index in a <see cref="TermTag.TripleTerm"/> id is the row
/// in SPO order of the bulk-loaded ones; later ones are numbered on as they come. Components may be triple terms. Immutable, safe for any
/// number of readers.
/// </summary>
public sealed class TripleTermTable
{
    private const int Width = 4;

    private readonly SortedIndex _spo;
    private readonly SortedIndex _pos;
    private readonly SortedIndex _osp;
    private readonly int _seen;

    internal TripleTermTable(SortedColumns spo, SortedColumns pos, SortedColumns osp)
        : this(new(spo), new(pos), new(osp), new(), 0)
    {
    }

    private TripleTermTable(SortedIndex spo, SortedIndex pos, SortedIndex osp, AddedTerms added, int seen)
    {
        _spo = spo;
        _pos = pos;
        _osp = osp;
        Added = added;
        _seen = seen;
    }

    /// <summary>Number of triple terms.</summary>
    public long Count => SortedCount + _seen;

    internal long SortedCount => Sorted.RowCount;

    /// <summary>The terms that came later, triple terms among them.</summary>
    internal AddedTerms Added { get; }

    /// <summary>The bulk-loaded ones in orders SPO, POS and OSP.</summary>
    internal IReadOnlyList<SortedColumns> SortedOrders => [_spo.Base, _pos.Base, _osp.Base];

    internal long TotalBytes => _spo.TotalBytes + _pos.TotalBytes + _osp.TotalBytes;

    private SortedColumns Sorted => _spo.Base;

    /// <summary>The components of a triple term.</summary>
    /// <param name="id">An id of this snapshot, with tag TripleTerm and not local.</param>
    public (TermId Subject, TermId Predicate, TermId Object) Get(TermId id)
    {
        if (id.Index < SortedCount)
        {
            return (Sorted.Get(0, id.Index), Sorted.Get(1, id.Index), Sorted.Get(2, id.Index));
        }

        var added = Added.TripleTerms[(int)(id.Index - SortedCount)];
        return (added.Subject, added.Predicate, added.Object);
    }

    /// <summary>The id of the triple term with these components.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="object">The object.</param>
    /// <param name="id">The id.</param>
    public bool TryFind(TermId subject, TermId predicate, TermId @object, out TermId id)
    {
        var (row, end) = Sorted.Range([subject, predicate, @object]);
        if (row < end)
        {
            id = TermId.FromIndex(TermTag.TripleTerm, row);
            return true;
        }

        var candidates = Added.TripleTerms.Find(AddedTriple.HashOf(subject, predicate, @object), _seen);
        while (candidates.MoveNext())
        {
            var found = candidates.Current;
            if (found.Subject == subject && found.Predicate == predicate && found.Object == @object)
            {
                id = TermId.FromIndex(TermTag.TripleTerm, SortedCount + candidates.Index);
                return true;
            }
        }

        id = default;
        return false;
    }

    /// <summary>A table with another triple term, found by its parts but not by a pattern before <see cref="Indexed"/>.</summary>
    internal TripleTermTable With(TermId subject, TermId predicate, TermId @object, out TermId id)
    {
        var index = Added.TripleTerms.Add(new(subject, predicate, @object));
        id = TermId.FromIndex(TermTag.TripleTerm, SortedCount + index);
        return new(_spo, _pos, _osp, Added, index + 1);
    }

    /// <summary>A table in which scans find every triple term.</summary>
    internal TripleTermTable Indexed()
    {
        if (_spo.RowCount == Count)
        {
            return this;
        }

        var rows = new List<QuadRow>();
        for (var index = _spo.RowCount; index < Count; index++)
        {
            var id = TermId.FromIndex(TermTag.TripleTerm, index);
            var (subject, predicate, @object) = Get(id);
            rows.Add(new(subject, predicate, @object, id));
        }

        return new(With(_spo, IndexOrder.Spo), With(_pos, IndexOrder.Pos), With(_osp, IndexOrder.Osp), Added, _seen);

        SortedIndex With(SortedIndex index, IndexOrder order) => index.With(SortedRun.Create(order, Width, rows, []));
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
        var index = order switch
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

        return new(index, order, bound, _seen == 0);
    }
}
