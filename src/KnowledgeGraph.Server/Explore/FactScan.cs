using KnowledgeGraph.Store;

namespace KnowledgeGraph.Server.Explore;

/// <summary>
/// The facts of a thing read off the indexes, property by property: a seek a property and a page of rows, so that the cost does not grow
/// with the number of facts.
/// </summary>
/// <param name="snapshot">The data.</param>
/// <param name="scope">The graphs.</param>
internal sealed class FactScan(Snapshot snapshot, GraphScope scope)
{
    private const int BatchRows = 1024;

    /// <summary>The properties of a thing, each once.</summary>
    /// <param name="entity">The thing.</param>
    /// <param name="isOutgoing">True for those with the thing as subject.</param>
    public IEnumerable<TermId> Properties(TermId entity, bool isOutgoing)
    {
        var scan = isOutgoing
            ? snapshot.Scan(scope, IndexOrder.Spo, new QuadPattern(entity, default, default))
            : snapshot.Scan(scope, IndexOrder.Ops, new QuadPattern(default, default, entity));
        var property = new TermId[1];
        while (scan.Read(property, default, default, default) > 0)
        {
            yield return property[0];
            if (!scan.SeekFirst(new TermId(property[0].Bits + 1)))
            {
                yield break;
            }
        }
    }

    /// <summary>How many IRIs a property leads to; an upper bound over several graphs.</summary>
    /// <param name="entity">The thing.</param>
    /// <param name="property">The property.</param>
    /// <param name="isOutgoing">True if the thing is the subject.</param>
    public long Count(TermId entity, TermId property, bool isOutgoing)
    {
        var withLiterals = Remaining(Open(entity, property, isOutgoing), TermTag.Iri);
        return Math.Max(0, withLiterals - Remaining(Open(entity, property, isOutgoing), TermTag.String));
    }

    /// <summary>The IRIs that a property leads to.</summary>
    /// <param name="entity">The thing.</param>
    /// <param name="property">The property.</param>
    /// <param name="isOutgoing">True if the thing is the subject.</param>
    /// <param name="offset">So many are passed over.</param>
    /// <param name="limit">The most.</param>
    public List<TermId> Others(TermId entity, TermId property, bool isOutgoing, int offset, int limit)
    {
        var scan = Open(entity, property, isOutgoing);
        return scan.SeekFirst(TermId.First(TermTag.Iri)) ? [.. Page(scan, offset, limit).TakeWhile(id => id.IsIri)] : [];
    }

    /// <summary>What a property leads to, literals and blank nodes, too, in the order of the index.</summary>
    /// <param name="entity">The thing.</param>
    /// <param name="property">The property.</param>
    /// <param name="isOutgoing">True if the thing is the subject.</param>
    /// <param name="offset">So many are passed over.</param>
    /// <param name="limit">The most.</param>
    public List<TermId> All(TermId entity, TermId property, bool isOutgoing, long offset, int limit) =>
        Page(Open(entity, property, isOutgoing), offset, limit);

    private static List<TermId> Page(IndexScan scan, long offset, int limit)
    {
        var page = new List<TermId>();
        var batch = new TermId[BatchRows];
        while (page.Count < limit)
        {
            var most = (int)Math.Clamp(offset > 0 ? offset : limit - page.Count, 1, BatchRows);
            var rows = scan.Read(batch.AsSpan(0, most), default, default, default);
            if (rows == 0)
            {
                break;
            }

            if (offset > 0)
            {
                offset -= rows;
                continue;
            }

            page.AddRange(batch.AsSpan(0, rows));
        }

        return page;
    }

    private IndexScan Open(TermId entity, TermId property, bool isOutgoing) => isOutgoing
        ? snapshot.Scan(scope, IndexOrder.Spo, new QuadPattern(entity, property, default))
        : snapshot.Scan(scope, IndexOrder.Ops, new QuadPattern(default, property, entity));

    private static long Remaining(IndexScan scan, TermTag from) => scan.SeekFirst(TermId.First(from)) ? scan.RemainingRows : 0;
}
