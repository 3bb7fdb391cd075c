namespace KnowledgeGraph.Store;

/// <summary>
/// The side column of typed literals: parsed values of those that have one, so that filters never parse. Literals come in index order.
/// </summary>
internal sealed class LiteralValues
{
    // Per literal: 0 no value, n > 0 numeric value n - 1, n < 0 calendar value -n - 1.
    private readonly List<int> _which = [];
    private readonly List<NumericValue> _numbers = [];
    private readonly List<CalendarValue> _calendar = [];

    internal long TotalBytes => (_which.Count * 4L) + (_numbers.Count * 48L) + (_calendar.Count * 56L);

    internal void Add(ReadOnlySpan<byte> lexical, XsdType type)
    {
        var which = 0;
        if (NumericValue.TryParse(lexical, type, out var number))
        {
            _numbers.Add(number);
            which = _numbers.Count;
        }
        else if (CalendarValue.TryParse(lexical, type, out var value))
        {
            _calendar.Add(value);
            which = -_calendar.Count;
        }

        _which.Add(which);
    }

    internal bool TryGetNumeric(long index, out NumericValue value)
    {
        var which = _which[(int)index];
        value = which > 0 ? _numbers[which - 1] : default;
        return which > 0;
    }

    internal bool TryGetCalendar(long index, out CalendarValue value)
    {
        var which = _which[(int)index];
        value = which < 0 ? _calendar[-which - 1] : default;
        return which < 0;
    }
}
