using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Generation;

namespace KnowledgeGraph.Tests.TestKit;

public sealed class GenerationTests(ITestOutputHelper output)
{
    [Fact]
    public void SameSeed_GivesSameCase()
    {
        Assert.Equal(GeneratedCase.Create(17).ToString(), GeneratedCase.Create(17).ToString());
        Assert.NotEqual(GeneratedCase.Create(17).ToString(), GeneratedCase.Create(18).ToString());
    }

    [Fact]
    public void EveryCase_ParsesAndIsJudged_AndMostHaveRows()
    {
        var withRows = 0;
        var tooLarge = 0;
        const int Cases = 300;
        for (var seed = 0; seed < Cases; seed++)
        {
            var one = GeneratedCase.Create(seed);
            Assert.NotEmpty(SparqlParser.ParseQuery(one.Query.ToString()).ToString());
            withRows += one.Judged is { HasRows: true } ? 1 : 0;
            tooLarge += one.Judged is null ? 1 : 0;
        }

        output.WriteLine($"{withRows} of {Cases} cases have rows, {tooLarge} are too large");
        Assert.True(withRows >= 0.7 * (Cases - tooLarge), $"only {withRows} of {Cases} cases have rows");
        Assert.True(tooLarge < 0.1 * Cases, $"{tooLarge} cases are too large");
    }

    [Fact]
    public void Shrinking_KeepsTheFailureAndDropsTheRest()
    {
        var large = Enumerable.Range(0, 500).Select(GeneratedCase.Create).First(one => HasOptional(one) && one.Quads.Length > 10);
        var small = large.Shrink(one => HasOptional(one) && one.Quads.Length > 2);

        Assert.Equal(3, small.Quads.Length);
        Assert.Empty(small.Updates);
        Assert.Equal("OPTIONAL {  }", Assert.Single(small.Query.Where.Elements).ToString());

        static bool HasOptional(GeneratedCase one) => one.Query.Where.ToString().Contains("OPTIONAL", StringComparison.Ordinal);
    }
}
