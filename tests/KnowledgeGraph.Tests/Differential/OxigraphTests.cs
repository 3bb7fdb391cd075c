using System.Globalization;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// A second opinion: generated queries, answered by Oxigraph too. Where both disagree the recommendation decides; the disagreements known
/// are in <c>disagreements.md</c>, each with its section. A difference is one of those only if it goes away when the query is written
/// without it (<see cref="OxigraphDeviations"/>). <c>KG_OXIGRAPH_CASES</c> and <c>KG_DIFF_SEED</c> choose more cases and others.
/// </summary>
public sealed class OxigraphTests(ITestOutputHelper output)
{
    private const int DefaultCases = 5_000;
    private const int DefaultSeed = 1;
    private const int FailuresShown = 5;

    // As they are, and all told.
    private const double LeastAgreed = 0.8;
    private const double LeastCompared = 0.99;

    [Fact]
    public void Oxigraph_Agrees_WhereNoDeviationIsKnown()
    {
        using var oxigraph = Oxigraph.Start(
            Path.Combine(W3cFolder.RepositoryRoot, "tests", "KnowledgeGraph.Tests", "Differential", "oxigraph"), out var reason);
        Assert.SkipWhen(oxigraph is null, reason);

        var cases = DifferentialTests.Setting("KG_OXIGRAPH_CASES", DefaultCases);
        var seed = DifferentialTests.Setting("KG_DIFF_SEED", DefaultSeed);
        var avoided = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var excused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var failures = new List<string>();
        var (asked, agreed) = (0, 0);
        for (var i = seed; asked < cases; i++)
        {
            if (OxigraphDeviations.Kept(GeneratedCase.Create(i)) is not var (query, judged))
            {
                continue;
            }

            asked++;
            if (Difference(oxigraph!, judged, query, out var error) is not { } difference)
            {
                agreed++;
            }
            else if (Explanation(oxigraph!, judged, out var rest) is { } name)
            {
                Count(avoided, name);
            }
            else if (error is not null && OxigraphDeviations.OfError(error) is { } known)
            {
                Count(excused, known);
            }
            else if (rest.Length > 0)
            {
                Count(excused, "may show a deviation, cause open");
            }
            else
            {
                failures.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"seed {i}: {difference}\n{query}{rest}\n--- data\n{Oxigraph.NQuads(judged.After.Quads)}"));
            }
        }

        var compared = agreed + avoided.Values.Sum();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{asked} queries from seed {seed}: {Share(compared, asked)} compared. {agreed} agree as they are, "
            + $"{compared - agreed} without what deviates ({List(avoided)}); "
            + $"{excused.Values.Sum()}, {Share(excused.Values.Sum(), asked)}, excused ({List(excused)}); {failures.Count} disagree"));
        Assert.True(failures.Count == 0, string.Join("\n\n", failures.Take(FailuresShown)));
        Assert.True(agreed >= LeastAgreed * asked, $"Oxigraph agrees on {agreed} of {asked} queries only");
        Assert.True(compared >= LeastCompared * asked, $"Oxigraph has an opinion on {compared} of {asked} queries only");
    }

    // Null if both agree.
    private static string? Difference(Oxigraph oxigraph, Judgement judged, string query, out string? error)
    {
        var answer = oxigraph.Answer(judged, query, out error);
        return answer is null ? error : Verdict.Compare(judged, answer, byValue: true);
    }

    // The deviation without which both agree; null if there is none, with what remains without all of them.
    private static string? Explanation(Oxigraph oxigraph, Judgement judged, out string rest)
    {
        rest = "";
        foreach (var (name, query, right) in OxigraphDeviations.Avoided(judged))
        {
            if (Difference(oxigraph, right, query, out _) is not { } difference)
            {
                return name;
            }

            rest = $"\n--- {name}: {difference}\n{query}";
        }

        return null;
    }

    private static void Count(SortedDictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static string List(SortedDictionary<string, int> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));

    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");
}
