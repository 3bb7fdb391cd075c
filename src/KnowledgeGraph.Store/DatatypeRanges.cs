using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>Which indexes of the typed literals belong to which datatype: they are sorted by datatype first. Immutable.</summary>
internal sealed class DatatypeRanges
{
    private readonly byte[][] _datatypes;
    private readonly XsdDatatype[] _known;
    private readonly long[] _starts;

    /// <param name="datatypes">Datatype IRIs, sorted by bytes.</param>
    /// <param name="starts">The first index of each, and the number of all literals at the end.</param>
    internal DatatypeRanges(byte[][] datatypes, long[] starts)
    {
        _datatypes = datatypes;
        _known = Array.ConvertAll(datatypes, datatype => XsdDatatypes.Find(datatype));
        _starts = starts;
    }

    /// <summary>The datatypes with the first index of each.</summary>
    internal IEnumerable<(byte[] Datatype, long Start)> All => _datatypes.Zip(_starts);

    internal ReadOnlySpan<byte> Of(long index) => _datatypes[Find(index)];

    internal XsdDatatype KnownOf(long index) => _known[Find(index)];

    internal bool TryGetRange(ReadOnlySpan<byte> datatype, out long start, out long end)
    {
        int low = 0, high = _datatypes.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (datatype.SequenceCompareTo(_datatypes[middle]) > 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        var found = low < _datatypes.Length && datatype.SequenceEqual(_datatypes[low]);
        start = found ? _starts[low] : 0;
        end = found ? _starts[low + 1] : 0;
        return found;
    }

    private int Find(long index)
    {
        var found = _starts.AsSpan(0, _datatypes.Length).BinarySearch(index);
        return found >= 0 ? found : ~found - 1;
    }
}
