using System.Globalization;
using KnowledgeGraph.TestKit.Generation;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// The engine against the reference evaluator on generated data and queries. <c>KG_DIFF_CASES</c> and <c>KG_DIFF_SEED</c> choose more
/// cases and others; a failure prints the seed and the smallest case found that still fails.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int DefaultCases = 2_000;

    // Where CI begins. Any other start must do as well.
    private const int DefaultSeed = 20_261_122;

    private const int FailuresShown = 5;

    [Fact]
    public void Engine_AgreesWithTheReferenceEvaluator()
    {
        var cases = Setting("KG_DIFF_CASES", DefaultCases);
        var seed = Setting("KG_DIFF_SEED", DefaultSeed);
        output.WriteLine($"{cases} cases from seed {seed}");

        var uses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var failures = new List<string>();
        var (judged, withRows) = (0, 0);
        for (var i = 0; i < cases; i++)
        {
            var one = GeneratedCase.Create(seed + i);
            var setting = EngineSetting.All[i % EngineSetting.All.Length];
            var verdict = Verdict.Of(one, setting);
            if (verdict.IsOpen)
            {
                continue;
            }

            judged++;
            withRows += verdict.HasRows ? 1 : 0;
            foreach (var use in one.Query.Uses.Append(setting.Name).Distinct(StringComparer.Ordinal))
            {
                uses[use] = uses.GetValueOrDefault(use) + 1;
            }

            if (verdict.Disagreement is not null && failures.Count < FailuresShown)
            {
                var small = one.Shrink(simpler => Verdict.Of(simpler, setting).Disagreement is not null);
                failures.Add($"{setting.Name}: {Verdict.Of(small, setting).Disagreement}\n{small}");
            }
        }

        output.WriteLine($"{judged} judged, {withRows} with rows");
        output.WriteLine(string.Join(", ", uses.Select(use => $"{use.Key} {use.Value}")));
        Assert.True(failures.Count == 0, $"{failures.Count} disagreements (at most {FailuresShown} are looked at)\n\n" + string.Join("\n\n", failures));
        Assert.True(withRows >= 0.7 * judged, $"only {withRows} of {judged} cases have rows");
        Assert.True(judged >= 0.95 * cases, $"only {judged} of {cases} cases could be judged");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
