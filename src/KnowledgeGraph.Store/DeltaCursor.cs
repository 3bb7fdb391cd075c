namespace KnowledgeGraph.Store;

/// <summary>
/// The rows in the runs of a <see cref="SortedIndex"/> within a prefix, merged, each with what it changes: 1 for a row that is not in
/// the base, −1 for one that is no longer there. Not thread-safe.
/// </summary>
internal sealed class DeltaCursor
{
    private readonly Side[] _sides;
    private readonly TermId[] _key = new TermId[4];
    private readonly int _bound;
    private bool _isAtRow;

    internal DeltaCursor(SortedIndex index, int bound)
    {
        var sides = new List<Side>();
        foreach (var run in index.Runs)
        {
            Add(run.Added, 1);
            Add(run.Removed, -1);
        }

        _sides = [.. sides];
        _bound = bound;

        void Add(RunRows rows, int change)
        {
            if (rows.RowCount > 0)
            {
                sides.Add(new() { Rows = rows, Change = change });
            }
        }
    }

    /// <summary>What the rows not passed yet change in number.</summary>
    internal long Remaining
    {
        get
        {
            long remaining = 0;
            foreach (ref readonly var side in _sides.AsSpan())
            {
                remaining += side.Change * (side.End - side.At);
            }

            return remaining;
        }
    }

    /// <summary>The row at hand, after <see cref="Peek"/> found one.</summary>
    internal IndexRow Row { get; private set; }

    /// <summary>1 if the row at hand is added, −1 if it is removed.</summary>
    internal int Change { get; private set; }

    /// <summary>Starts over with a prefix.</summary>
    /// <returns>False if no run has a row there.</returns>
    internal bool Rebind(ReadOnlySpan<TermId> key)
    {
        key.CopyTo(_key);
        _isAtRow = false;
        var any = false;
        foreach (ref var side in _sides.AsSpan())
        {
            (side.At, side.End) = side.Rows.Range(key, side.Start);
            side.Start = side.At;
            if (side.At < side.End)
            {
                any = true;
                ReadHead(ref side);
            }
        }

        return any;
    }

    /// <summary>Skips rows whose first free column is below a value.</summary>
    internal void SeekFirst(TermId atLeast)
    {
        _isAtRow = false;
        foreach (ref var side in _sides.AsSpan())
        {
            if (side.At < side.End && side.Head[_bound] < atLeast)
            {
                side.At = side.Rows.Gallop(_bound, atLeast, side.At, side.End);
                ReadHead(ref side);
            }
        }
    }

    /// <summary>Finds the next row that changes something, if it is not at hand; false at the end.</summary>
    internal bool Peek()
    {
        while (!_isAtRow)
        {
            var found = false;
            foreach (ref readonly var side in _sides.AsSpan())
            {
                if (side.At == side.End)
                {
                    continue;
                }

                var order = found ? side.Head.CompareTo(Row) : -1;
                if (order < 0)
                {
                    (Row, Change, found) = (side.Head, side.Change, true);
                }
                else if (order == 0)
                {
                    Change += side.Change;
                }
            }

            if (!found)
            {
                return false;
            }

            _isAtRow = true;
            if (Change == 0)
            {
                // Added and removed again, or the other way round.
                Pop();
            }
        }

        return true;
    }

    /// <summary>Passes the row at hand.</summary>
    internal void Pop()
    {
        _isAtRow = false;
        foreach (ref var side in _sides.AsSpan())
        {
            if (side.At < side.End && side.Head == Row)
            {
                side.At++;
                ReadHead(ref side);
            }
        }
    }

    private void ReadHead(ref Side side)
    {
        if (side.At < side.End)
        {
            side.Head = side.Rows.Read(side.At, _key.AsSpan(0, _bound));
        }
    }

    private struct Side
    {
        public RunRows Rows;
        public int Change;
        public long Start;
        public long At;
        public long End;
        public IndexRow Head;
    }
}
