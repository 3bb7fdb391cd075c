using KnowledgeGraph.Store;

namespace KnowledgeGraph.Query.Operators;

/// <summary>Ids of one tag from the first to the last, both included; says nothing about ids of other tags.</summary>
/// <param name="First">The first id.</param>
/// <param name="Last">The last id, of the same tag; below the first if there is none.</param>
internal readonly record struct IdRange(TermId First, TermId Last)
{
    /// <summary>The tag.</summary>
    public TermTag Tag => First.Tag;

    /// <summary>The first id behind the tag.</summary>
    public TermId End => TermId.First(Tag + 1);

    /// <summary>The ids in both ranges, which are of one tag.</summary>
    /// <param name="other">The other range.</param>
    public IdRange Intersect(IdRange other) =>
        new(First < other.First ? other.First : First, Last < other.Last ? Last : other.Last);

    /// <summary>Rows of a scan whose first free column is in the range or of another tag.</summary>
    /// <param name="scan">A scan with exact counts, at its start; moved.</param>
    public long Count(Store.IndexScan scan)
    {
        var (before, within, after) = Stretches(scan);
        return before + within + after;
    }

    /// <summary>Rows of a scan whose first free column is of an earlier tag, in the range, and of a later tag.</summary>
    /// <param name="scan">A scan with exact counts, at its start; moved.</param>
    public (long Before, long Within, long After) Stretches(Store.IndexScan scan)
    {
        var all = scan.RemainingRows;
        scan.SeekFirst(TermId.First(Tag));
        var before = all - scan.RemainingRows;
        scan.SeekFirst(First);
        var from = scan.RemainingRows;
        if (First <= Last)
        {
            scan.SeekFirst(new TermId(Last.Bits + 1));
        }

        var within = from - scan.RemainingRows;
        scan.SeekFirst(End);
        return (before, within, scan.RemainingRows);
    }
}
