using System.Collections.Immutable;

namespace KnowledgeGraph.Store;

/// <summary>
/// Rows of named graphs in an order with the graph last, filtered by graph name, duplicates dropped if asked, and merged with the
/// default graph if asked: what stands behind scans of unions and of one graph in orders that do not lead with the graph.
/// </summary>
internal sealed class UnionRows
{
    private readonly Side _named;
    private readonly Side? _default;
    private readonly bool _drop;
    private readonly int _freeTriple;

    /// <param name="named">Named graphs, G last.</param>
    /// <param name="default">The default graph in the same triple order, or null.</param>
    /// <param name="graphs">Sorted graph names, or default for all.</param>
    /// <param name="dropDuplicates">Whether a triple is given once, without its graph.</param>
    /// <param name="boundColumns">Bound leading columns.</param>
    internal UnionRows(SortedIndex named, SortedIndex? @default, ImmutableArray<TermId> graphs, bool dropDuplicates, int boundColumns)
    {
        _freeTriple = 3 - boundColumns;
        _drop = dropDuplicates;
        _named = new(named, boundColumns, graphs, dropDuplicates);
        _default = @default is null ? null : new(@default, boundColumns, default, true);
    }

    internal long RemainingRows => _named.Remaining + (_default?.Remaining ?? 0);

    internal bool Rebind(ReadOnlySpan<TermId> key)
    {
        _named.Rebind(key);
        _default?.Rebind(key);
        return RemainingRows > 0;
    }

    internal bool SeekFirst(TermId atLeast)
    {
        _named.SeekFirst(atLeast);
        _default?.SeekFirst(atLeast);
        return RemainingRows > 0;
    }

    internal int Read(int limit, Span<TermId> c0, Span<TermId> c1, Span<TermId> c2, Span<TermId> c3)
    {
        var count = 0;
        while (count < limit)
        {
            var source = Next();
            if (source is null)
            {
                break;
            }

            for (var column = 0; column < _freeTriple; column++)
            {
                var target = column switch { 0 => c0, 1 => c1, _ => c2 };
                if (!target.IsEmpty)
                {
                    target[count] = source.Value(column);
                }
            }

            if (!_drop)
            {
                var target = _freeTriple switch { 0 => c0, 1 => c1, 2 => c2, _ => c3 };
                if (!target.IsEmpty)
                {
                    target[count] = source.Graph;
                }
            }

            count++;
            source.Advance();
        }

        return count;
    }

    private Side? Next()
    {
        var named = _named.Fill();
        if (_default is null || !_default.Fill())
        {
            return named ? _named : null;
        }

        if (!named)
        {
            return _default;
        }

        for (var column = 0; column < _freeTriple; column++)
        {
            var order = _named.Value(column).CompareTo(_default.Value(column));
            if (order != 0)
            {
                return order < 0 ? _named : _default;
            }
        }

        // The same triple on both sides: one of them goes.
        _named.Advance();
        return _default;
    }

    /// <summary>A buffered range of one index.</summary>
    private sealed class Side
    {
        private const int BufferRows = 256;
        private readonly IndexCursor _cursor;
        private readonly ImmutableArray<TermId> _graphs;
        private readonly TermId[][] _buffer;
        private readonly TermId[] _last;
        private readonly int _free;
        private readonly bool _drop;
        private int _at;
        private int _count;
        private bool _hasLast;

        internal Side(SortedIndex index, int bound, ImmutableArray<TermId> graphs, bool dropDuplicates)
        {
            _cursor = new(index, bound);
            _free = 3 - bound;
            _graphs = graphs;
            _drop = dropDuplicates;
            _last = new TermId[_free];
            _buffer = new TermId[4][];
            for (var i = 0; i < _buffer.Length; i++)
            {
                _buffer[i] = i < _cursor.FreeColumns ? new TermId[BufferRows] : [];
            }
        }

        internal long Remaining => _cursor.RemainingRows + _count - _at;

        internal TermId Graph => _buffer[_free][_at];

        internal TermId Value(int column) => _buffer[column][_at];

        internal void Advance() => _at++;

        internal void Rebind(ReadOnlySpan<TermId> key)
        {
            _cursor.Rebind(key);
            _at = 0;
            _count = 0;
            _hasLast = false;
        }

        internal void SeekFirst(TermId atLeast)
        {
            // With the triple bound, the graph is the first free column and stands in buffer 0 too.
            while (_at < _count && _buffer[0][_at] < atLeast)
            {
                _at++;
            }

            if (_at == _count)
            {
                _cursor.SeekFirst(atLeast);
            }
        }

        /// <summary>Makes sure a row stands at the head; false at the end.</summary>
        internal bool Fill()
        {
            while (_at == _count)
            {
                var rows = _cursor.Read(BufferRows, _buffer[0], _buffer[1], _buffer[2], _buffer[3]);
                if (rows == 0)
                {
                    return false;
                }

                _at = 0;
                _count = Compact(rows);
            }

            return true;
        }

        private int Compact(int rows)
        {
            var kept = 0;
            for (var i = 0; i < rows; i++)
            {
                if (!_graphs.IsDefault && _graphs.AsSpan().BinarySearch(_buffer[_free][i]) < 0)
                {
                    continue;
                }

                if (_drop && IsRepeated(i))
                {
                    continue;
                }

                for (var column = 0; column < _cursor.FreeColumns; column++)
                {
                    _buffer[column][kept] = _buffer[column][i];
                }

                kept++;
            }

            return kept;
        }

        private bool IsRepeated(int row)
        {
            var same = _hasLast;
            for (var column = 0; column < _free; column++)
            {
                same &= _last[column] == _buffer[column][row];
                _last[column] = _buffer[column][row];
            }

            _hasLast = true;
            return same;
        }
    }
}
