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
        var grown = Read(arguments.Required("--large")).Where(each => each.Error is null && small.TryGetValue(each.Query, out var before) && before.Error is null)
            .Select(after => new Factor(small[after.Query], after)).OrderByDescending(factor => factor.OfTime).ToList();
        output.WriteLine("| query | ms | ms, large | time × | widest rows | widest rows, large | rows × | |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        foreach (var factor in grown)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {factor.Before.Query} | {factor.Before.Milliseconds:F2} | {factor.After.Milliseconds:F2} | {factor.OfTime:F1} | {factor.Before.Widest} | {factor.After.Widest} | {factor.OfRows:F1} | {(factor.IsWithin(most) ? "" : "too much")} |"));
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
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Size} {Size}\" font-family=\"sans-serif\" font-size=\"11\">\n");
        text.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(1):F0} {Y(most):F0}H{X(most):F0}L{X(largest):F0} {Y(largest):F0}\" fill=\"none\" stroke=\"#b00\"/>\n");
        foreach (var tick in s_ticks.Where(tick => tick <= largest))
        {
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick):F0}\" y=\"{Size - Margin + 16:F0}\" text-anchor=\"middle\">{tick}</text>\n");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin - 8:F0}\" y=\"{Y(tick) + 4:F0}\" text-anchor=\"end\">{tick}</text>\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Size / 2:F0}\" y=\"{Size - 14:F0}\" text-anchor=\"middle\">rows, times as many</text>\n");
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"14\" y=\"{Size / 2:F0}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {Size / 2:F0})\">time, times as long (above the red line: too much)</text>\n");
        foreach (var factor in factors)
        {
            text.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(factor.OfRows):F1}\" cy=\"{Y(factor.OfTime):F1}\" r=\"3\" fill=\"#06c\"><title>{factor.Before.Query}</title></circle>");
            text.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(factor.OfRows) + 5:F1}\" y=\"{Y(factor.OfTime) + 3:F1}\" font-size=\"8\">{factor.Before.Query.Split('-')[0]}</text>\n");
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
