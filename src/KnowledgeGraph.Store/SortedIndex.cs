using System.Collections.Immutable;

namespace KnowledgeGraph.Store;

/// <summary>
/// One order of a part of the store: the bulk-loaded rows, and what transactions changed since as a few sorted runs, oldest first. Runs hold
/// effective changes only, so a row is there if the base, plus the runs that add it, minus the runs that remove it, gives one; and so
/// counts of a prefix are sums. Immutable, safe for any number of readers.
/// </summary>
internal sealed class SortedIndex
{
    // A run is merged into its predecessor unless that is so many times longer: few runs to look into, and each row is copied
    // O(log n) times before it gets into the base.
    private const int MergeFactor = 8;

    internal SortedIndex(SortedColumns @base)
        : this(@base, [])
    {
    }

    private SortedIndex(SortedColumns @base, ImmutableArray<SortedRun> runs)
    {
        Base = @base;
        Runs = runs;
        RowCount = @base.RowCount;
        foreach (var run in runs)
        {
            RowCount += run.Added.RowCount - run.Removed.RowCount;
            DeltaRows += run.RowCount;
        }
    }

    internal SortedColumns Base { get; }

    internal ImmutableArray<SortedRun> Runs { get; }

    internal int Width => Base.Width;

    internal long RowCount { get; }

    /// <summary>Rows in the runs, those removed counted too.</summary>
    internal long DeltaRows { get; }

    internal long TotalBytes => Base.TotalBytes + Runs.Sum(run => run.TotalBytes);

    /// <summary>The index after some changes, all of them effective.</summary>
    internal SortedIndex With(SortedRun run)
    {
        if (run.RowCount == 0)
        {
            return this;
        }

        var runs = Runs;
        while (!runs.IsEmpty && runs[^1].RowCount <= run.RowCount * MergeFactor)
        {
            run = SortedRun.Merge(runs[^1], run, Width);
            runs = runs.RemoveAt(runs.Length - 1);
        }

        return new(Base, run.RowCount == 0 ? runs : runs.Add(run));
    }

    /// <summary>Number of rows whose leading columns equal the key. Binary searches.</summary>
    internal long Count(ReadOnlySpan<TermId> key)
    {
        var (start, end) = Base.RowCount == 0 ? default : Base.Range(key);
        var count = end - start;
        foreach (var run in Runs)
        {
            (start, end) = run.Added.Range(key);
            count += end - start;
            (start, end) = run.Removed.Range(key);
            count -= end - start;
        }

        return count;
    }
}
