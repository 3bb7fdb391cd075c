using System.Globalization;
using System.Text;
using KnowledgeGraph.Engine;
using KnowledgeGraph.Query.Execution;
using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;
using KnowledgeGraph.Tests.Engine;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Rows sorted by the ids of a column, and merge joins above them.</summary>
public sealed class SortedMergeTests
{
    private const int Things = 4_000;

    private static readonly Variable s_a = new("a");
    private static readonly Variable s_b = new("b");

    // Ids of all kinds lie far apart, so that every digit of them differs somewhere.
    private static readonly string[] s_terms =
        ["1", "2", "-7", "3.5", "1e9", "true", "'text'", "'text'@en", ":thing", "'2024-01-02'^^xsd:date", "99999", "'other'", "<urn:x>"];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void GivesAllRowsInTheOrderOfIds_EqualOnesAsTheyCame(int batchRows)
    {
        var random = new Random(batchRows);
        for (var round = 0; round < 40; round++)
        {
            var harness = new ExpressionHarness(batchRows: batchRows);
            var rows = Rows(harness, random, random.Next(200));
            var expected = rows.OrderBy(row => row[0].Bits).ToList();
            using var sort = new IdSort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), s_a);
            Assert.Equal(expected, RowsOperator.ReadAll(sort, harness.Context));
            sort.Reset();
            Assert.Equal(expected, RowsOperator.ReadAll(sort, harness.Context));
        }
    }

    [Fact]
    public void SkipsAhead()
    {
        var random = new Random(5);
        for (var round = 0; round < 100; round++)
        {
            var harness = new ExpressionHarness(batchRows: 4);
            var rows = Rows(harness, random, 100);
            var sorted = rows.OrderBy(row => row[0].Bits).ToList();
            using var sort = new IdSort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), s_a);
            var batch = new SolutionBatch(2, 4);
            Assert.True(sort.Next(batch));
            var least = sorted[random.Next(sorted.Count)][0];
            sort.SkipTo(least);
            Assert.Equal(sorted.Skip(4).SkipWhile(row => row[0].Bits < least.Bits), RowsOperator.ReadAll(sort, harness.Context));
        }
    }

    [Fact]
    public void StaysWithinTheBudget_AndGivesItsMemoryBack()
    {
        var harness = new ExpressionHarness(limitBytes: 200_000);
        var rows = Rows(harness, new Random(1), 3_000);
        using (var sort = new IdSort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), s_a))
        {
            Assert.Equal(3_000, RowsOperator.ReadAll(sort, harness.Context).Count);
        }

        using (var again = new IdSort(harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), s_b))
        {
            Assert.Equal(3_000, RowsOperator.ReadAll(again, harness.Context).Count);
        }

        using var large = new IdSort(
            harness.Context, new RowsOperator(harness.Context, [s_a, s_b], Rows(harness, new Random(1), 10_000)), s_a);
        Assert.Throws<QueryMemoryException>(() => RowsOperator.ReadAll(large, harness.Context));
    }

    [Theory]
    [InlineData("SELECT ?s ?n { :hub :has ?s . ?s :of ?c . ?c :size ?n }")]
    [InlineData("SELECT ?s ?d ?c { :hub :has ?s . ?s :next ?d . ?d :of ?c . ?s :of ?c }")]
    [InlineData("SELECT (COUNT(*) AS ?n) { :hub :has ?s . ?s :next ?d . ?d :next ?e . ?e :of ?c }")]
    [InlineData("SELECT ?s ?c { :hub :has ?s . ?s :next ?d . ?d :of ?c FILTER EXISTS { ?c :size 3 } }")]
    public void SortsRowsForAMergeJoin_AndGivesTheSameRows(string query)
    {
        using var engine = Data();
        var plain = Read(engine, query, new QueryOptions { RewritesOff = ["SortedMerges"] }, out var before);
        Assert.NotEmpty(plain);
        Assert.DoesNotContain("IdSort", before, StringComparison.Ordinal);

        Assert.Equal(plain, Read(engine, query, new QueryOptions { SortCost = 0, BatchRows = 100 }, out var sorted));
        Assert.Contains("IdSort", sorted, StringComparison.Ordinal);
        Assert.Equal(plain, Read(engine, query, new QueryOptions(), out _));
        Assert.Equal(plain, Read(engine, query, new QueryOptions { SortCost = double.PositiveInfinity }, out before));
        Assert.DoesNotContain("IdSort", before, StringComparison.Ordinal);
    }

    [Fact]
    public void LooksAFewRowsUpInstead()
    {
        using var engine = Data();
        const string Query = "SELECT ?s ?d ?c { :s3 :next ?d . ?d :next ?s . ?s :of ?c }";
        Assert.NotEmpty(Read(engine, Query, new QueryOptions(), out var plan));
        Assert.DoesNotContain("IdSort", plan, StringComparison.Ordinal);
    }

    private static List<string> Read(KnowledgeGraph.Engine.Engine engine, string query, QueryOptions options, out string plan)
    {
        using var run = engine.Start(query, options);
        List<string> rows = [.. run.Solutions().Select(row => string.Join(' ', row.Terms)).Order(StringComparer.Ordinal)];
        plan = run.Explain();
        return rows;
    }

    private static TermId[][] Rows(ExpressionHarness harness, Random random, int count)
    {
        TermId[] ids = [.. s_terms.Select(harness.Id)];
        return [.. Enumerable.Range(0, count).Select(i => new[] { ids[random.Next(ids.Length)], harness.Id($"{i}") })];
    }

    // Each thing's successor is anywhere, so that a chain of them leaves every order.
    private static KnowledgeGraph.Engine.Engine Data()
    {
        var text = new StringBuilder();
        for (var n = 0; n < Things; n++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $":s{n} :next :s{n * 7919L % Things} ; :of :k{n % 50} .");
            if (n % 2 == 0)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $":hub :has :s{n} .");
            }
        }

        for (var k = 0; k < 50; k++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $":k{k} :size {k % 7} .");
        }

        return TestEngine.From(text.ToString());
    }
}
