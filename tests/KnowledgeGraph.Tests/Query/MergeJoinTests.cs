using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Query;

/// <summary>The merge join by itself, against every pair compared.</summary>
public sealed class MergeJoinTests
{
    private static readonly Variable s_a = new("a");
    private static readonly Variable s_b = new("b");
    private static readonly Variable s_c = new("c");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void GivesEveryPairOfEqualKeys(int batchRows)
    {
        var random = new Random(batchRows);
        for (var round = 0; round < 60; round++)
        {
            var harness = new ExpressionHarness(batchRows: batchRows);
            var keys = random.Next(1, 30);
            var left = Sorted(random, random.Next(60), keys);
            var right = Sorted(random, random.Next(60), keys);
            using var join = new MergeJoin(
                harness.Context, new RowsOperator(harness.Context, [s_a, s_b], left), new RowsOperator(harness.Context, [s_a, s_c], right), s_a);
            var expected = left.SelectMany(l => right.Where(r => r[0] == l[0]).Select(r => (l[0], l[1], r[1]))).ToList();

            Assert.Equal(expected, RowsOperator.ReadAll(join, harness.Context).Select(row => (row[0], row[1], row[2])));
            join.Reset();
            Assert.Equal(expected.Count, RowsOperator.ReadAll(join, harness.Context).Count);
        }
    }

    [Fact]
    public void FillsItsBatches_WhenEachKeyHasOneRow()
    {
        var harness = new ExpressionHarness(batchRows: 64);
        TermId[][] rows = [.. Enumerable.Range(0, 640).Select(i => new[] { Number(i), Number(i) })];
        using var join = new MergeJoin(
            harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), new RowsOperator(harness.Context, [s_a, s_c], rows), s_a);
        Assert.Equal(640, RowsOperator.ReadAll(join, harness.Context).Count);

        // The rows come in batches of 32.
        Assert.Equal(20, join.Batches);
    }

    private static TermId[][] Sorted(Random random, int count, int keys) =>
    [
        .. Enumerable.Range(0, count).Select(i => (Key: random.Next(keys), Value: i)).OrderBy(row => row.Key)
            .Select(row => new[] { Number(row.Key), Number(row.Value) }),
    ];

    private static TermId Number(int value)
    {
        Assert.True(TermId.TryFromInteger(value, XsdDatatype.Integer, out var id));
        return id;
    }
}
