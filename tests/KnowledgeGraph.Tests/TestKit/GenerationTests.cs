using KnowledgeGraph.Sparql;
using KnowledgeGraph.TestKit.Generation;
using KnowledgeGraph.TestKit.Reference;

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
            try
            {
                var query = SparqlParser.ParseQuery(one.Query.ToString());
                withRows += ReferenceEvaluator.Evaluate(query, ReferenceDataset.Of(one.Quads), GeneratedCase.SolutionLimit) switch
                {
                    ReferenceResult.Solutions { Rows.Count: > 0 } or ReferenceResult.Boolean { Value: true } => 1,
                    _ => 0,
                };
            }
            catch (ReferenceLimitException)
            {
                tooLarge++;
            }
            catch (Exception e)
            {
                Assert.Fail($"{e.Message}\n{one}");
            }
        }

        output.WriteLine($"{withRows} of {Cases} cases have rows, {tooLarge} are too large");
        Assert.True(withRows >= 0.7 * (Cases - tooLarge), $"only {withRows} of {Cases} cases have rows");
        Assert.True(tooLarge < 0.1 * Cases, $"{tooLarge} cases are too large");
    }

    [Fact]
    public void Shrinking_KeepsTheFailureAndDropsTheRest()
    {
        var large = Enumerable.Range(0, 500).Select(GeneratedCase.Create)
            .First(one => one.Query.Uses.Contains("Optional") && one.Quads.Length > 10);
        var small = large.Shrink(one => one.Query.Uses.Contains("Optional") && one.Quads.Length > 2);

        Assert.Contains("Optional", small.Query.Uses);
        Assert.Equal(3, small.Quads.Length);
        Assert.Equal(["Optional"], small.Query.Uses.Except(["Nested", "GroupBy", "SelectExpression"]));
    }
}
