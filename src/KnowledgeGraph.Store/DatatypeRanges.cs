namespace KnowledgeGraph.Store;

/// <summary>Which indexes of the typed literals belong to which datatype: they are sorted by datatype first. Immutable.</summary>
internal sealed class DatatypeRanges
{
    private readonly byte[][] _datatypes;
    private readonly long[] _starts;

    /// <param name="datatypes">Datatype IRIs, sorted by bytes.</param>
    /// <param name="starts">The first index of each, and the number of all literals at the end.</param>
    internal DatatypeRanges(byte[][] datatypes, long[] starts)
    {
        _datatypes = datatypes;
        _starts = starts;
    }

    internal ReadOnlySpan<byte> Of(long index)
    {
        var found = _starts.AsSpan(0, _datatypes.Length).BinarySearch(index);
        return _datatypes[found >= 0 ? found : ~found - 1];
    }

    internal bool TryGetRange(ReadOnlySpan<byte> datatype, out long start, out long end)
    {
        for (var i = 0; i < _datatypes.Length; i++)
        {
            if (datatype.SequenceEqual(_datatypes[i]))
            {
                start = _starts[i];
                end = _starts[i + 1];
                return true;
            }
        }

        start = 0;
        end = 0;
        return false;
    }
}
