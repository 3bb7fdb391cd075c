namespace KnowledgeGraph.Server.Timelines;

/// <summary>
/// The timeline as a drawing: time told of from left to right, a band for each source from its publication down, and in it a mark where the
/// source itself appeared. What stands right of the mark lay ahead when it was written.
/// </summary>
public sealed class TimelineDrawing
{
    /// <summary>Width of the drawing, in its own units.</summary>
    public const int Width = 960;

    /// <summary>Height of the axis.</summary>
    public const int AxisHeight = 24;

    private const int Margin = 8;
    private const int Title = 22;
    private const int Row = 13;
    private const int LeastWidth = 7;
    private const int LeastBar = 3;
    private const int MostTicks = 14;

    private readonly DateOnly _first;
    private readonly DateOnly _last;
    private readonly double _days;

    private TimelineDrawing(DateOnly first, DateOnly last)
    {
        _first = first;
        _last = last;
        _days = Math.Max(1, last.DayNumber - first.DayNumber);
    }

    /// <summary>The first day drawn.</summary>
    public DateOnly First => _first;

    /// <summary>The last day drawn.</summary>
    public DateOnly Last => _last;

    /// <summary>The bands, from the earliest publication down.</summary>
    public IReadOnlyList<Band> Bands { get; private set; } = [];

    /// <summary>Years on the axis.</summary>
    public IReadOnlyList<(double X, int Year)> Ticks { get; private set; } = [];

    /// <summary>Height of the drawing.</summary>
    public int Height { get; private set; }

    /// <summary>Draws a timeline; null if nothing in it has a date.</summary>
    /// <param name="timeline">The timeline.</param>
    public static TimelineDrawing? Of(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var items = timeline.Items.Where(item => item.IsDated).ToList();
        if (items.Count == 0)
        {
            return null;
        }

        var told = items.Select(item => item.Source).ToHashSet();
        var sources = timeline.Sources.Where(source => told.Contains(source.Source)).ToList();
        var days = items.SelectMany(item => new[] { item.From, item.To })
            .Concat(sources.SelectMany(source => new[] { source.From, source.To })).OfType<DateOnly>().ToList();
        var drawing = new TimelineDrawing(new DateOnly(days.Min().Year, 1, 1), new DateOnly(days.Max().Year, 12, 31));
        drawing.Draw(sources, items);
        return drawing;
    }

    private void Draw(List<TimelineSource> sources, List<TimelineItem> items)
    {
        var bands = new List<Band>();
        var top = AxisHeight;
        foreach (var source in sources)
        {
            var marks = Marks(items.Where(item => item.Source == source.Source), top + Title, out var rows);
            var height = Title + (rows * Row) + Margin;
            var published = source.From is { } from ? X(from) : (double?)null;
            var width = published is { } x && source.To is { } to ? Math.Max(LeastBar, Round(X(to) - x)) : LeastBar;
            bands.Add(new Band(source, top, height, published, width, marks));
            top += height;
        }

        Bands = bands;
        Height = top;
        var (begin, end) = (_first.Year, _first.AddDays((int)_days).Year);
        var step = Math.Max(1, (int)Math.Ceiling((end - begin + 1) / (double)MostTicks));
        Ticks = [.. Enumerable.Range(begin, end - begin + 1).Where(year => (year - begin) % step == 0)
            .Select(year => (X(new DateOnly(year, 1, 1)), year))];
    }

    // Each in the first row where nothing stands in its way.
    private List<Mark> Marks(IEnumerable<TimelineItem> items, int top, out int rows)
    {
        var ends = new List<double>();
        var marks = new List<Mark>();
        foreach (var item in items)
        {
            var begin = X((item.From ?? item.To)!.Value);
            var width = Math.Max(LeastWidth, X((item.To ?? item.From)!.Value) - begin);
            begin = Math.Min(begin, Width - Margin - width);
            var row = ends.FindIndex(end => end <= begin);
            if (row < 0)
            {
                row = ends.Count;
                ends.Add(0);
            }

            ends[row] = begin + width + 2;
            marks.Add(new Mark(item, Round(begin), top + (row * Row), Round(width)));
        }

        rows = ends.Count;
        return marks;
    }

    private double X(DateOnly day) => Round(Margin + ((day.DayNumber - _first.DayNumber) / _days * (Width - (2 * Margin))));

    private static double Round(double value) => Math.Round(value, 1);

    /// <summary>The band of a source.</summary>
    /// <param name="Source">The source.</param>
    /// <param name="Y">Its top.</param>
    /// <param name="Height">Its height.</param>
    /// <param name="Published">Where the time of its publication begins; null if unknown.</param>
    /// <param name="PublishedWidth">How wide that is.</param>
    /// <param name="Marks">What it tells.</param>
    public sealed record Band(
        TimelineSource Source, int Y, int Height, double? Published, double PublishedWidth, IReadOnlyList<Mark> Marks);

    /// <summary>Something told.</summary>
    /// <param name="Item">What.</param>
    /// <param name="X">Where its time begins.</param>
    /// <param name="Y">Its top.</param>
    /// <param name="Width">How long it is.</param>
    public sealed record Mark(TimelineItem Item, double X, int Y, double Width);
}
