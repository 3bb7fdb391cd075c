using KnowledgeGraph.Query.Operators;
using KnowledgeGraph.Rdf.Values;
using KnowledgeGraph.Sparql.Algebra;
using KnowledgeGraph.Store;

namespace KnowledgeGraph.Tests.Query;

/// <summary>Values in ids are compared without being decoded: the same order as that of the values.</summary>
public sealed class ValueOrderTests
{
    private static readonly Variable s_a = new("a");
    private static readonly string[] s_zones = ["", "Z", "+00:00", "+05:00", "-05:00", "+13:45", "-14:00"];

    [Theory]
    [InlineData("date")]
    [InlineData("dateTime")]
    [InlineData("gYear")]
    [InlineData("gYearMonth")]
    public void InstantsCompareLikeTheirValues(string type)
    {
        var random = new Random(1);
        var harness = new ExpressionHarness();
        TermId[] ids = [.. Enumerable.Range(0, 120).Select(_ => harness.Id(Moment(random, type)))];
        foreach (var left in ids)
        {
            Assert.True(left.TryGetDateTime(out var leftValue));
            foreach (var right in ids)
            {
                Assert.True(right.TryGetDateTime(out var rightValue));
                var isOrdered = left.TryCompareInstants(right, out var order);
                Assert.Equal(leftValue.HasTimezone == rightValue.HasTimezone, isOrdered);
                var total = XsdDateTime.CompareTotal(leftValue, rightValue);
                Assert.Equal(Math.Sign(total), left.ValueKey.CompareTo(right.ValueKey));
                if (isOrdered)
                {
                    Assert.Equal(Math.Sign(total), Math.Sign(order));
                }
            }
        }
    }

    [Theory]
    [InlineData("date")]
    [InlineData("dateTime")]
    [InlineData("integer")]
    [InlineData("decimal")]
    public void SortsOneKindOfValuesAndKeepsTheOrderOfEqualOnes(string type)
    {
        var random = new Random(2);
        var harness = new ExpressionHarness();
        TermId[][] rows = [.. Enumerable.Range(0, 300).Select(_ => new[] { harness.Id(Value(random, type)) })];
        foreach (var descending in new[] { false, true })
        {
            var condition = new SortCondition(
                slots => harness.Compiler.Compile(ExpressionHarness.Parse("?a"), slots), descending, "?a");
            using var sort = new Sort(harness.Context, new RowsOperator(harness.Context, [s_a], rows), [condition]);
            using var top = new TopK(harness.Context, new RowsOperator(harness.Context, [s_a], rows), [condition], 40);
            var ids = rows.Select(row => row[0]);
            var comparer = Comparer<TermId>.Create(Compare);
            TermId[] expected = [.. descending ? ids.OrderByDescending(id => id, comparer) : ids.OrderBy(id => id, comparer)];

            Assert.Equal(expected, RowsOperator.ReadAll(sort, harness.Context).Select(row => row[0]));
            Assert.Equal(expected.Take(40), RowsOperator.ReadAll(top, harness.Context).Select(row => row[0]));
        }
    }

    [Fact]
    public void AddsDecimalsExactly()
    {
        var random = new Random(3);
        var harness = new ExpressionHarness();
        for (var round = 0; round < 50; round++)
        {
            string[] terms =
                [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Value(random, random.Next(2) == 0 ? "decimal" : "integer"))];
            var expected = harness.Evaluate(string.Join(" + ", terms.Prepend("0").Select(term => $"({term})")));
            terms = round % 3 == 0 ? [.. terms, "1e0", "0.25", "1e-3"] : terms;
            TermId[][] rows = [.. terms.Select(term => new[] { harness.Id(term) })];
            var aggregate = new Aggregate(AggregateFunction.Sum, new Expression.Var(s_a), false);
            using var sum = new HashAggregate(
                harness.Context, new RowsOperator(harness.Context, [s_a], rows), [], [new AggregateBinding(new Variable(".0"), aggregate)],
                harness.Compiler.Compile);
            var result = harness.Show(RowsOperator.ReadAll(sum, harness.Context)[0][0]);
            if (round % 3 != 0)
            {
                Assert.Equal(expected, result);
            }
            else
            {
                Assert.EndsWith("^^xsd:double", result, StringComparison.Ordinal);
            }
        }
    }

    private static int Compare(TermId left, TermId right) =>
        left.TryGetDateTime(out var leftTime) && right.TryGetDateTime(out var rightTime) ? XsdDateTime.CompareTotal(leftTime, rightTime)
        : left.TryGetNumber(out var leftNumber) && right.TryGetNumber(out var rightNumber) ? XsdNumber.CompareTotal(leftNumber, rightNumber)
        : throw new InvalidOperationException("Both are times, or both numbers.");

    private static string Value(Random random, string type) => type switch
    {
        "integer" => random.Next(3) switch
        {
            0 => $"'{random.Next(20)}'^^xsd:unsignedByte",
            1 => $"'{random.Next(-20, 20)}'^^xsd:short",
            _ => $"{random.Next(-20, 20)}",
        },
        "decimal" => $"'{random.Next(-9, 9)}.{random.Next(3)}{(random.Next(2) == 0 ? "" : "00")}'^^xsd:decimal",
        _ => Moment(random, type),
    };

    private static string Moment(Random random, string type)
    {
        var (year, month, day) = (random.Next(1999, 2002), random.Next(1, 3), random.Next(1, 4));
        var text = type switch
        {
            "gYear" => $"{year}",
            "gYearMonth" => $"{year}-{month:00}",
            "date" => $"{year}-{month:00}-{day:00}",
            _ => $"{year}-{month:00}-{day:00}T{random.Next(24):00}:00:0{random.Next(3)}{(random.Next(2) == 0 ? ".50" : "")}",
        };
        return $"'{text}{s_zones[random.Next(s_zones.Length)]}'^^xsd:{type}";
    }
}
