using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Query;

public class AggregateTests
{
    private static readonly Variable s_a = new("a");
    private static readonly Variable s_b = new("b");

    // SPARQL 1.1 §18.5.1: one group of values of ?a.
    [Theory]
    [InlineData(AggregateFunction.Count, false, "1|1|UNDEF|'x'", "\"3\"^^xsd:integer")]
    [InlineData(AggregateFunction.Count, true, "1|1|01|UNDEF|UNDEF|'x'", "\"3\"^^xsd:integer")]
    [InlineData(AggregateFunction.Count, false, "", "\"0\"^^xsd:integer")]
    [InlineData(AggregateFunction.Sum, false, "1|2|3", "\"6\"^^xsd:integer")]
    [InlineData(AggregateFunction.Sum, false, "1.0|2.2|3.5|2.2|2.2", "\"11.1\"^^xsd:decimal")]
    [InlineData(AggregateFunction.Sum, true, "1.0|2.2|3.5|2.2|2.2", "\"6.7\"^^xsd:decimal")]
    [InlineData(AggregateFunction.Sum, false, "1|2.5|1e0", "\"4.5E0\"^^xsd:double")]
    [InlineData(AggregateFunction.Sum, false, "9223372036854775807|9223372036854775807|2", "\"18446744073709551616\"^^xsd:integer")]
    [InlineData(AggregateFunction.Sum, false, "1|'x'", "error")]
    [InlineData(AggregateFunction.Sum, false, "1|UNDEF", "error")]
    [InlineData(AggregateFunction.Sum, true, "1|1|UNDEF", "error")]
    [InlineData(AggregateFunction.Sum, false, "", "\"0\"^^xsd:integer")]
    [InlineData(AggregateFunction.Avg, false, "1|2|3|4", "\"2.5\"^^xsd:decimal")]
    [InlineData(AggregateFunction.Avg, true, "1|1|1|4", "\"2.5\"^^xsd:decimal")]
    [InlineData(AggregateFunction.Avg, false, "1e0|2", "\"1.5E0\"^^xsd:double")]
    [InlineData(AggregateFunction.Avg, false, "", "\"0\"^^xsd:integer")]
    [InlineData(AggregateFunction.Avg, false, "1|:a", "error")]
    [InlineData(AggregateFunction.Min, false, "3|1.5|2e0", "\"1.5\"^^xsd:decimal")]
    [InlineData(AggregateFunction.Max, false, "3|1.5|20e0", "\"20e0\"^^xsd:double")]
    [InlineData(AggregateFunction.Min, false, "'b'|:z|'a'", "<http://example.org/z>")]
    [InlineData(AggregateFunction.Max, false, "'b'|:z|'a'", "\"b\"")]
    [InlineData(AggregateFunction.Min, false, "1|UNDEF", "error")]
    [InlineData(AggregateFunction.Max, true, "1|UNDEF", "error")]
    [InlineData(AggregateFunction.Max, false, "", "error")]
    [InlineData(AggregateFunction.Sample, false, "UNDEF|7|7", "\"7\"^^xsd:integer")]
    [InlineData(AggregateFunction.Sample, false, "", "error")]
    [InlineData(AggregateFunction.GroupConcat, false, "'a'@en|1|:x", "\"a;1;http://example.org/x\"")]
    [InlineData(AggregateFunction.GroupConcat, true, "'a'|'b'|'a'", "\"a;b\"")]
    [InlineData(AggregateFunction.GroupConcat, false, "'a'|_:b", "error")]
    [InlineData(AggregateFunction.GroupConcat, false, "'a'|UNDEF", "error")]
    [InlineData(AggregateFunction.GroupConcat, false, "", "\"\"")]
    public void AggregatesOneGroup(AggregateFunction function, bool distinct, string values, string expected)
    {
        foreach (var batchRows in (int[])[1, 3, 1024])
        {
            var harness = new ExpressionHarness(batchRows: batchRows);
            TermId[][] rows = [.. values.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(v => new[] { harness.Id(v), default })];
            var aggregate = new Aggregate(function, new Expression.Var(s_a), distinct, ";");
            Assert.Equal(expected, harness.Show(Assert.Single(Run(harness, rows, [], aggregate))[0]));
        }
    }

    [Fact]
    public void GroupsByTermAndCountsRows()
    {
        var harness = new ExpressionHarness(batchRows: 3);
        (string A, string B)[] written = [("1", "'x'"), ("01", "'x'"), ("1", "'y'"), ("UNDEF", "'x'"), ("1", "'x'"), ("UNDEF", "'x'")];
        TermId[][] rows = [.. written.Select(row => new[] { harness.Id(row.A), harness.Id(row.B) })];
        var keys = new[] { new GroupKey(s_a, new Expression.Var(s_a)) };
        var result = Run(
            harness, rows, keys, new Aggregate(AggregateFunction.Count, null, false), new Aggregate(AggregateFunction.Count, null, true),
            new Aggregate(AggregateFunction.GroupConcat, new Expression.Var(s_b), false, ","));
        Assert.Equal(
            [
                "\"1\"^^xsd:integer \"3\"^^xsd:integer \"2\"^^xsd:integer \"x,y,x\"",
                "\"01\"^^xsd:integer \"1\"^^xsd:integer \"1\"^^xsd:integer \"x\"",
                "error \"2\"^^xsd:integer \"1\"^^xsd:integer \"x,x\"",
            ],
            result.Select(row => string.Join(' ', row.Select(harness.Show))));
    }

    [Fact]
    public void GivesNoGroup_WhenThereAreKeysButNoRows()
    {
        var harness = new ExpressionHarness();
        Assert.Empty(Run(
            harness, [], [new GroupKey(s_a, new Expression.Var(s_a))], new Aggregate(AggregateFunction.Count, null, false)));
    }

    [Fact]
    public void GivesMemoryBack_WhenDisposedOrReset()
    {
        var harness = new ExpressionHarness(batchRows: 16);
        TermId[][] rows = [.. Enumerable.Range(0, 500).Select(i => new[] { harness.Id($"{i % 100}"), harness.Id($"{i}") })];
        using var operation = Build(
            harness, rows, [new GroupKey(s_a, new Expression.Var(s_a))],
            new Aggregate(AggregateFunction.Sum, new Expression.Var(s_b), true), new Aggregate(AggregateFunction.Count, null, true));
        var before = harness.Context.Budget.UsedBytes;
        var first = RowsOperator.ReadAll(operation, harness.Context);
        Assert.True(harness.Context.Budget.UsedBytes > before);
        operation.Reset();
        Assert.Equal(before, harness.Context.Budget.UsedBytes);
        Assert.Equal(first, RowsOperator.ReadAll(operation, harness.Context));
        operation.Dispose();
        Assert.Equal(before, harness.Context.Budget.UsedBytes);
    }

    private static List<TermId[]> Run(ExpressionHarness harness, TermId[][] rows, GroupKey[] keys, params Aggregate[] aggregates)
    {
        using var operation = Build(harness, rows, keys, aggregates);
        return RowsOperator.ReadAll(operation, harness.Context);
    }

    private static HashAggregate Build(ExpressionHarness harness, TermId[][] rows, GroupKey[] keys, params Aggregate[] aggregates) => new(
        harness.Context, new RowsOperator(harness.Context, [s_a, s_b], rows), [.. keys],
        [.. aggregates.Select((aggregate, i) => new AggregateBinding(new Variable($".{i}"), aggregate))], harness.Compiler.Compile);
}
