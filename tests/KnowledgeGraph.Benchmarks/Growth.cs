using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.Benchmarks;

/// <summary>How the time of each query grows with the data, beside how its rows grow: a table and a drawing.</summary>
internal static class Growth
{
    public const string Usage = """
        growth: compares two outputs of "query-set --out", of a small and a large dataset of the same shape.

        usage: growth --small SMALL.json --large LARGE.json [--svg FILE.svg] [--most FACTOR]

          --svg   draws time factors over row factors, both logarithmic
          --most  how many times slower a query may become, or as many times as its rows grow, if that is more (default 15)

        Prints a Markdown table; the exit code is 1 if a query grows more.
        """;

    private const double Size = 640;
    private const double Margin = 60;

    // A time below this is all noise and fixed cost.
    private const double LeastMilliseconds = 0.2;

    private static readonly int[] s_ticks = [1, 10, 100, 1000];

    public static JsonSerializerOptions Json { get; } = new() { WriteIndented = true };

    public static int Execute(Arguments arguments, TextWriter output)
    {
        var small = Read(arguments.Required("--small")).ToDictionary(each => each.Query, StringComparer.Ordinal);
        var most = arguments.Number("--most", 15);
        var grown = Read(arguments.Required("--large"))
            .Where(each => each.Error is null && small.TryGetValue(each.Query, out var before) && before.Error is null)
            .Select(after => new Factor(small[after.Query], after)).OrderByDescending(factor => factor.OfTime).ToList();
        output.WriteLine("| query | ms | ms, large | time × | widest rows | widest rows, large | rows × | |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        foreach (var factor in grown)
        {
            var (before, after) = (factor.Before, factor.After);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {before.Query} | {before.Milliseconds:F2} | {after.Milliseconds:F2} | {factor.OfTime:F1} "
                + $"| {before.Widest} | {after.Widest} | {factor.OfRows:F1} | {(factor.IsWithin(most) ? "" : "too much")} |"));
        }

        if (arguments.Last("--svg") is { } file)
        {
            File.WriteAllText(file, Draw(grown, most));
        }

        return grown.TrueForAll(factor => factor.IsWithin(most)) ? 0 : 1;
    }

    private static List<QueryFigures> Read(string file) => JsonSerializer.Deserialize<List<QueryFigures>>(File.ReadAllText(file), Json)!;

    private static string Draw(List<Factor> factors, int most)
    {
        var largest = Math.Max(100, factors.Select(factor => Math.Max(factor.OfTime, factor.OfRows)).DefaultIfEmpty(1).Max());
        double X(double value) => Margin + (Size - 2 * Margin) * Math.Log10(Math.Max(1, value)) / Math.Log10(largest);
        double Y(double value) => Size - X(value);
        var text = new StringBuilder();
        void Add(string piece) => text.Append(piece).Append('\n');
        string N(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
        string Label(double x, double y, string how, string what) => $"<text x=\"{N(x)}\" y=\"{N(y)}\" {how}>{what}</text>";
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {N(Size)} {N(Size)}\" font-family=\"sans-serif\" font-size=\"11\">");
        Add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        Add($"<path d=\"M{N(X(1))} {N(Y(most))}H{N(X(most))}L{N(X(largest))} {N(Y(largest))}\" fill=\"none\" stroke=\"#b00\"/>");
        foreach (var tick in s_ticks.Where(tick => tick <= largest))
        {
            var digits = tick.ToString(CultureInfo.InvariantCulture);
            Add(Label(X(tick), Size - Margin + 16, "text-anchor=\"middle\"", digits));
            Add(Label(Margin - 8, Y(tick) + 4, "text-anchor=\"end\"", digits));
        }

        Add(Label(Size / 2, Size - 14, "text-anchor=\"middle\"", "rows, times as many (red: the most that the time may grow)"));
        Add(Label(14, Size / 2, $"text-anchor=\"middle\" transform=\"rotate(-90 14 {N(Size / 2)})\"", "time, times as long"));
        foreach (var factor in factors)
        {
            var (x, y, name) = (X(factor.OfRows), Y(factor.OfTime), factor.Before.Query);
            Add($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"3\" fill=\"#06c\"><title>{name}</title></circle>");
            Add(Label(x + 5, y + 3, "font-size=\"8\"", name.Split('-')[0]));
        }

        return text.Append("</svg>\n").ToString();
    }

    private sealed record Factor(QueryFigures Before, QueryFigures After)
    {
        public double OfTime => After.Milliseconds / Math.Max(LeastMilliseconds, Before.Milliseconds);

        public double OfRows => After.Widest / (double)Math.Max(1, Before.Widest);

        public bool IsWithin(int most) => OfTime <= Math.Max(most, OfRows);
    }
}
