using System.Globalization;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.TestKit.Manifests;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// A second opinion: generated queries, answered by Oxigraph too. Where both disagree the recommendation decides; the disagreements known
/// are in <c>disagreements.md</c>, each with its section and its filter in <see cref="OxigraphDeviations"/>. <c>KG_OXIGRAPH_CASES</c> and
/// <c>KG_DIFF_SEED</c> choose more cases and others.
/// </summary>
public sealed class OxigraphTests(ITestOutputHelper output)
{
    private const int DefaultCases = 5_000;
    private const int DefaultSeed = 1;
    private const int FailuresShown = 5;

    [Fact]
    public void Oxigraph_Agrees_WhereNoDeviationIsKnown()
    {
        using var oxigraph = Oxigraph.Start(
            Path.Combine(W3cFolder.RepositoryRoot, "tests", "KnowledgeGraph.Tests", "Differential", "oxigraph"), out var reason);
        Assert.SkipWhen(oxigraph is null, reason);

        var cases = DifferentialTests.Setting("KG_OXIGRAPH_CASES", DefaultCases);
        var seed = DifferentialTests.Setting("KG_DIFF_SEED", DefaultSeed);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["agrees"] = 0 };
        var failures = new List<string>();
        var asked = 0;
        for (var i = seed; asked < cases; i++)
        {
            if (OxigraphDeviations.Kept(GeneratedCase.Create(i)) is not var (query, judged))
            {
                continue;
            }

            asked++;
            var difference = Difference(oxigraph!, judged, query, out var known);
            var verdict = difference is null ? "agrees" : known ?? "disagrees";
            counts[verdict] = counts.GetValueOrDefault(verdict) + 1;
            if (verdict == "disagrees" && failures.Count < FailuresShown)
            {
                failures.Add(string.Create(
                    CultureInfo.InvariantCulture, $"seed {i}: {difference}\n{query}\n--- data\n{Oxigraph.NQuads(judged.After.Quads)}"));
            }
        }

        output.WriteLine($"{asked} queries from seed {seed}: " + string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}")));
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(counts["agrees"] >= 0.8 * asked, $"Oxigraph has an opinion on {counts["agrees"]} of {asked} queries only");
    }

    // Null if both agree.
    private static string? Difference(Oxigraph oxigraph, Judgement judged, string query, out string? known)
    {
        var answer = oxigraph.Answer(judged, query, out var error);
        var difference = answer is null ? error : Verdict.Compare(judged, answer, byValue: true);
        known = answer is null ? OxigraphDeviations.OfError(error!) : difference is null ? null : OxigraphDeviations.Of(judged);
        return difference;
    }
}
