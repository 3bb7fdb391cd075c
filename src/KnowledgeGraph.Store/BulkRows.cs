namespace KnowledgeGraph.Store;

/// <summary>A growing list of rows in chunks, so that growing copies no more than the first of them and no array gets too large.</summary>
internal sealed class BulkRows
{
    // Rows are addressed as four numbers each with an int.
    private const int MaxRows = 1 << 29;
    private const int ChunkRows = 1 << 16;
    private const int FirstRows = 64;
    private readonly List<BulkRow[]> _chunks = [];
    private int _used = ChunkRows;

    internal long Count => ((long)_chunks.Count * ChunkRows) - (ChunkRows - _used);

    internal void Add(BulkRow row)
    {
        if (_used == ChunkRows)
        {
            _chunks.Add(new BulkRow[_chunks.Count == 0 ? FirstRows : ChunkRows]);
            _used = 0;
        }
        else if (_used == _chunks[^1].Length)
        {
            var chunk = _chunks[^1];
            Array.Resize(ref chunk, chunk.Length * 2);
            _chunks[^1] = chunk;
        }

        _chunks[^1][_used++] = row;
    }

    /// <summary>The rows, as they came.</summary>
    internal IEnumerable<BulkRow> All()
    {
        for (long row = 0; row < Count; row++)
        {
            yield return _chunks[(int)(row / ChunkRows)][row % ChunkRows];
        }
    }

    /// <summary>All rows in one array, as ranks; the list is empty afterwards.</summary>
    internal BulkRow[] TakeRanked(TermRanks terms)
    {
        var count = Count;
        if (count > MaxRows)
        {
            throw new InvalidOperationException("A bulk load is limited to 2^29 quads a part.");
        }

        var all = new BulkRow[count];
        for (var chunk = 0; chunk < _chunks.Count; chunk++)
        {
            var start = chunk * (long)ChunkRows;
            var rows = _chunks[chunk].AsSpan(0, (int)Math.Min(ChunkRows, count - start));
            var target = all.AsSpan((int)start, rows.Length);
            for (var i = 0; i < rows.Length; i++)
            {
                target[i] = terms.Ranked(rows[i]);
            }

            _chunks[chunk] = [];
        }

        _chunks.Clear();
        _used = ChunkRows;
        return all;
    }
}
