using System.Diagnostics;

namespace KnowledgeGraph.Store;

/// <summary>
/// Reads the rows of a <see cref="SortedIndex"/> within a prefix: stretches of the base, and between them what the runs add and remove.
/// Where the runs have no rows, nothing but the base is looked at. Not thread-safe; reading allocates nothing.
/// </summary>
internal sealed class IndexCursor
{
    private readonly SortedColumns _base;
    private readonly DeltaCursor? _delta;
    private readonly int _bound;
    private long _start;
    private long _row;
    private long _end;
    private bool _hasDelta;

    /// <param name="index">The index.</param>
    /// <param name="bound">Bound leading columns.</param>
    internal IndexCursor(SortedIndex index, int bound)
    {
        _base = index.Base;
        _delta = index.Runs.IsEmpty ? null : new(index, bound);
        _bound = bound;
    }

    internal int FreeColumns => _base.Width - _bound;

    /// <summary>Rows not read yet, exactly.</summary>
    internal long RemainingRows => _end - _row + (_hasDelta ? _delta!.Remaining : 0);

    /// <summary>Starts over with a prefix; cheapest if prefixes rise.</summary>
    /// <returns>False if there are no rows.</returns>
    internal bool Rebind(ReadOnlySpan<TermId> key)
    {
        Debug.Assert(key.Length == _bound, "the key binds the leading columns");
        (_row, _end) = _base.Range(key, _start);
        _start = _row;
        _hasDelta = _delta is not null && _delta.Rebind(key);
        return RemainingRows > 0;
    }

    /// <summary>Skips rows whose first free column is below a value. Gallops.</summary>
    /// <returns>False if no rows are left.</returns>
    internal bool SeekFirst(TermId atLeast)
    {
        _row = _base.Gallop(_bound, atLeast, _row, _end);
        if (_hasDelta)
        {
            _delta!.SeekFirst(atLeast);
        }

        return RemainingRows > 0;
    }

    /// <summary>Passes over rows without reading them.</summary>
    internal int Skip(int limit)
    {
        if (_hasDelta && limit < RemainingRows)
        {
            return ReadMerged(limit, default, default, default, default);
        }

        var count = (int)Math.Min(limit, RemainingRows);
        _row = _hasDelta ? _end : _row + count;
        _hasDelta = false;
        return count;
    }

    /// <summary>Reads free columns of the next rows; an empty span is not filled, each other has room for the limit.</summary>
    internal int Read(int limit, Span<TermId> c0, Span<TermId> c1, Span<TermId> c2, Span<TermId> c3)
    {
        if (_hasDelta)
        {
            return ReadMerged(limit, c0, c1, c2, c3);
        }

        var count = (int)Math.Min(limit, _end - _row);
        Decode(0, count, c0, c1, c2, c3);
        return count;
    }

    private int ReadMerged(int limit, Span<TermId> c0, Span<TermId> c1, Span<TermId> c2, Span<TermId> c3)
    {
        var count = 0;
        while (count < limit)
        {
            if (!_delta!.Peek())
            {
                _hasDelta = false;
                var rest = (int)Math.Min(limit - count, _end - _row);
                Decode(count, rest, c0, c1, c2, c3);
                return count + rest;
            }

            var place = _base.Find(_delta.Row, _row, _end);
            var stretch = (int)Math.Min(limit - count, place - _row);
            Decode(count, stretch, c0, c1, c2, c3);
            count += stretch;
            if (_row < place)
            {
                break;
            }

            if (_delta.Change < 0)
            {
                _row++;
            }
            else if (count < limit)
            {
                Write(count++, _delta.Row, c0, c1, c2, c3);
            }
            else
            {
                break;
            }

            _delta.Pop();
        }

        return count;
    }

    private void Decode(int at, int count, Span<TermId> c0, Span<TermId> c1, Span<TermId> c2, Span<TermId> c3)
    {
        if (count > 0)
        {
            Decode(c0, 0, at, count);
            Decode(c1, 1, at, count);
            Decode(c2, 2, at, count);
            Decode(c3, 3, at, count);
            _row += count;
        }
    }

    private void Decode(Span<TermId> target, int column, int at, int count)
    {
        if (!target.IsEmpty && column < FreeColumns)
        {
            _base.Decode(_bound + column, _row, target.Slice(at, count));
        }
    }

    private void Write(int at, in IndexRow row, Span<TermId> c0, Span<TermId> c1, Span<TermId> c2, Span<TermId> c3)
    {
        for (var column = 0; column < FreeColumns; column++)
        {
            var target = column switch { 0 => c0, 1 => c1, 2 => c2, _ => c3 };
            if (!target.IsEmpty)
            {
                target[at] = row[_bound + column];
            }
        }
    }
}
