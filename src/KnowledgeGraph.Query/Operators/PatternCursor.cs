using KnowledgeGraph.Store;
using StoreScan = KnowledgeGraph.Store.IndexScan;

namespace KnowledgeGraph.Query.Operators;

/// <summary>
/// Reads the rows of a <see cref="ScanPattern"/> position by position, whatever order the index has. Opened anew for each set of values;
/// as long as the same positions are bound it only rebinds its scan. Checks variables that stand at two positions.
/// </summary>
internal sealed class PatternCursor
{
    private readonly ExecutionContext _context;
    private readonly ScanPattern _pattern;
    private readonly bool[] _wanted;
    private readonly TermId[]?[] _cells = new TermId[4][];
    private readonly TermId[]?[] _columns = new TermId[4][];
    private readonly List<(int First, int Second)> _equal;
    private StoreScan? _scan;
    private QuadPattern _bound;
    private int _boundMask = -1;
    private long _counted;
    private bool _single;
    private (TermId From, long Rows)[]? _stretches;
    private int _stretch;

    /// <summary>A cursor.</summary>
    /// <param name="context">The run.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="wanted">The positions whose values are asked for, if they are free.</param>
    public PatternCursor(ExecutionContext context, ScanPattern pattern, bool[] wanted)
    {
        _context = context;
        _pattern = pattern;
        _wanted = [.. wanted];
        _equal = [];
        for (var second = 1; second < 4; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (pattern[first].Variable is { } variable && variable == pattern[second].Variable)
                {
                    _equal.Add((first, second));
                    _wanted[first] = true;
                    _wanted[second] = true;
                    break;
                }
            }
        }
    }

    /// <summary>A cursor of the same shape for another run.</summary>
    /// <param name="origin">The other cursor.</param>
    /// <param name="context">The run.</param>
    /// <param name="pattern">The other cursor's pattern, perhaps with other constants.</param>
    public PatternCursor(PatternCursor origin, ExecutionContext context, ScanPattern pattern)
    {
        _context = context;
        _pattern = pattern;
        _wanted = origin._wanted;
        _equal = origin._equal;
    }

    /// <summary>The cells that <see cref="Read"/> filled for a free, wanted position; null for another.</summary>
    public TermId[]? Cells(int position) => _cells[position];

    /// <summary>The value of a bound position; undefined for a free one.</summary>
    public TermId Bound(int position) => _bound[position];

    /// <summary>Starts over.</summary>
    /// <param name="bound">The bound positions.</param>
    /// <param name="order">The order to read in; null for any. Bound subject, predicate and object must be a prefix of it.</param>
    public void Open(in QuadPattern bound, IndexOrder? order = null)
    {
        _counted = 0;
        _single = false;
        _stretches = null;
        if (_pattern.IsTripleTerms && !bound.Graph.IsUndefined)
        {
            OpenParts(bound);
            return;
        }

        var mask = (bound.Subject.IsUndefined ? 0 : 1) | (bound.Predicate.IsUndefined ? 0 : 2) | (bound.Object.IsUndefined ? 0 : 4)
            | (bound.Graph.IsUndefined ? 0 : 8);
        _bound = bound;
        if (_scan is not null && mask == _boundMask && _pattern.ForRebind(bound) is { } values)
        {
            _scan.Rebind(values);
            return;
        }

        _boundMask = mask;
        _scan = _pattern.Open(_context.Snapshot, order ?? _pattern.OrderFor(bound), bound);
        Array.Clear(_cells);
        for (var column = 0; column < _scan.FreeColumns; column++)
        {
            var position = _scan.Position(column);
            if (_wanted[position])
            {
                _cells[position] = _columns[position] ??= _context.NewColumn();
            }
        }
    }

    /// <summary>Skips rows whose first free column is below a value.</summary>
    public void Seek(TermId atLeast)
    {
        if (_counted == 0)
        {
            _scan?.SeekFirst(atLeast);
        }
    }

    /// <summary>Reads only some stretches, for a pattern without a repeated variable whose first free column is wanted.</summary>
    /// <param name="stretches">Where each begins, by the first free column, and how many rows it has; rising.</param>
    public void Confine((TermId From, long Rows)[] stretches)
    {
        _stretches = stretches;
        _stretch = -1;
    }

    /// <summary>Reads rows into <see cref="Cells"/>.</summary>
    /// <param name="max">The most rows wanted, at most the batch size of the run.</param>
    /// <param name="more">False at the end; may be true with no row read, where rows failed a check.</param>
    /// <returns>Number of rows.</returns>
    public int Read(int max, out bool more)
    {
        if (_single)
        {
            _single = false;
            more = true;
            return 1;
        }

        int count;
        if (_counted > 0)
        {
            count = (int)Math.Min(max, _counted);
            _counted -= count;
            more = true;
            return count;
        }

        if (_scan is not { } scan)
        {
            more = false;
            return 0;
        }

        max = Confined(scan, max);
        if (max == 0)
        {
            more = false;
            return 0;
        }

        count = scan.Read(Target(scan, 0, max), Target(scan, 1, max), Target(scan, 2, max), Target(scan, 3, max));
        more = count > 0;
        if (count > max)
        {
            // No column is wanted: the scan has counted its rows at one go.
            _counted = count - max;
            count = max;
        }

        return _equal.Count > 0 ? KeepEqual(count) : count;
    }

    // How many rows may be read before the stretch at hand ends; goes on to the next if it has ended.
    private int Confined(StoreScan scan, int max)
    {
        if (_stretches is null)
        {
            return max;
        }

        while (_stretch < 0 || _stretches[_stretch].Rows == 0)
        {
            if (++_stretch == _stretches.Length)
            {
                _stretch--;
                return 0;
            }

            if (_stretches[_stretch].Rows > 0)
            {
                scan.SeekFirst(_stretches[_stretch].From);
            }
        }

        max = (int)Math.Min(max, _stretches[_stretch].Rows);
        _stretches[_stretch].Rows -= max;
        return max;
    }

    private Span<TermId> Target(StoreScan scan, int column, int max) =>
        column < scan.FreeColumns && _cells[scan.Position(column)] is { } cells ? cells.AsSpan(0, max) : default;

    // The triple term is known: its parts are its row.
    private void OpenParts(in QuadPattern bound)
    {
        _boundMask = -1;
        _bound = bound;
        Array.Clear(_cells);
        _scan = null;
        if (!bound.Graph.IsTripleTerm)
        {
            return;
        }

        var (subject, predicate, @object) = _context.Terms.GetTripleTerm(bound.Graph);
        _single = Matches(bound.Subject, subject) && Matches(bound.Predicate, predicate) && Matches(bound.Object, @object);
        if (_single)
        {
            (_cells[0], _cells[1], _cells[2]) = ([subject], [predicate], [@object]);
            foreach (var (first, second) in _equal)
            {
                _single &= Cell(first, 0) == Cell(second, 0);
            }
        }
    }

    private static bool Matches(TermId bound, TermId part) => bound.IsUndefined || bound == part;

    private int KeepEqual(int count)
    {
        var kept = 0;
        for (var row = 0; row < count; row++)
        {
            var isEqual = true;
            foreach (var (first, second) in _equal)
            {
                isEqual &= Cell(first, row) == Cell(second, row);
            }

            if (isEqual)
            {
                foreach (var cells in _cells)
                {
                    if (cells is not null)
                    {
                        cells[kept] = cells[row];
                    }
                }

                kept++;
            }
        }

        return kept;
    }

    private TermId Cell(int position, int row) => _cells[position] is { } cells ? cells[row] : _bound[position];
}
