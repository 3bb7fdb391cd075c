using System.Diagnostics;

namespace KnowledgeGraph.Store;

/// <summary>Compresses sorted rows into <see cref="SortedColumns"/>, block by block. Not thread-safe.</summary>
internal sealed class SortedColumnsBuilder
{
    private readonly int _width;
    private readonly TermId[][] _firsts;
    private readonly long[][] _offsets;
    private readonly ByteSegments.Writer _bytes = new();
    private readonly BlockEncoder _encoder;
    private long _rows;

    internal SortedColumnsBuilder(int width, long rowCount)
    {
        _width = width;
        _encoder = new(_bytes);
        var blocks = checked((int)((rowCount + SortedColumns.BlockRows - 1) >> SortedColumns.BlockBits));
        _firsts = new TermId[width][];
        _offsets = new long[width][];
        for (var column = 0; column < width; column++)
        {
            _firsts[column] = new TermId[blocks];
            _offsets[column] = new long[blocks];
        }
    }

    /// <summary>Appends a block; all but the last must be full.</summary>
    internal void AppendBlock(TermId[][] columns, int count)
    {
        Debug.Assert(_rows % SortedColumns.BlockRows == 0, "only the last block may be short");
        var block = (int)(_rows >> SortedColumns.BlockBits);
        for (var column = 0; column < _width; column++)
        {
            var values = columns[column].AsSpan(0, count);
            _firsts[column][block] = values[0];
            _offsets[column][block] = _encoder.Append(values);
        }

        _rows += count;
    }

    internal SortedColumns Finish() => new(_width, _rows, _firsts, _offsets, _bytes.Finish());
}
