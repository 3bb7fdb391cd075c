using System.Runtime.CompilerServices;
using KnowledgeGraph.Rdf.Values;

namespace KnowledgeGraph.Store;

/// <summary>
/// The side column of typed literals: parsed values of those that have one, so that filters never parse. Literals come in index order.
/// </summary>
internal sealed class LiteralValues
{
    private const int KindBits = 2;

    // Per literal: the kind of value below, its place among the values of this kind above.
    private readonly List<int> _places = [];
    private readonly List<XsdNumber> _numbers = [];
    private readonly List<XsdDateTime> _times = [];
    private readonly List<XsdDuration> _durations = [];

    private enum Kind
    {
        None,
        Number,
        DateTime,
        Duration,
    }

    internal long TotalBytes =>
        ((long)_places.Count * sizeof(int)) + ((long)_numbers.Count * Unsafe.SizeOf<XsdNumber>())
        + ((long)_times.Count * Unsafe.SizeOf<XsdDateTime>()) + ((long)_durations.Count * Unsafe.SizeOf<XsdDuration>());

    internal void Add(ReadOnlySpan<byte> lexical, XsdDatatype datatype)
    {
        if (XsdNumber.TryParse(lexical, datatype, out var number))
        {
            Add(Kind.Number, _numbers, number);
        }
        else if (XsdDatatypes.IsDateTime(datatype) && XsdDateTime.TryParse(lexical, datatype, out var time))
        {
            Add(Kind.DateTime, _times, time);
        }
        else if (XsdDatatypes.IsDuration(datatype) && XsdDuration.TryParse(lexical, datatype, out var duration))
        {
            Add(Kind.Duration, _durations, duration);
        }
        else
        {
            _places.Add((int)Kind.None);
        }
    }

    internal bool TryGetNumber(long index, out XsdNumber value) => TryGet(Kind.Number, _numbers, index, out value);

    internal bool TryGetDateTime(long index, out XsdDateTime value) => TryGet(Kind.DateTime, _times, index, out value);

    internal bool TryGetDuration(long index, out XsdDuration value) => TryGet(Kind.Duration, _durations, index, out value);

    private void Add<T>(Kind kind, List<T> values, in T value)
    {
        _places.Add((values.Count << KindBits) | (int)kind);
        values.Add(value);
    }

    private bool TryGet<T>(Kind kind, List<T> values, long index, out T value)
        where T : struct
    {
        var place = _places[(int)index];
        var found = (place & ((1 << KindBits) - 1)) == (int)kind;
        value = found ? values[place >> KindBits] : default;
        return found;
    }
}
