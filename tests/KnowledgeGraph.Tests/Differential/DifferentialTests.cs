using System.Globalization;
using KnowledgeGraph.TestKit.Generation;

namespace KnowledgeGraph.Tests.Differential;

/// <summary>
/// The engine against the reference evaluator on generated data, updates and queries. <c>KG_DIFF_CASES</c> and <c>KG_DIFF_SEED</c> choose
/// more cases and others; a failure prints the seed and the smallest case found that still fails.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int DefaultCases = 20_000;

    // Where CI begins. Any other start must do as well.
    private const int DefaultSeed = 20_261_122;

    // Of DefaultCases: how often everything that the language has must occur.
    private const int LeastUses = 500;

    private const int FailuresShown = 5;

    [Fact]
    public void Engine_AgreesWithTheReferenceEvaluator()
    {
        var cases = Setting("KG_DIFF_CASES", DefaultCases);
        var seed = Setting("KG_DIFF_SEED", DefaultSeed);
        output.WriteLine($"{cases} cases from seed {seed}");

        var counts = new Counts();
        var failures = new SortedDictionary<int, EngineSetting>();
        var (judged, withRows) = (0, 0);
        Parallel.For(0, cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var one = GeneratedCase.Create(seed + i);
            var setting = EngineSetting.All[i % EngineSetting.All.Length];
            var disagreement = Verdict.Of(one, setting, out var isPlanReused);
            lock (counts)
            {
                if (one.Judged is { } right)
                {
                    judged++;
                    withRows += right.HasRows ? 1 : 0;
                    counts.Add(right.Uses.Append(setting.Name).Concat(isPlanReused ? ["a plan taken from another query"] : []));
                }

                if (disagreement is not null)
                {
                    failures.Add(i, setting);
                }
            }
        });

        output.WriteLine($"{judged} judged, {withRows} with rows; cases in which each occurs:\n{counts}");
        Assert.True(
            failures.Count == 0,
            $"{failures.Count} disagreements in {cases} cases from seed {seed}, the first at {seed + failures.FirstOrDefault().Key}\n\n"
            + string.Join("\n\n", failures.Take(FailuresShown).Select(failure => Smallest(GeneratedCase.Create(seed + failure.Key), failure.Value))));
        Assert.True(withRows >= 0.7 * judged, $"only {withRows} of {judged} cases have rows");
        Assert.True(judged >= 0.95 * cases, $"only {judged} of {cases} cases could be judged");
        if (cases >= DefaultCases)
        {
            Assert.Empty(counts.Below((int)((long)LeastUses * cases / DefaultCases)));
        }
    }

    internal static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string Smallest(GeneratedCase one, EngineSetting setting)
    {
        var small = one.Shrink(simpler => Verdict.Of(simpler, setting) is not null);
        return $"{setting.Name}: {Verdict.Of(small, setting)}\n{small}";
    }
}
